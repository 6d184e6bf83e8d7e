/** Excerpts as Pagefind writes them, taken apart so that they can be shown without trusting them as HTML. */
import { decodeFromIndex } from './vietnamese.ts';

export interface ExcerptPart {
  text: string;
  marked: boolean;
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };

/** Neighbouring marked words become one part, so that a phrase is marked as a whole. */
export function excerptParts(excerpt: string): ExcerptPart[] {
  const parts = excerpt
    .replace(/<\/mark>(\s+)<mark>/g, '$1')
    .replace(/([.,;:!?…”’)]+)<\/mark>/g, '</mark>$1') // Pagefind marks a word with what stands next to it
    .replace(/<mark>([“‘(]+)/g, '$1<mark>')
    .split(/(<mark>[\s\S]*?<\/mark>)/)
    .filter((part) => part !== '');
  return parts.map((part) => {
    const marked = part.startsWith('<mark>');
    const text = part
      .replace(/<\/?mark>/g, '')
      .replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => entities[entity] ?? entity);
    return { text: decodeFromIndex(text), marked };
  });
}
