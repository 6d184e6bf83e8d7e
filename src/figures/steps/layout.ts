/** Settles every coordinate of a steps figure for one width: a path down the narrow ones, along rows in the wide one. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene, WidthClass } from '../scene.ts';
import { ASCENT } from '../type/measure.ts';
import type { Step, Steps } from './data.ts';

interface Sizes {
  /** Across the disc a number stands on. */
  disc: number;
  number: number;
  title: number;
  text: number;
  /** Between steps: the arrow's own room. */
  gap: number;
}

const sizesOf: Record<WidthClass, Sizes> = {
  narrow: { disc: 28, number: 14, title: 15, text: 13, gap: 12 },
  medium: { disc: 34, number: 17, title: 18, text: 15, gap: 18 },
  wide: { disc: 46, number: 22, title: 20, text: 17, gap: 34 },
};

/** Half as wide and as long as an arrow's head. */
const HEAD = 5;

function numberedDisc(number: number, x: number, y: number, sizes: Sizes): Mark[] {
  const radius = sizes.disc / 2;
  const d = `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${sizes.disc} 0a${radius} ${radius} 0 1 0 ${-sizes.disc} 0Z`;
  return [
    { kind: 'shape', d, fill: palette.bar },
    {
      kind: 'text',
      lines: [String(number)],
      x,
      // Figures stand about 0.7 em high, and so their middle 0.35 em above the baseline.
      baseline: y + sizes.number * 0.35,
      size: sizes.number,
      weight: 600,
      colour: palette.paper,
      anchor: 'middle',
    },
  ];
}

const stroke = { kind: 'path', stroke: palette.bar, strokeWidth: 2 } as const;

const arrowDown = (x: number, from: number, to: number): Mark[] => [
  { ...stroke, d: `M${x} ${from}V${to}` },
  { ...stroke, d: `M${x - HEAD} ${to - HEAD}L${x} ${to}L${x + HEAD} ${to - HEAD}` },
];

const arrowRight = (y: number, from: number, to: number): Mark[] => [
  { ...stroke, d: `M${from} ${y}H${to}` },
  { ...stroke, d: `M${to - HEAD} ${y - HEAD}L${to} ${y}L${to - HEAD} ${y + HEAD}` },
];

function drawWords(step: Step, { x, top, width }: Place, sizes: Sizes): Block {
  const style = { x, width, colour: palette.ink } as const;
  const title = paragraph(step.title, { ...style, top, size: sizes.title, weight: 600 });
  const text = paragraph(step.text, { ...style, top: title.bottom, size: sizes.text, weight: 400 });
  return { marks: [...title.marks, ...text.marks], bottom: text.bottom };
}

/** One under another, an arrow from disc to disc on the left. */
function drawDown({ steps }: Steps, { x, top, width }: Place, sizes: Sizes): Block {
  const marks: Mark[] = [];
  const indent = sizes.disc + 12;
  const centre = x + sizes.disc / 2;
  let y = top;
  for (const [index, step] of steps.entries()) {
    // The disc's middle lies at the middle of the title's first letters.
    const middle = Math.max(y + sizes.disc / 2, y + sizes.title * (ASCENT - 0.35));
    const words = drawWords(
      step,
      { x: x + indent, top: middle - sizes.title * (ASCENT - 0.35), width: width - indent },
      sizes,
    );
    marks.push(...numberedDisc(index + 1, centre, middle, sizes), ...words.marks);
    const bottom = Math.max(words.bottom, middle + sizes.disc / 2);
    const next = bottom + sizes.gap;
    if (index < steps.length - 1) marks.push(...arrowDown(centre, middle + sizes.disc / 2 + 3, next - 3));
    y = index < steps.length - 1 ? next : bottom;
  }
  return { marks, bottom: y };
}

/** Along rows of at most five, an arrow from each disc to the next; the last of a row points on to the row below. */
function drawAlong({ steps }: Steps, place: Place, sizes: Sizes): Block {
  const most = steps.length === 5 ? 5 : 4;
  const grid = { columns: evenColumns(steps.length, most), columnGap: 28, rowGap: sizes.gap };
  return drawGrid(steps, place, grid, (step, { x, top, width }, index) => {
    const middle = top + sizes.disc / 2;
    const words = drawWords(step, { x, top: top + sizes.disc + 6, width }, sizes);
    const last = index === steps.length - 1;
    const tail = x + sizes.disc + 8;
    const endsRow = index % grid.columns === grid.columns - 1;
    const arrow = last ? [] : arrowRight(middle, tail, endsRow ? x + width : x + width + grid.columnGap - 8);
    return {
      marks: [...numberedDisc(index + 1, x + sizes.disc / 2, middle, sizes), ...arrow, ...words.marks],
      bottom: words.bottom,
    };
  });
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutSteps(data: Steps, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  return layOutInFrame(data, widthClass, (place) => {
    const inner = { ...place, top: place.top + frameSizes[widthClass].groupGap };
    return widthClass === 'wide' ? drawAlong(data, inner, sizes) : drawDown(data, inner, sizes);
  });
}
