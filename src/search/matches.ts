/** Every page that answers a query, ranked, and how to open each with the query's own words marked. */
import { wordsForIndex } from './index-text.ts';
import { inWords } from './number-words.ts';
import type { OpenedIndex } from './opened-index.ts';
import type { PagefindResult } from './pagefind-runtime.ts';
import type { PageRecord } from './page-record.ts';
import { phraseForIndex, type Query } from './query.ts';
import { isDocumentOf, rank, type Candidate, type Ranked } from './rank.ts';
import { fold, wordsOf } from './vietnamese.ts';

/** `all`: every page has every word. `some`: no page has them all, so those that have the most telling ones. */
export type Completeness = 'all' | 'some';

export interface Matches {
  ranked: Ranked[];
  completeness: Completeness;
  openers: Openers;
}

type Openers = Map<PageRecord, PagefindResult>;

export async function matches(index: OpenedIndex, query: Query): Promise<Matches> {
  const openers: Openers = new Map();
  if (query.words.length === 0) return { ranked: [], completeness: 'all', openers };
  const complete = await withAllWordsRanked(index, query, openers);
  if (complete.length > 0 || query.quoted || query.needed.length < 2)
    return { ranked: complete, completeness: 'all', openers };
  return { ranked: await withKnownWords(index, query, openers), completeness: 'some', openers };
}

/** Pages with all the words, or with all of them once small numbers are written out; each as the better of the two. */
async function withAllWordsRanked(index: OpenedIndex, query: Query, openers: Openers): Promise<Ranked[]> {
  const spelt = inWords(query);
  const asTyped = await ofQuery(index, query, openers);
  if (spelt === null) return asTyped;
  const written = await ofQuery(index, spelt, openers);
  const best = new Map<PageRecord, Ranked>();
  for (const one of [...asTyped, ...written])
    if (one.points > (best.get(one.page)?.points ?? -1)) best.set(one.page, one);
  return [...best.values()].sort((a, b) => b.points - a.points);
}

async function ofQuery(index: OpenedIndex, query: Query, openers: Openers): Promise<Ranked[]> {
  const found = await withAllWords(index, query);
  const candidates = found.size > 0 ? await weigh(index, query, found, openers) : [];
  return rank(query, [...candidates, ...(await ofNumber(index, query, openers))]);
}

/** Pages with all the words that any page has; where there are none, those with some of them. */
async function withKnownWords(index: OpenedIndex, query: Query, openers: Openers): Promise<Ranked[]> {
  const words = query.needed.filter((word) => index.vocabulary.has(word));
  const known = { ...query, words, needed: words };
  const found = words.length > 0 ? await withAllWords(index, known) : new Map<string, PagefindResult>();
  return found.size > 0
    ? rank(known, await weigh(index, known, found, openers))
    : await withSomeWords(index, query, openers);
}

/** Pages with every word, whatever its marks; a last word that stands nowhere is taken for the beginning of one. */
async function withAllWords(
  index: OpenedIndex,
  { needed, quoted, language }: Query,
): Promise<Map<string, PagefindResult>> {
  const last = needed.at(-1) ?? '';
  const isOpen = !quoted && !index.vocabulary.has(last) && index.vocabulary.begins(last);
  const areKnown = needed.every((word, at) => index.vocabulary.has(word) || (isOpen && at === needed.length - 1));
  return areKnown ? index.search(wordsForIndex(needed, language, isOpen)) : new Map();
}

/** What is known of each page that has the words: do they stand side by side, and with exactly the reader's marks? */
async function weigh(
  index: OpenedIndex,
  query: Query,
  found: Map<string, PagefindResult>,
  openers: Openers,
): Promise<Candidate[]> {
  const phraseTerm = phraseForIndex(query);
  const phrase = phraseTerm === null ? null : await index.search(phraseTerm, query.accented ? 'as-typed' : 'any');
  const exact = query.accented ? await withTheseMarks(index, query) : { words: [], found: new Map() };
  return [...found].flatMap(([id, result]) => {
    const page = index.page(id);
    const inPhrase = phrase?.has(id) ?? false;
    if (!page || (query.quoted && phrase !== null && !inPhrase)) return [];
    const best = exact.found.get(id);
    // Opened as typed, only the words as typed are marked; but all of them, not some.
    openers.set(page, exact.words.length === query.needed.length ? (best ?? result) : result);
    return [{ page, wordScore: result.score, phrase: inPhrase, exact: best !== undefined }];
  });
}

/** Pages with all words exactly as typed; where no page has, those with the words that carry marks as typed. */
async function withTheseMarks(
  index: OpenedIndex,
  { needed, language }: Query,
): Promise<{ words: string[]; found: Map<string, PagefindResult> }> {
  const ask = async (words: string[]) => {
    const areKnown = words.length > 0 && words.every((word) => index.vocabulary.counts.has(word));
    return { words, found: areKnown ? await index.search(wordsForIndex(words, language), 'as-typed') : new Map() };
  };
  const all = await ask(needed);
  const marked = needed.filter((word) => word !== fold(word));
  return all.found.size > 0 || marked.length === needed.length ? all : ask(marked);
}

/** The document of the number asked for, found even by "chỉ thị 5", whose words stand nowhere. */
async function ofNumber(index: OpenedIndex, { number, language }: Query, openers: Openers): Promise<Candidate[]> {
  const documents = number === null ? [] : index.pages.filter((page) => isDocumentOf(number, page));
  const unfound = documents.filter((page) => !openers.has(page));
  for (const page of unfound) {
    for (const [id, result] of await index.search(wordsForIndex(wordsOf(page.title), language)))
      if (index.page(id) === page) openers.set(page, result);
  }
  return unfound.map((page) => ({ page, wordScore: 0, phrase: false, exact: false }));
}

/** A page is near when it has at least this share of what the known words tell together. */
const nearShare = 0.5;

/**
 * Pages with the words that tell most: a word counts the more the fewer pages have it. A word that no page has counts
 * nothing, so one slip of the finger does not hide the rest.
 */
async function withSomeWords(index: OpenedIndex, query: Query, openers: Openers): Promise<Ranked[]> {
  const size = index.pages.length;
  const told = new Map<string, { weight: number; best: number; result: PagefindResult; score: number }>();
  let known = 0;
  for (const word of new Set(query.needed)) {
    const term = wordsForIndex([word], query.language);
    const asTyped = query.accented ? await index.search(term, 'as-typed') : null;
    const found = asTyped && asTyped.size > 0 ? asTyped : await index.search(term);
    if (found.size === 0) continue;
    const weight = Math.log(1 + size / found.size);
    known += weight;
    for (const [id, result] of found) {
      const sofar = told.get(id);
      const best = Math.max(sofar?.best ?? 0, weight);
      told.set(id, {
        weight: (sofar?.weight ?? 0) + weight,
        best,
        result: sofar && sofar.best >= weight ? sofar.result : result,
        score: (sofar?.score ?? 0) + result.score,
      });
    }
  }
  return [...told]
    .flatMap(([id, { weight, result, score }]): (Ranked & { weight: number })[] => {
      const page = index.page(id);
      if (!page || weight < known * nearShare) return [];
      openers.set(page, result);
      return [{ page, wordScore: score, phrase: false, exact: false, heading: null, points: weight, weight }];
    })
    .sort((a, b) => b.weight - a.weight || b.page.pointedAt - a.page.pointedAt || b.wordScore - a.wordScore);
}
