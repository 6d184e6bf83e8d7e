/** Settles every coordinate of key figures for one width. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Scene, WidthClass } from '../scene.ts';
import { textWidth } from '../type/measure.ts';
import type { KeyFigure, KeyFigures } from './data.ts';

interface Sizes {
  value: number;
  label: number;
  mostColumns: number;
  columnGap: number;
  rowGap: number;
}

const sizesOf: Record<WidthClass, Sizes> = {
  narrow: { value: 24, label: 14, mostColumns: 1, columnGap: 0, rowGap: 8 },
  medium: { value: 30, label: 16, mostColumns: 2, columnGap: 32, rowGap: 18 },
  wide: { value: 44, label: 19, mostColumns: 3, columnGap: 48, rowGap: 32 },
};

/** How large the numbers can be set, all alike, so that none is broken in the middle: "4.700–5.000 USD" is one piece. */
function valueSize(figures: readonly KeyFigure[], width: number, { value, label }: Sizes): number {
  const pieces = figures.flatMap((figure) => figure.value.split(' '));
  const widest = Math.max(...pieces.map((piece) => textWidth(piece, value, 600)));
  return Math.max(label, Math.min(value, Math.floor((value * width) / widest)));
}

function drawFigure({ value, label }: KeyFigure, { x, top, width }: Place, sizes: Sizes): Block {
  const number = paragraph(value, { x, top: top + 6, width, size: sizes.value, weight: 600, colour: palette.bar });
  // Browsers round a face's ascent up as well as its descent: at some sizes the two meet.
  const style = { x, top: number.bottom + 1, width, size: sizes.label, weight: 400, colour: palette.ink } as const;
  const words = paragraph(label, style);
  return {
    marks: [
      { kind: 'rect', x, y: top, width, height: 1, fill: palette.hairline },
      { kind: 'rect', x, y: top, width: 40, height: 3, fill: palette.bar },
      ...number.marks,
      ...words.marks,
    ],
    bottom: words.bottom,
  };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutKeyFigures(data: KeyFigures, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  const { columnGap, rowGap } = sizes;
  const grid = { columns: evenColumns(data.figures.length, sizes.mostColumns), columnGap, rowGap };
  return layOutInFrame(data, widthClass, (place) => {
    const cellWidth = (place.width - (grid.columns - 1) * columnGap) / grid.columns;
    const fitting = { ...sizes, value: valueSize(data.figures, cellWidth, sizes) };
    const inner = { ...place, top: place.top + frameSizes[widthClass].groupGap };
    return drawGrid(data.figures, inner, grid, (figure, cell) => drawFigure(figure, cell, fitting));
  });
}
