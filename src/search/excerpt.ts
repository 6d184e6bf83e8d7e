/** The lines of a page around the words that were found, as text with marked parts: nothing here is ever markup. */
import { decodeFromIndex, isGlued } from './index-text.ts';

export interface ExcerptPart {
  text: string;
  marked: boolean;
}

/** Found words that stand next to each other. */
interface Run {
  start: number;
  length: number;
}

const runsOf = (locations: readonly number[]): Run[] =>
  [...new Set(locations)]
    .sort((a, b) => a - b)
    .reduce<Run[]>((runs, location) => {
      const last = runs.at(-1);
      if (last && location === last.start + last.length) last.length += 1;
      else runs.push({ start: location, length: 1 });
      return runs;
    }, []);

/** The first of the longest runs of found words, up to the whole query; `null` when nothing was found. */
function bestRun(locations: readonly number[], words: number): Run | null {
  return runsOf(locations).reduce<Run | null>(
    (best, run) => (Math.min(run.length, words) > Math.min(best?.length ?? 0, words) ? run : best),
    null,
  );
}

/** Do the query's words stand side by side somewhere among these places? */
export const hasWhole = (locations: readonly number[], words: number): boolean =>
  (bestRun(locations, words)?.length ?? 0) >= words;

const before = 6;
const size = 28;

/**
 * @param content the page's text as the index keeps it; locations count its words
 * @param words how many words the query has
 * @param from the first word that may be shown: where the passage begins
 */
export function excerptOf(content: string, locations: readonly number[], words: number, from = 0): ExcerptPart[] {
  const all = content.split(/\s+/);
  const run = bestRun(locations, words);
  const start = Math.max(from, Math.min((run?.start ?? from) - before, all.length - size), 0);
  const found = new Set(locations);
  const shown = all.slice(start, start + size).map((word, index) => ({
    word: decodeFromIndex(word),
    marked: found.has(start + index),
    glued: index > 0 && isGlued(all[start + index - 1] ?? ''),
  }));
  const parts: ExcerptPart[] = [];
  const add = (text: string, marked: boolean) => {
    const last = parts.at(-1);
    if (last?.marked === marked) last.text += text;
    else if (text !== '') parts.push({ text, marked });
  };
  if (start > from) add('… ', false);
  for (const [index, { word, marked, glued }] of shown.entries()) {
    // The index takes a word together with what stands at its ends; the reader's eye should not.
    const [, head = '', core = '', tail = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word) ?? [];
    const space = index === 0 || glued ? '' : ' ';
    const joined = marked && (head === '' || glued) && parts.at(-1)?.marked === true;
    add(space + head, joined);
    add(core, marked);
    add(tail, false);
  }
  if (start + size < all.length) add(' …', false);
  return parts;
}
