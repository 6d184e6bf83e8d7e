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
  /** How values without a strip stand: large, side by side, or as plain rows. */
  figures: 'tiles' | 'rows';
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
    figures: 'rows',
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
    bar: 11,
    rowGap: 7,
    groupGap: 24,
    rows: 'stacked',
    figures: 'tiles',
  },
  wide: {
    padding: 40,
    title: 36,
    subtitle: 19,
    group: 22,
    label: 17,
    figure: 27,
    legend: 15,
    foot: 15,
    bar: 17,
    rowGap: 7,
    groupGap: 30,
    rows: 'beside',
    figures: 'tiles',
  },
};
