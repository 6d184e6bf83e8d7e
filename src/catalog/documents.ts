/** The document library: how documents are named, ordered and related, and which pages rest on them. */
import type { Source } from '../schemas/source.ts';
import { routeOf } from './routes.ts';

/** A kind of document and those of that kind. */
export interface DocumentGroup {
  kind: Source['kind'];
  /** Kind as a heading: "Chỉ thị". */
  title: string;
  /** Anchor of the group in the list. */
  anchor: string;
  documents: Source[];
}

/** Kinds in the order the list shows them, from what binds widest, and the anchor of each. */
const kindAnchors: Record<Source['kind'], string> = {
  'nghị quyết': 'nghi-quyet',
  'văn kiện': 'van-kien',
  'chỉ thị': 'chi-thi',
  'kết luận': 'ket-luan',
  'quy định': 'quy-dinh',
  'quyết định': 'quyet-dinh',
  'hướng dẫn': 'huong-dan',
  'kế hoạch': 'ke-hoach',
  'tác phẩm': 'tac-pham',
};
const kinds = Object.keys(kindAnchors) as Source['kind'][];

/** Documents by kind, then the latest first; a document without any date comes last of its kind. */
export function orderDocuments(documents: Source[]): Source[] {
  return [...documents].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compare(dateKey(b), dateKey(a)) || compare(a.id, b.id),
  );
}

/** The library as its list shows it. Kinds without documents are left out. */
export function groupDocuments(documents: Source[]): DocumentGroup[] {
  return kinds
    .map((kind) => ({
      kind,
      title: capitalise(kind),
      anchor: kindAnchors[kind],
      documents: orderDocuments(documents.filter((document) => document.kind === kind)),
    }))
    .filter((group) => group.documents.length > 0);
}

/** What a document is called in a list or citation: "Chỉ thị số 05-CT/TW", else its title, else kind and issuer. */
export function documentName({ kind, number, title, issuer }: Source): string {
  const kindName = capitalise(kind);
  if (number !== undefined) return `${kindName} số ${number}`;
  if (title === undefined) return `${kindName} của ${issuer}`;
  const namesItself = kind === 'tác phẩm' || kind === 'văn kiện' || title.toLowerCase().startsWith(kind);
  return namesItself ? title : `${kindName}: ${title}`;
}

/** A link to a document as lists and boxes show it. */
export interface DocumentLink {
  name: string;
  route: string;
  /** Not repeated where the name is the title already. */
  title: string | undefined;
  issuer: string;
  date: string | undefined;
  year: number | undefined;
}

export function documentLink(source: Source): DocumentLink {
  const name = documentName(source);
  return {
    name,
    route: routeOf('sources', source.id),
    title: source.title !== undefined && name.includes(source.title) ? undefined : source.title,
    issuer: source.issuer,
    date: source.date,
    year: source.year,
  };
}

/** Links to the documents an entry cites, in the entry's order. An id that is not in the library throws. */
export function citedDocuments(ids: string[], documents: Source[]): DocumentLink[] {
  return ids.map((id) => {
    const source = documents.find((document) => document.id === id);
    if (source === undefined) throw new Error(`không có văn bản "${id}" trong content/sources.yaml`);
    return documentLink(source);
  });
}

/** The year of a document, where our source says it. */
export const documentYear = ({ date, year }: Pick<Source, 'date' | 'year'>): string | undefined =>
  date?.slice(0, 4) ?? (year === undefined ? undefined : String(year));

/** Years to choose documents by, the latest first; the undated, where there are any, come last. */
export function documentYears(documents: Pick<Source, 'date' | 'year'>[]): { id: string; title: string }[] {
  const years = [...new Set(documents.map((document) => documentYear(document) ?? undatedYear))].sort().reverse();
  return [
    ...years.filter((year) => year !== undatedYear).map((year) => ({ id: year, title: `Năm ${year}` })),
    ...(years.includes(undatedYear) ? [{ id: undatedYear, title: 'Nguồn không ghi năm' }] : []),
  ];
}

/** What stands in an address for documents without a year. */
export const undatedYear = 'khong-ghi';

/** One way a document stands to others, worded for the reader. */
export interface Relation {
  words: string;
  documents: DocumentLink[];
}

const relationWords: Record<keyof Source['relations'], { from: string; to: string }> = {
  implements: { from: 'Thực hiện', to: 'Được thực hiện bằng' },
  continues: { from: 'Tiếp tục', to: 'Được tiếp tục bằng' },
  guides: { from: 'Hướng dẫn', to: 'Được hướng dẫn bằng' },
  replaces: { from: 'Thay thế', to: 'Được thay thế bằng' },
};

/** How a document relates to others, both ways: what it names, and what names it. */
export function relationsOf(id: string, documents: Source[]): Relation[] {
  const own = documents.find((document) => document.id === id)?.relations;
  const names = Object.keys(relationWords) as (keyof Source['relations'])[];
  return names
    .flatMap((name): Relation[] => [
      { words: relationWords[name].from, documents: citedDocuments(own?.[name] ?? [], documents) },
      {
        words: relationWords[name].to,
        documents: orderDocuments(documents.filter(({ relations }) => relations[name].includes(id))).map(documentLink),
      },
    ])
    .filter((relation) => relation.documents.length > 0);
}

/** Pages that rest on a document, in the order given. */
export function citedBy<Citing extends { sources: string[] }>(id: string, pages: Citing[]): Citing[] {
  return pages.filter(({ sources }) => sources.includes(id));
}

const dateKey = ({ date, year }: Source) => date ?? (year === undefined ? '' : String(year));
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
