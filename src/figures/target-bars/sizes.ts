import { frameSizes, type FrameSizes } from '../frame.ts';
import type { WidthClass } from '../scene.ts';

/** Sizes in px of everything the figure sets, for one width. */
export interface Sizes extends FrameSizes {
  group: number;
  label: number;
  /** A value that is not a share and so has no bar. */
  figure: number;
  legend: number;
  bar: number;
  /** `stacked`: label and value above the bar. `beside`: label, bar and value in three columns. */
  rows: 'stacked' | 'beside';
  /** How values without a strip stand: large, side by side, or as plain rows. */
  figures: 'tiles' | 'rows';
}

export const sizesOf: Record<WidthClass, Sizes> = {
  narrow: {
    ...frameSizes.narrow,
    group: 16,
    label: 14,
    figure: 14,
    legend: 12,
    bar: 8,
    rows: 'stacked',
    figures: 'rows',
  },
  medium: {
    ...frameSizes.medium,
    group: 18,
    label: 15,
    figure: 21,
    legend: 13,
    bar: 11,
    rows: 'stacked',
    figures: 'tiles',
  },
  wide: {
    ...frameSizes.wide,
    group: 22,
    label: 17,
    figure: 27,
    legend: 15,
    bar: 17,
    rows: 'beside',
    figures: 'tiles',
  },
};
