/** What the tree figure draws: a root, what hangs on it, and what hangs on that. */
import type { FigureFrame } from '../frame.ts';

export interface Branch {
  title: string;
  /** Smaller, under the title. */
  note?: string | undefined;
  branches?: readonly Branch[] | undefined;
}

export interface Tree extends FigureFrame {
  kind: 'tree';
  root: Branch;
}
