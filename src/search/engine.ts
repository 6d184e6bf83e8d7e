/** Asks Pagefind, ranks what it finds, and opens only the pages that will be shown. The only module that knows Pagefind's runtime. */
import { excerptOf, hasWhole, type ExcerptPart } from './excerpt.ts';
import { unpackPages, type PackedPages, type PageKind, type PageRecord } from './page-record.ts';
import { parseQuery, phraseForIndex, shorterQueries, wordsForIndex, type Query } from './query.ts';
import { rank, type Ranked } from './rank.ts';

interface PagefindFragment {
  content: string;
  sub_results: {
    anchor?: { id: string; location: number };
    locations: number[];
    weighted_locations: { balanced_score: number }[];
  }[];
}
type Part = PagefindFragment['sub_results'][number];
interface PagefindResult {
  id: string;
  score: number;
  data(): Promise<PagefindFragment>;
}
interface Pagefind {
  options(options: { exactDiacritics: boolean }): Promise<void>;
  search(term: string): Promise<{ results: PagefindResult[] }>;
}
interface PagefindModule {
  createInstance(options: { basePath: string; language: string; noWorker?: boolean }): Pagefind;
}

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

export interface Filter {
  kind: PageKind | null;
  year: number | null;
}

export interface Answer {
  query: Query;
  /** How many pages match, with the filter. */
  total: number;
  /** How many pages match without the filter, by kind and by year. */
  kinds: Map<PageKind, number>;
  years: Map<number, number>;
  /** The best results, opened. */
  found: Found[];
  /** When nothing matched: shorter queries that would find something. */
  suggestions: string[];
}

export interface SearchEngine {
  /**
   * @param size how many results to open
   */
  ask(text: string, filter: Filter, size: number): Promise<Answer>;
}

/** How the engine reaches the index; a test gives its own. */
export interface IndexFiles {
  pagefind(): Promise<PagefindModule>;
  pages(): Promise<PackedPages>;
}

const basePath = '/pagefind/';

/** The index beside the site. */
export const siteIndex: IndexFiles = {
  pagefind: () => {
    const address = `${basePath}pagefind.js`; // written at build, so no bundler may follow it
    return import(/* @vite-ignore */ address) as Promise<PagefindModule>;
  },
  pages: async () => (await fetch(`${basePath}pages.json`)).json() as Promise<PackedPages>,
};

/** Loads the index; rejects when there is none (a dev server, no network). */
export async function openSearch(files: IndexFiles = siteIndex): Promise<SearchEngine> {
  const [module, packed] = await Promise.all([files.pagefind(), files.pages()]);
  const pagefind = module.createInstance({ basePath, language: 'vi' });
  const pages = unpackPages(packed);

  // `exactDiacritics` belongs to the instance: two questions at once would mix it up.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine;
    return mine;
  };
  return { ask: (text, filter, size) => inTurn(() => answer(pagefind, pages, parseQuery(text), filter, size)) };
}

async function answer(
  pagefind: Pagefind,
  pages: Map<string, PageRecord>,
  query: Query,
  filter: Filter,
  size: number,
): Promise<Answer> {
  const { ranked, openers } = await matches(pagefind, pages, query);
  const fits = ({ page }: Ranked) =>
    (filter.kind === null || page.kind === filter.kind) && (filter.year === null || page.year === filter.year);
  const chosen = ranked.filter(fits);
  const kinds = new Map<PageKind, number>();
  const years = new Map<number, number>();
  for (const { page } of ranked) {
    kinds.set(page.kind, (kinds.get(page.kind) ?? 0) + 1);
    if (page.year !== null) years.set(page.year, (years.get(page.year) ?? 0) + 1);
  }
  return {
    query,
    total: chosen.length,
    kinds,
    years,
    found: await Promise.all(chosen.slice(0, size).map((one) => open(one, openers.get(one.page), query.words.length))),
    suggestions: ranked.length === 0 ? await suggest(pagefind, query) : [],
  };
}

/** Every page with the words, ranked, and how to open each with the query's own words marked. */
async function matches(pagefind: Pagefind, pages: Map<string, PageRecord>, query: Query) {
  const openers = new Map<PageRecord, PagefindResult>();
  if (query.words.length === 0) return { ranked: [], openers };
  const terms = wordsForIndex(query);
  const phraseTerm = phraseForIndex(query);

  await pagefind.options({ exactDiacritics: query.accented });
  const phrase = phraseTerm === null ? null : await pagefind.search(phraseTerm);
  const exact = query.accented ? await pagefind.search(terms) : null;
  await pagefind.options({ exactDiacritics: false });
  const folded = await pagefind.search(terms);

  const inPhrase = new Set(phrase?.results.map(({ id }) => id));
  const exactly = new Map(exact?.results.map((result) => [result.id, result]));
  const wanted = query.quoted && phrase ? folded.results.filter(({ id }) => inPhrase.has(id)) : folded.results;
  const candidates = wanted.flatMap((result) => {
    const page = pages.get(result.id);
    if (!page) return [];
    const best = exactly.get(result.id);
    openers.set(page, best ?? result);
    return [{ page, wordScore: result.score, phrase: inPhrase.has(result.id), exact: best !== undefined }];
  });
  return { ranked: rank(query, candidates), openers };
}

async function open({ page, heading }: Ranked, result: PagefindResult | undefined, words: number): Promise<Found> {
  const fragment = await result?.data();
  const parts = byAnswer(fragment?.sub_results ?? [], words);
  const best = parts.find(({ anchor }) => heading !== null && anchor?.id === heading.id) ?? parts[0];
  const passageOf = ({ anchor }: Part): Passage[] => {
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
function byAnswer(parts: readonly Part[], words: number): Part[] {
  const weighed = parts.map((part) => ({
    part,
    whole: hasWhole(part.locations, words),
    weight: part.weighted_locations.reduce((sum, place) => sum + place.balanced_score, 0),
  }));
  return weighed.sort((a, b) => Number(b.whole) - Number(a.whole) || b.weight - a.weight).map(({ part }) => part);
}

async function suggest(pagefind: Pagefind, query: Query): Promise<string[]> {
  const found: string[] = [];
  for (const shorter of shorterQueries(query)) {
    const { results } = await pagefind.search(wordsForIndex(parseQuery(shorter)));
    if (results.length > 0) found.push(shorter);
    if (found.length === 3) break;
  }
  return found;
}
