/** What the timeline draws: what happened, or is to be reached, and when. */
import type { FigureFrame } from '../frame.ts';

export interface Moment {
  /** A day, a month or a year, as it is to be printed. */
  when: string;
  title: string;
  /** Empty where the title says it all. */
  text: string;
}

export interface Timeline extends FigureFrame {
  kind: 'timeline';
  /** The earliest first. */
  moments: readonly Moment[];
}
