/** What search knows of a page before it opens it: enough to rank, filter and name it. */

/** Kinds a reader can filter by. The order is the order of the filter. */
export const pageKinds = [
  'key-point',
  'qa',
  'theme',
  'document',
  'infographic',
  'plan',
  'leaflet',
  'glossary',
  'column',
  'form',
  'talk',
  'example',
  'contest',
  'page',
] as const;
export type PageKind = (typeof pageKinds)[number];

/** Kinds whose titles do not say what they are, while readers do: "infographic chỉ tiêu", "tờ rơi cho công nhân". */
export const titlesWithoutKind: readonly PageKind[] = ['infographic', 'leaflet', 'glossary', 'form', 'talk', 'example'];

/** What search lists: a page, or a question of a page of questions, which is an answer by itself. */
export interface PageRecord {
  /** Its address; a question's ends in its anchor. */
  route: string;
  title: string;
  /** What else it is called: its name in the menu, other spellings of a term. */
  also: string[];
  kind: PageKind;
  /** The year it is about, where its page or its address names one. */
  year: number | null;
  /** How many other pages of the site point here: what the site itself holds to be important. */
  pointedAt: number;
  /** Title of the page it is a part of; `null` for a page. */
  within: string | null;
  /** Headings with an anchor, in order. */
  headings: { id: string; text: string }[];
}

/** The pages of a language: by Pagefind's own id of the page, in short arrays, because every searcher loads it. */
export type PackedPages = Record<
  string,
  [
    route: string,
    title: string,
    kind: number,
    year: number,
    pointedAt: number,
    within: string,
    headings: [id: string, text: string][],
    also: string[],
  ]
>;

export const packPage = (page: PageRecord): PackedPages[string] => [
  page.route,
  page.title,
  pageKinds.indexOf(page.kind),
  page.year ?? 0,
  page.pointedAt,
  page.within ?? '',
  page.headings.map(({ id, text }) => [id, text]),
  page.also,
];

export function unpackPages(packed: PackedPages): Map<string, PageRecord> {
  return new Map(
    Object.entries(packed).map(([id, [route, title, kind, year, pointedAt, within, headings, also]]) => [
      id,
      {
        route,
        title,
        also,
        kind: pageKinds[kind] ?? 'page',
        year: year === 0 ? null : year,
        pointedAt,
        within: within === '' ? null : within,
        headings: headings.map(([anchor, text]) => ({ id: anchor, text })),
      },
    ]),
  );
}

/** Words of a language's pages as they are written, in lower case, each with how many entries have it. */
export type WordCounts = [word: string, entries: number][];

/** `pages.<language>.json` beside the index: what is known before the index is asked. */
export interface KnownPages {
  pages: PackedPages;
  words: WordCounts;
}
