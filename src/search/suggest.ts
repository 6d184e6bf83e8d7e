/** What to offer a reader whose words stand on no page: the same words without quotes, the nearest known words, fewer words. */
import { wordsForIndex } from './index-text.ts';
import { nearestQueries } from './nearest-words.ts';
import type { OpenedIndex } from './opened-index.ts';
import { parseQuery, shorterQueries, type Query } from './query.ts';

const most = 3;

/** Queries that find something, the likeliest first. */
export async function suggest(index: OpenedIndex, query: Query): Promise<string[]> {
  const found: string[] = [];
  const nearest = nearestQueries(query, index.vocabulary);
  const offered = [
    ...(query.quoted ? [query.words.join(' ')] : []),
    ...nearest,
    ...(nearest.length === 0 ? shorterQueries(query) : []),
  ];
  for (const text of new Set(offered)) {
    const { needed, language } = parseQuery(text, query.language);
    if (!needed.every((word) => index.vocabulary.has(word))) continue;
    if ((await index.search(wordsForIndex(needed, language))).size > 0) found.push(text);
    if (found.length === most) break;
  }
  return found;
}
