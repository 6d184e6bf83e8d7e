/** What the comparison draws: the same points of two or three things, side by side. */
import type { FigureFrame } from '../frame.ts';

export interface ComparedPoint {
  title: string;
  /** What is so of each thing, in their order. */
  cells: readonly string[];
}

export interface Comparison extends FigureFrame {
  kind: 'comparison';
  /** The things compared. */
  columns: readonly string[];
  rows: readonly ComparedPoint[];
}
