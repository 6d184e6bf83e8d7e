import type { WidthClass } from '../scene.ts';

/** Sizes in px of everything the figure sets, for one width. Type is set to be read at that width, so it does not scale in step. */
export interface Sizes {
  padding: number;
  title: number;
  subtitle: number;
  group: number;
  label: number;
  /** A value that is not a share and so has no bar. */
  figure: number;
  legend: number;
  foot: number;
  bar: number;
  /** Between rows. */
  rowGap: number;
  /** Between groups. */
  groupGap: number;
  /** `stacked`: label and value above the bar. `beside`: label, bar and value in three columns. */
  rows: 'stacked' | 'beside';
  /** Columns of groups, when there are groups enough. */
  columns: 1 | 2;
}

export const sizesOf: Record<WidthClass, Sizes> = {
  narrow: {
    padding: 16,
    title: 20,
    subtitle: 14,
    group: 16,
    label: 14,
    figure: 14,
    legend: 12,
    foot: 12,
    bar: 8,
    rowGap: 5,
    groupGap: 14,
    rows: 'stacked',
    columns: 1,
  },
  medium: {
    padding: 24,
    title: 26,
    subtitle: 16,
    group: 18,
    label: 15,
    figure: 21,
    legend: 13,
    foot: 13,
    bar: 14,
    rowGap: 6,
    groupGap: 24,
    rows: 'beside',
    columns: 1,
  },
  wide: {
    padding: 40,
    title: 34,
    subtitle: 19,
    group: 20,
    label: 16,
    figure: 24,
    legend: 15,
    foot: 14,
    bar: 15,
    rowGap: 7,
    groupGap: 28,
    rows: 'beside',
    columns: 2,
  },
};
