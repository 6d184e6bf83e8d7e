/** What a layout hands to the SVG writer: marks with every coordinate settled, in px from the top left. */
import { ASCENT, DESCENT, LINE_HEIGHT, textWidth, type Weight } from './type/measure.ts';

export { widths, type WidthClass } from './widths.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Lines of text in one style, `LINE_HEIGHT` em apart. */
export interface TextMark {
  kind: 'text';
  lines: string[];
  /** The left edge of every line, or its middle or right edge, as `anchor` says. */
  x: number;
  /** Baseline of the first line. */
  baseline: number;
  size: number;
  weight: Weight;
  colour: string;
  anchor: 'start' | 'middle' | 'end';
}

export interface RectMark extends Box {
  kind: 'rect';
  fill: string;
  stroke?: string;
}

/** Open strokes: ticks and arrows. */
export interface PathMark {
  kind: 'path';
  d: string;
  stroke: string;
  strokeWidth: number;
  dash?: string;
}

/** Filled outlines. Where they lie inside one another, even-odd decides what is filled. */
export interface ShapeMark {
  kind: 'shape';
  d: string;
  fill: string;
}

export type Mark = TextMark | RectMark | PathMark | ShapeMark;

export interface Scene {
  width: number;
  height: number;
  marks: Mark[];
}

/** Browsers round a face's descent up to a whole px, and what follows must clear it. */
const ROUNDING = 1;

/** Height in px that `lines` lines of `size` px take, all ink included. */
export const blockHeight = (lines: number, size: number) => lines * size * LINE_HEIGHT + ROUNDING;

/** The first baseline of a block of text whose top is at `top`. */
export const firstBaseline = (top: number, size: number) => top + ASCENT * size;

/** How much of a line stands left of its `x`. */
const before = { start: 0, middle: 0.5, end: 1 };

/** The box of each line of `mark`, wide as the font says and high enough for any letter. */
export function lineBoxes({ lines, x, baseline, size, weight, anchor }: TextMark): Box[] {
  return lines.map((line, index) => {
    const width = textWidth(line, size, weight);
    return {
      x: x - before[anchor] * width,
      y: baseline + index * size * LINE_HEIGHT - ASCENT * size,
      width,
      height: (ASCENT + DESCENT) * size,
    };
  });
}

/**
 * A scene as it is kept and compared: of what a layout returns, the scene alone, every number to a hundredth of a px. What is
 * beyond is a sum's rounding.
 */
export const settledScene = ({ width, height, marks }: Scene): Scene =>
  JSON.parse(
    JSON.stringify({ width, height, marks }, (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 100) / 100 : value,
    ),
  ) as Scene;
