/** Settles every coordinate of key figures for one width. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Scene, WidthClass } from '../scene.ts';
import { ASCENT, textWidth } from '../type/measure.ts';
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

/** From a figure's rule down to its words. */
const RULE_GAP = 6;
/** Between a number and the words before it, on one line. */
const WORD_GAP = 7;

/** A figure cut before its number: "khoảng" and "6,5–7 %/năm". The words must stand, but the number is what is remembered. */
interface Parts extends KeyFigure {
  before: string;
  number: string;
}

function cut(figure: KeyFigure): Parts {
  const [, before = '', number = figure.value] = /^(\D*\s)?(\S*\d.*)$/su.exec(figure.value) ?? [];
  return { ...figure, before: before.trim(), number };
}

/**
 * How large the numbers can be set, all alike: each on one line with its unit where that costs no more than a third of the
 * size, and else so that at least no piece is broken in the middle ("4.700–5.000 USD" is one).
 */
function valueSize(figures: readonly Parts[], width: number, { value, label }: Sizes): number {
  const numbers = figures.map(({ number }) => number);
  const fitting = (pieces: string[]) => {
    const widest = Math.max(...pieces.map((piece) => textWidth(piece, value, 600)));
    return Math.min(value, Math.floor((value * width) / widest));
  };
  const whole = fitting(numbers);
  return Math.max(label, whole >= (value * 2) / 3 ? whole : fitting(numbers.flatMap((number) => number.split(' '))));
}

const indentOf = ({ before }: Parts, { label }: Sizes) => (before ? textWidth(before, label, 400) + WORD_GAP : 0);

const fitsOneLine = (figure: Parts, width: number, sizes: Sizes) =>
  indentOf(figure, sizes) + textWidth(figure.number, sizes.value, 600) <= width;

const wordStyle = ({ label }: Sizes) => ({ size: label, weight: 400, colour: palette.ink }) as const;

/** The room that the words before the numbers of a row take above them. */
function roomAbove(row: readonly Parts[], width: number, sizes: Sizes): number {
  const style = { ...wordStyle(sizes), x: 0, top: 0, width };
  return Math.max(...row.map(({ before }) => paragraph(before, style).bottom));
}

/** @param above room kept above the number for the words before it, in px; 0 where they stand left of it */
function drawFigure(figure: Parts, { x, top, width }: Place, above: number, sizes: Sizes): Block {
  const wordsTop = top + RULE_GAP;
  const indent = above > 0 ? 0 : indentOf(figure, sizes);
  const large = { size: sizes.value, weight: 600, colour: palette.bar } as const;
  const number = paragraph(figure.number, { ...large, x: x + indent, width: width - indent, top: wordsTop + above });
  // Left of the number they share its baseline.
  const drop = above > 0 ? 0 : ASCENT * (sizes.value - sizes.label);
  const before = paragraph(figure.before, { ...wordStyle(sizes), x, width, top: wordsTop + drop });
  // Browsers round a face's ascent up as well as its descent: at some sizes the two meet.
  const label = paragraph(figure.label, { ...wordStyle(sizes), x, width, top: number.bottom + 1 });
  return {
    marks: [
      { kind: 'rect', x, y: top, width, height: 1, fill: palette.hairline },
      { kind: 'rect', x, y: top, width: 40, height: 3, fill: palette.bar },
      ...before.marks,
      ...number.marks,
      ...label.marks,
    ],
    bottom: label.bottom,
  };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutKeyFigures(data: KeyFigures, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  const { columnGap, rowGap } = sizes;
  const figures = data.figures.map(cut);
  const grid = { columns: evenColumns(figures.length, sizes.mostColumns), columnGap, rowGap };
  return layOutInFrame(data, widthClass, (place) => {
    const width = (place.width - (grid.columns - 1) * columnGap) / grid.columns;
    const fitting = { ...sizes, value: valueSize(figures, width, sizes) };
    // All figures of a picture keep to one way.
    const oneLine = figures.every((figure) => fitsOneLine(figure, width, fitting));
    const inner = { ...place, top: place.top + frameSizes[widthClass].groupGap };
    return drawGrid(figures, inner, grid, (figure, cell, index) => {
      const first = index - (index % grid.columns);
      const above = oneLine ? 0 : roomAbove(figures.slice(first, first + grid.columns), width, fitting);
      return drawFigure(figure, cell, above, fitting);
    });
  });
}
