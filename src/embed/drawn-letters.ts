/** The letters a picture draws, by the weight it draws them in. */
import type { Weight } from '../figures/type/measure.ts';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * @param drawing SVG as `figures/svg.ts` writes it, or has written it for a version that is kept
 * @returns each letter once, sorted
 */
export function drawnLetters(drawing: string): Record<Weight, string> {
  const letters: Record<Weight, Set<string>> = { 400: new Set(), 600: new Set() };
  for (const [, attributes = '', inside = ''] of drawing.matchAll(/<text\b([^>]*)>(.*?)<\/text>/gs)) {
    const text = inside.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
    for (const letter of text) letters[attributes.includes('font-weight="600"') ? 600 : 400].add(letter);
  }
  return { 400: [...letters[400]].sort().join(''), 600: [...letters[600]].sort().join('') };
}
