/** Answers questions: asks the index, narrows what it finds, and opens only the pages that will be shown. */
import { excerptOf, hasWhole, type ExcerptPart } from './excerpt.ts';
import { narrow, type Filter } from './facets.ts';
import type { SearchLanguage } from './language.ts';
import { matches, type Completeness } from './matches.ts';
import { OpenedIndex } from './opened-index.ts';
import { siteIndex, type IndexFiles, type PagefindPart, type PagefindResult } from './pagefind-runtime.ts';
import type { PageKind, PageRecord } from './page-record.ts';
import { parseQuery, type Query } from './query.ts';
import type { Ranked } from './rank.ts';
import { suggest } from './suggest.ts';

/** A place inside a page: a heading and its address. */
export interface Passage {
  title: string;
  address: string;
}

/** One result, ready to be shown. */
export interface Found {
  page: PageRecord;
  /** Where in the page the best answer stands; `null` when it is the page as a whole. */
  passage: Passage | null;
  /** Other places in the page that answer, at most two. */
  more: Passage[];
  excerpt: ExcerptPart[];
}

export interface Answer {
  query: Query;
  /** How many pages match, with the filter. */
  total: number;
  /** How many pages match without any filter. */
  unfiltered: number;
  completeness: Completeness;
  /** How many pages each choice of the filter would show. */
  kinds: Map<PageKind, number>;
  years: Map<number, number>;
  /** The best results, opened. */
  found: Found[];
  /** When no page has all the words: queries that would find something. */
  suggestions: string[];
}

export interface SearchEngine {
  /**
   * @param size how many results to open
   */
  ask(text: string, filter: Filter, size: number): Promise<Answer>;
}

/**
 * Loads the index of a language; rejects when there is none (a dev server, no network).
 * @param language the language of the page that asks: Pagefind itself reads it from the document
 */
export async function openSearch(
  language: SearchLanguage = 'vi',
  files: IndexFiles = siteIndex,
): Promise<SearchEngine> {
  const [module, known] = await Promise.all([files.pagefind(), files.pages(language)]);
  const pagefind = module.createInstance({ basePath: files.address });
  const index = new OpenedIndex(pagefind, known, language);

  // What Pagefind does with marks belongs to the instance: two questions at once would mix it up.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine;
    return mine;
  };
  return { ask: (text, filter, size) => inTurn(() => answer(index, parseQuery(text, language), filter, size)) };
}

async function answer(index: OpenedIndex, query: Query, filter: Filter, size: number): Promise<Answer> {
  const { ranked, completeness, openers } = await matches(index, query);
  const { chosen, kinds, years } = narrow(ranked, filter);
  const missed = query.words.length > 0 && (ranked.length === 0 || completeness === 'some');
  return {
    query,
    total: chosen.length,
    unfiltered: ranked.length,
    completeness,
    kinds,
    years,
    found: await Promise.all(chosen.slice(0, size).map((one) => open(one, openers.get(one.page), query.needed.length))),
    suggestions: missed ? await suggest(index, query) : [],
  };
}

async function open({ page, heading }: Ranked, result: PagefindResult | undefined, words: number): Promise<Found> {
  const fragment = await result?.data();
  const parts = byAnswer(fragment?.sub_results ?? [], words);
  const best = parts.find(({ anchor }) => heading !== null && anchor?.id === heading.id) ?? parts[0];
  const passageOf = ({ anchor }: PagefindPart): Passage[] => {
    const known = page.headings.find(({ id }) => id === anchor?.id);
    return known ? [{ title: known.text, address: `${page.route}#${known.id}` }] : [];
  };
  return {
    page,
    passage: best ? (passageOf(best)[0] ?? null) : null,
    more: parts
      .filter((part) => part !== best)
      .flatMap(passageOf)
      .slice(0, 2),
    excerpt: fragment ? excerptOf(fragment.content, best?.locations ?? [], words, best?.anchor?.location) : [],
  };
}

/** Parts of a page, the best answer first: those with the words side by side, then by Pagefind's weight of the words in them. */
function byAnswer(parts: readonly PagefindPart[], words: number): PagefindPart[] {
  const weighed = parts.map((part) => ({
    part,
    whole: hasWhole(part.locations, words),
    weight: part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0),
  }));
  return weighed.sort((a, b) => Number(b.whole) - Number(a.whole) || b.weight - a.weight).map(({ part }) => part);
}
