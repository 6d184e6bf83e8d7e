/** What the key figures draw: a few numbers large enough to be remembered. */
import type { FigureFrame } from '../frame.ts';

export interface KeyFigure {
  /** The number as it is to be printed, with its unit and its direction: "trên 25 %". */
  value: string;
  label: string;
}

export interface KeyFigures extends FigureFrame {
  kind: 'key-figures';
  figures: readonly KeyFigure[];
}
