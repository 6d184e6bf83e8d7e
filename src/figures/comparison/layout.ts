/** Settles every coordinate of a comparison for one width: a table where it is wide, point after point where it is narrow. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene, WidthClass } from '../scene.ts';
import type { ComparedPoint, Comparison } from './data.ts';

interface Sizes {
  /** Names of the things compared. */
  column: number;
  title: number;
  text: number;
  gap: number;
  columnGap: number;
}

const sizesOf: Record<WidthClass, Sizes> = {
  narrow: { column: 13, title: 15, text: 13, gap: 8, columnGap: 0 },
  medium: { column: 17, title: 15, text: 15, gap: 12, columnGap: 20 },
  wide: { column: 22, title: 18, text: 17, gap: 18, columnGap: 36 },
};

/** Of a table's width, for the names of the points. */
const titleShare = 0.2;

const rule = (x: number, y: number, width: number, height: number, fill: string): Mark => ({
  kind: 'rect',
  x,
  y,
  width,
  height,
  fill,
});

/** The words of each thing, stacked under its name: no phone is wide enough for two columns of sentences. */
function drawStacked({ columns, rows }: Comparison, { x, top, width }: Place, sizes: Sizes): Block {
  const marks: Mark[] = [];
  let y = top;
  for (const { title, cells } of rows) {
    const head = paragraph(title, { x, top: y + 4, width, size: sizes.title, weight: 600, colour: palette.ink });
    marks.push(rule(x, y, width, 1, palette.hairline), ...head.marks);
    y = head.bottom;
    for (const [index, column] of columns.entries()) {
      const inner = { x: x + 12, width: width - 12 };
      const name = paragraph(column, {
        ...inner,
        top: y + 3,
        size: sizes.column,
        weight: 600,
        colour: index === 0 ? palette.bar : palette.accent,
      });
      const style = { ...inner, top: name.bottom, size: sizes.text, weight: 400, colour: palette.ink } as const;
      const text = paragraph(cells[index] ?? '', style);
      // The things are told apart by their names; the bars beside them only lead the eye.
      marks.push(rule(x, y + 5, 3, text.bottom - y - 5, index === 0 ? palette.bar : palette.accent));
      marks.push(...name.marks, ...text.marks);
      y = text.bottom;
    }
    y += sizes.gap;
  }
  return { marks, bottom: y - sizes.gap };
}

function drawTable({ columns, rows }: Comparison, { x, top, width }: Place, sizes: Sizes): Block {
  const titleWidth = width * titleShare;
  const right = { x: x + titleWidth + sizes.columnGap, width: width - titleWidth - sizes.columnGap };
  const grid = { columns: columns.length, columnGap: sizes.columnGap, rowGap: 0 };
  const heads = drawGrid(columns, { ...right, top }, grid, (column, place, index) => {
    const colour = index === 0 ? palette.bar : palette.accent;
    const name = paragraph(column, { ...place, size: sizes.column, weight: 600, colour });
    return { marks: name.marks, bottom: name.bottom };
  });
  const marks: Mark[] = [...heads.marks];
  // Names may take one line or three; the rules below them stand in one line.
  for (const [index, place] of (heads.rows[0] ?? []).entries())
    marks.push(rule(place.x, heads.bottom + 4, place.width, 3, index === 0 ? palette.bar : palette.accent));
  let y = heads.bottom + 7;
  const drawRow = ({ title, cells }: ComparedPoint) => {
    const inside = y + sizes.gap / 2;
    const name = paragraph(title, {
      x,
      top: inside,
      width: titleWidth,
      size: sizes.title,
      weight: 600,
      colour: palette.ink,
    });
    const texts = drawGrid(cells.slice(0, columns.length), { ...right, top: inside }, grid, (cell, place) =>
      paragraph(cell, { ...place, size: sizes.text, weight: 400, colour: palette.ink }),
    );
    marks.push(...name.marks, ...texts.marks);
    y = Math.max(name.bottom, texts.bottom) + sizes.gap / 2;
  };
  for (const [index, row] of rows.entries()) {
    if (index > 0) marks.push(rule(x, y, width, 1, palette.hairline));
    drawRow(row);
  }
  return { marks, bottom: y };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutComparison(data: Comparison, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  return layOutInFrame(data, widthClass, (place) => {
    const inner = { ...place, top: place.top + frameSizes[widthClass].groupGap };
    return widthClass === 'narrow' ? drawStacked(data, inner, sizes) : drawTable(data, inner, sizes);
  });
}
