/** What the text-panel figure draws: short numbered texts, in their order. */
import type { FigureFrame } from '../frame.ts';

export interface PanelText {
  title: string;
  text: string;
}

export interface TextPanel extends FigureFrame {
  kind: 'text-panel';
  items: readonly PanelText[];
}
