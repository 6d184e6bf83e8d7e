/** Settles every coordinate of a tree for one width: an outline where it is narrow, its first branches side by side where it is wide. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene, WidthClass } from '../scene.ts';
import { ASCENT } from '../type/measure.ts';
import type { Branch, Tree } from './data.ts';

interface Sizes {
  /** Titles, from the root's to the third level's; what is deeper takes the last. */
  titles: readonly number[];
  note: number;
  /** How far a branch stands right of what it hangs on. */
  indent: number;
  gap: number;
  mostColumns: number;
  columnGap: number;
}

const sizesOf: Record<WidthClass, Sizes> = {
  narrow: { titles: [16, 15, 14, 13], note: 13, indent: 18, gap: 5, mostColumns: 1, columnGap: 0 },
  medium: { titles: [19, 17, 15, 15], note: 14, indent: 22, gap: 10, mostColumns: 2, columnGap: 24 },
  wide: { titles: [24, 20, 17, 16], note: 16, indent: 28, gap: 13, mostColumns: 4, columnGap: 36 },
};

const titleSize = ({ titles }: Sizes, level: number) => titles[level] ?? titles.at(-1) ?? 0;

const line = (d: string): Mark => ({ kind: 'path', d, stroke: palette.bar, strokeWidth: 1.5 });

/** A branch's title and note, and where a line would meet the middle of its first letters. */
function drawWords({ title, note = '' }: Branch, level: number, { x, top, width }: Place, sizes: Sizes) {
  const size = titleSize(sizes, level);
  const weight = level < 2 || note ? 600 : 400;
  const head = paragraph(title, { x, top, width, size, weight, colour: palette.ink });
  // Browsers round a face's ascent up as well as its descent: at some sizes the two meet.
  const quiet = { x, top: head.bottom + 1, width, size: sizes.note, weight: 400, colour: palette.muted } as const;
  const words = paragraph(note, quiet);
  return { marks: [...head.marks, ...words.marks], bottom: words.bottom, middle: top + (ASCENT - 0.35) * size };
}

/** A branch and all that hangs on it, as an outline. The lines run left of every word they lead to. */
function drawOutline(branch: Branch, level: number, place: Place, sizes: Sizes): Block & { middle: number } {
  const words = drawWords(branch, level, place, sizes);
  const hanging = drawHanging(branch.branches ?? [], level + 1, { ...place, top: words.bottom }, sizes);
  return { marks: [...words.marks, ...hanging.marks], bottom: hanging.bottom, middle: words.middle };
}

function drawHanging(branches: readonly Branch[], level: number, { x, top, width }: Place, sizes: Sizes): Block {
  const marks: Mark[] = [];
  const trunk = x + 5;
  const { indent } = sizes;
  let bottom = top;
  let lowest = top;
  for (const branch of branches) {
    const drawn = drawOutline(branch, level, { x: x + indent, top: bottom + sizes.gap, width: width - indent }, sizes);
    marks.push(line(`M${trunk} ${drawn.middle}H${x + indent - 4}`), ...drawn.marks);
    lowest = drawn.middle;
    bottom = drawn.bottom;
  }
  if (branches.length > 0) marks.push(line(`M${trunk} ${top + 2}V${lowest}`));
  return { marks, bottom };
}

/** The root, on a band as wide as the figure. */
function drawRoot(root: Branch, { x, top, width }: Place, sizes: Sizes): Block {
  const padding = titleSize(sizes, 0) * 0.45;
  const words = drawWords(root, 0, { x: x + 12, top: top + padding / 2, width: width - 24 }, sizes);
  const bottom = words.bottom + padding;
  return {
    marks: [{ kind: 'rect', x, y: top, width, height: bottom - top, fill: palette.track }, ...words.marks],
    bottom,
  };
}

/**
 * The first branches in columns. A trunk runs down the left from the root, along every row of columns runs a line, and
 * from that line one drops to each column's head.
 */
function drawColumns(branches: readonly Branch[], { x, top, width }: Place, sizes: Sizes): Block {
  const rise = 16;
  const columns = evenColumns(branches.length, sizes.mostColumns);
  const inner = { x: x + 16, top: top + 2 * rise, width: width - 16 };
  const grid = { columns, columnGap: sizes.columnGap, rowGap: 3 * rise };
  const drawn = drawGrid(branches, inner, grid, (branch, place) => drawOutline(branch, 1, place, sizes));
  const trunk = x + 5;
  const marks: Mark[] = [];
  for (const row of drawn.rows) {
    const y = (row[0]?.top ?? top) - rise;
    marks.push(line(`M${trunk} ${y}H${(row.at(-1)?.x ?? x) + 5}`));
    for (const place of row) marks.push(line(`M${place.x + 5} ${y}V${place.top - 2}`));
  }
  const lowest = (drawn.rows.at(-1)?.[0]?.top ?? top) - rise;
  return { marks: [line(`M${trunk} ${top}V${lowest}`), ...marks, ...drawn.marks], bottom: drawn.bottom };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutTree(data: Tree, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  const branches = data.root.branches ?? [];
  return layOutInFrame(data, widthClass, (place) => {
    const root = drawRoot(data.root, { ...place, top: place.top + frameSizes[widthClass].groupGap }, sizes);
    const below = { ...place, top: root.bottom };
    if (branches.length === 0) return root;
    const tree = widthClass === 'narrow' ? drawHanging(branches, 1, below, sizes) : drawColumns(branches, below, sizes);
    return { marks: [...root.marks, ...tree.marks], bottom: tree.bottom };
  });
}
