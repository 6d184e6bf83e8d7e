/** Narrowing results by kind and by year. */
import type { PageKind, PageRecord } from './page-record.ts';

export interface Filter {
  kind: PageKind | null;
  year: number | null;
}

export interface Facets<One> {
  /** What the filter lets through, in its order. */
  chosen: One[];
  /** How many there would be of each kind, with the year as chosen; the chosen kind is always named. */
  kinds: Map<PageKind, number>;
  /** How many there would be of each year, with the kind as chosen; the chosen year is always named. */
  years: Map<number, number>;
}

/** Each count says what choosing it would show, so no choice offered leads nowhere. */
export function narrow<One extends { page: PageRecord }>(all: readonly One[], { kind, year }: Filter): Facets<One> {
  const kinds = new Map<PageKind, number>(kind === null ? [] : [[kind, 0]]);
  const years = new Map<number, number>(year === null ? [] : [[year, 0]]);
  const chosen: One[] = [];
  for (const one of all) {
    const { page } = one;
    const fitsKind = kind === null || page.kind === kind;
    const fitsYear = year === null || page.year === year;
    if (fitsYear) kinds.set(page.kind, (kinds.get(page.kind) ?? 0) + 1);
    if (fitsKind && page.year !== null) years.set(page.year, (years.get(page.year) ?? 0) + 1);
    if (fitsKind && fitsYear) chosen.push(one);
  }
  return { chosen, kinds, years };
}
