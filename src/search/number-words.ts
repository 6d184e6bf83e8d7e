/** Small numbers, written as words: readers type "3 đột phá", pages say "ba đột phá". */
import type { Query } from './query.ts';
import { fold } from './vietnamese.ts';

const words: Record<string, string> = {
  1: 'một',
  2: 'hai',
  3: 'ba',
  4: 'bốn',
  5: 'năm',
  6: 'sáu',
  7: 'bảy',
  8: 'tám',
  9: 'chín',
  10: 'mười',
  11: 'mười một',
  12: 'mười hai',
};

/** The query with its small numbers as words, marked as the query is; `null` when it has none, or names a document. */
export function inWords(query: Query): Query | null {
  if (query.language !== 'vi' || query.quoted || query.number !== null) return null;
  const written = (all: readonly string[]) =>
    all.flatMap((word) => {
      const spelt = words[word];
      if (spelt === undefined) return [word];
      return (query.accented ? spelt : fold(spelt)).split(' ');
    });
  const changed = { ...query, words: written(query.words), needed: written(query.needed) };
  return changed.needed.join(' ') === query.needed.join(' ') ? null : changed;
}
