/** Themes of studying and following Hồ Chí Minh. */

interface Dated {
  id: string;
  data: { year: number; scope: 'whole-term' | 'year' };
}

/** Themes with the latest year first; of one year, the yearly theme before the whole-term one, which says less about now. */
export function latestFirst<Entry extends Dated>(themes: Entry[]): Entry[] {
  return [...themes].sort(
    (a, b) =>
      b.data.year - a.data.year ||
      Number(a.data.scope === 'whole-term') - Number(b.data.scope === 'whole-term') ||
      (a.id < b.id ? -1 : 1),
  );
}

/** What the home page shows: the latest theme that has material here. It is not said to be this year's. */
export function latestTheme<Entry extends Dated>(themes: Entry[]): Entry | undefined {
  return latestFirst(themes)[0];
}
