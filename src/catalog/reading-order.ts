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

/** The entries before and after one of a series. */
export function neighbours<Entry extends { id: string }>(
  series: Entry[],
  id: string,
): { previous: Entry | undefined; next: Entry | undefined } {
  const index = series.findIndex((entry) => entry.id === id);
  if (index < 0) return { previous: undefined, next: undefined };
  return { previous: series[index - 1], next: series[index + 1] };
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
