/** What search knows of a page before it opens it: enough to rank, filter and name it. */

/** Kinds a reader can filter by. The order is the order of the filter. */
export const pageKinds = ['key-point', 'qa', 'theme', 'document', 'infographic', 'contest', 'other'] as const;
export type PageKind = (typeof pageKinds)[number];

export const kindNames: Record<PageKind, string> = {
  'key-point': 'Nội dung cốt lõi',
  qa: 'Hỏi – đáp',
  theme: 'Chuyên đề',
  document: 'Văn bản',
  infographic: 'Infographic',
  contest: 'Cuộc thi',
  other: 'Trang khác',
};

export interface PageRecord {
  route: string;
  title: string;
  kind: PageKind;
  /** The year the page is about, where its address names one. */
  year: number | null;
  /** Headings with an anchor, in order. */
  headings: { id: string; text: string }[];
}

/** `pages.json` beside the index: by Pagefind's own id of the page, in short arrays, because every searcher loads it. */
export type PackedPages = Record<
  string,
  [route: string, title: string, kind: number, year: number, headings: [id: string, text: string][]]
>;

export function packPage({ route, title, kind, year, headings }: PageRecord): PackedPages[string] {
  return [route, title, pageKinds.indexOf(kind), year ?? 0, headings.map(({ id, text }) => [id, text])];
}

export function unpackPages(packed: PackedPages): Map<string, PageRecord> {
  return new Map(
    Object.entries(packed).map(([id, [route, title, kind, year, headings]]) => [
      id,
      {
        route,
        title,
        kind: pageKinds[kind] ?? 'other',
        year: year === 0 ? null : year,
        headings: headings.map(([anchor, text]) => ({ id: anchor, text })),
      },
    ]),
  );
}

const folders: Record<string, PageKind> = {
  'nghi-quyet': 'key-point',
  'hoi-dap': 'qa',
  'chuyen-de': 'theme',
  'van-ban': 'document',
  infographic: 'infographic',
  'cuoc-thi': 'contest',
};

/** A page's kind, from its address. A section's own page is no entry of the section. */
export function kindOf(route: string): PageKind {
  const [folder = '', slug] = route.split('/').filter((step) => step !== '');
  const kind = folders[folder] ?? 'other';
  return slug === undefined && kind !== 'contest' ? 'other' : kind;
}

/** The home page, or a section's own page that lists its entries. */
export const isList = (route: string): boolean =>
  route === '/' || (Object.hasOwn(folders, route.replaceAll('/', '')) && kindOf(route) === 'other');

/** The year in a page's address: `/chuyen-de/dai-doan-ket-2023/` → 2023. Two years side by side are a period, not a year. */
export function yearOf(route: string): number | null {
  const years = [...route.matchAll(/(?<=[/-])(?:19|20)\d\d(?=[/-])/g)];
  return years.length === 1 ? Number(years[0]?.[0]) : null;
}
