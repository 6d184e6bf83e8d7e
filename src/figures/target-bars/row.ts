/** One share: its label, its strip and its value, side by side or stacked. */
import { paragraph, type Block, type Place } from '../block.ts';
import { palette } from '../palette.ts';
import { blockHeight, type Box } from '../scene.ts';
import { textWidth } from '../type/measure.ts';
import { arrowRoom, drawBar, TICK_OVERHANG, type BarBoxes } from './bar.ts';
import type { Target, TargetBars } from './data.ts';
import type { Sizes } from './sizes.ts';
import { valueText } from './wording.ts';

/**
 * Widths in px of the parts of a row; the same for all rows, so that all strips share one scale.
 * Stacked rows have only `track`. `room` is kept right of the strip for arrows.
 */
export interface RowColumns {
  label: number;
  track: number;
  room: number;
  value: number;
}

export const COLUMN_GAP = 16;

export interface RowBlock extends Block {
  boxes: BarBoxes;
}

/** Columns for rows of `width` px: labels and values as wide as they need, within limits, and the rest to the strips. */
export function rowColumns(shares: readonly Target[], width: number, sizes: Sizes, data: TargetBars): RowColumns {
  if (sizes.rows === 'stacked') {
    const room = arrowRoom(shares, width);
    return { label: width, track: width - room, room, value: width };
  }
  const widest = (texts: string[], weight: 400 | 600) =>
    Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, sizes.label, weight)))) + 1;
  const label = Math.min(
    widest(
      shares.map((target) => target.label),
      400,
    ),
    width * 0.42,
  );
  const value = Math.min(
    widest(
      shares.map((target) => valueText(target, data.language)),
      600,
    ),
    width * 0.26,
  );
  const rest = width - label - value - 2 * COLUMN_GAP;
  const room = arrowRoom(shares, rest);
  return { label, value, track: rest - room, room };
}

/** Numbers of the 0–100 scale over `strips` strips; stacked ones run from edge to edge and need none. */
export function drawScale(strips: number, { x, top }: Place, sizes: Sizes, columns: RowColumns): Block {
  if (strips === 0 || sizes.rows === 'stacked') return { marks: [], bottom: top };
  const left = x + columns.label + COLUMN_GAP;
  const style = { width: columns.track / 2, size: sizes.legend, weight: 400, colour: palette.muted, top } as const;
  const zero = paragraph('0', { ...style, x: left });
  const half = paragraph('50', { ...style, x: left + columns.track / 2, anchor: 'middle' });
  const whole = paragraph('100\u00a0%', { ...style, x: left + columns.track, anchor: 'end' });
  return { marks: [...zero.marks, ...half.marks, ...whole.marks], bottom: zero.bottom };
}

function besideRow(target: Target, place: Place, sizes: Sizes, data: TargetBars, columns: RowColumns): RowBlock {
  const { x, top } = place;
  const trackX = x + columns.label + COLUMN_GAP;
  const style = { size: sizes.label, colour: palette.ink, top };
  const label = { ...style, x, width: columns.label, weight: 400 } as const;
  const valueX = trackX + columns.track + columns.room + COLUMN_GAP;
  const value = { ...style, x: valueX, width: columns.value, weight: 600 } as const;
  const text = valueText(target, data.language);
  const heights = [paragraph(target.label, label).bottom - top, paragraph(text, value).bottom - top];
  const height = Math.max(...heights, sizes.bar);
  // The strip is centred on the letters' bodies, which stand below the middle of a line that has room for Ẳ.
  const middle = top + height / 2 + sizes.label * 0.09;
  const track: Box = { x: trackX, y: middle - sizes.bar / 2, width: columns.track, height: sizes.bar };
  const { marks, boxes } = drawBar(target, track);
  const centred = (index: 0 | 1) => top + (height - (heights[index] ?? 0)) / 2;
  return {
    marks: [
      ...paragraph(target.label, { ...label, top: centred(0) }).marks,
      ...marks,
      ...paragraph(text, { ...value, top: centred(1) }).marks,
    ],
    bottom: top + height,
    boxes,
  };
}

/** Label and value on one line where both fit; a long value goes on lines of its own, under its label. */
export function labelAndValue(target: Target, { x, top, width }: Place, sizes: Sizes, data: TargetBars): Block {
  const text = valueText(target, data.language);
  const natural = textWidth(text, sizes.label, 600);
  const apart = 12;
  const style = { size: sizes.label, colour: palette.ink };
  if (natural > width * 0.5) {
    const label = paragraph(target.label, { ...style, weight: 400, x, top, width });
    const value = paragraph(text, { ...style, weight: 600, x: x + width, top: label.bottom, width, anchor: 'end' });
    return { marks: [...label.marks, ...value.marks], bottom: value.bottom };
  }
  const label = paragraph(target.label, { ...style, weight: 400, x, top, width: width - natural - apart });
  const last = label.bottom - blockHeight(1, sizes.label);
  const right = { ...style, weight: 600, x: x + width, width: natural + 1, anchor: 'end' } as const;
  const value = paragraph(text, { ...right, top: last });
  return { marks: [...label.marks, ...value.marks], bottom: label.bottom };
}

function stackedRow(target: Target, place: Place, sizes: Sizes, data: TargetBars, columns: RowColumns): RowBlock {
  const words = labelAndValue(target, place, sizes, data);
  const track: Box = { x: place.x, y: words.bottom + TICK_OVERHANG, width: columns.track, height: sizes.bar };
  const { marks, boxes } = drawBar(target, track);
  return { marks: [...words.marks, ...marks], bottom: track.y + track.height + TICK_OVERHANG, boxes };
}

/** The row of a share, at `place`. */
export function drawRow(target: Target, place: Place, sizes: Sizes, data: TargetBars, columns: RowColumns): RowBlock {
  return sizes.rows === 'beside'
    ? besideRow(target, place, sizes, data, columns)
    : stackedRow(target, place, sizes, data, columns);
}
