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

/** A year of the list of themes: its own theme, or none yet. */
export interface ThemeYear<Entry> {
  year: number;
  /** The year's own theme; a whole-term one where it was also the year's. */
  theme: Entry | undefined;
}

/** Every year from the first theme to `until`, the latest first, so that a year without material is seen to lack it. */
export function themeYears<Entry extends Dated & { data: { also_of_year: boolean } }>(
  themes: Entry[],
  until: number,
): ThemeYear<Entry>[] {
  const first = Math.min(until, ...themes.map(({ data }) => data.year));
  const last = Math.max(until, ...themes.map(({ data }) => data.year));
  const ordered = latestFirst(themes);
  return Array.from({ length: last - first + 1 }, (_, index) => last - index).map((year) => ({
    year,
    theme: ordered.find(({ data }) => data.year === year && (data.scope === 'year' || data.also_of_year)),
  }));
}
