/** What the steps figure draws: what is done first, next and last. */
import type { FigureFrame } from '../frame.ts';

export interface Step {
  title: string;
  text: string;
}

export interface Steps extends FigureFrame {
  kind: 'steps';
  steps: readonly Step[];
}
