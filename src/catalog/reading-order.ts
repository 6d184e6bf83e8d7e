/** Series that editors put in order by number. */

interface Ordered {
  id: string;
  data: { order: number };
}

/** Entries by `order`; where two share a number, by id, so that a build is always the same. */
export function inOrder<Entry extends Ordered>(entries: Entry[]): Entry[] {
  return [...entries].sort((a, b) => a.data.order - b.data.order || compareTexts(a.id, b.id));
}

/** Entries by their day, the latest first; of one day, by id. */
export function newestFirst<Entry extends { id: string; data: { date: string } }>(entries: Entry[]): Entry[] {
  return [...entries].sort((a, b) => compareTexts(b.data.date, a.data.date) || compareTexts(a.id, b.id));
}

/** One entry of a series, with the one before it and the one after. */
export interface Placed<Entry> {
  entry: Entry;
  previous: Entry | undefined;
  next: Entry | undefined;
}

export const withNeighbours = <Entry>(series: readonly Entry[]): Placed<Entry>[] =>
  series.map((entry, index) => ({ entry, previous: series[index - 1], next: series[index + 1] }));

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
