/** Settles every coordinate of a timeline for one width: down a line where it is narrow, along rows where it is wide. */
import { paragraph, type Block, type Place } from '../block.ts';
import { frameSizes, layOutInFrame } from '../frame.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene, WidthClass } from '../scene.ts';
import { ASCENT } from '../type/measure.ts';
import type { Moment, Timeline } from './data.ts';

interface Sizes {
  /** Across a dot of the line. */
  dot: number;
  when: number;
  title: number;
  text: number;
  gap: number;
}

const sizesOf: Record<WidthClass, Sizes> = {
  narrow: { dot: 11, when: 15, title: 14, text: 13, gap: 4.5 },
  medium: { dot: 13, when: 20, title: 17, text: 15, gap: 18 },
  wide: { dot: 15, when: 26, title: 19, text: 17, gap: 36 },
};

/** Along a row, moments stand this far apart. */
const columnGap = 32;
const mostColumns = 4;

function dot(x: number, y: number, { dot: across }: Sizes): Mark {
  const radius = across / 2;
  const d = `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${across} 0a${radius} ${radius} 0 1 0 ${-across} 0Z`;
  return { kind: 'shape', d, fill: palette.accent };
}

const line = (d: string): Mark => ({ kind: 'path', d, stroke: palette.bar, strokeWidth: 2 });

function drawWords({ when, title, text }: Moment, { x, top, width }: Place, sizes: Sizes): Block {
  const place = { x, width };
  const time = paragraph(when, { ...place, top, size: sizes.when, weight: 600, colour: palette.accent });
  // Browsers round a face's ascent up as well as its descent: at some sizes the two meet.
  const name = paragraph(title, {
    ...place,
    top: time.bottom + 1,
    size: sizes.title,
    weight: 600,
    colour: palette.ink,
  });
  const said = paragraph(text, { ...place, top: name.bottom, size: sizes.text, weight: 400, colour: palette.ink });
  return { marks: [...time.marks, ...name.marks, ...said.marks], bottom: said.bottom };
}

/** One under another, a line from dot to dot on the left. */
function drawDown({ moments }: Timeline, { x, top, width }: Place, sizes: Sizes): Block {
  const indent = sizes.dot + 12;
  const centre = x + sizes.dot / 2;
  const marks: Mark[] = [];
  const middles: number[] = [];
  let bottom = top;
  for (const [index, moment] of moments.entries()) {
    const place = { x: x + indent, top: index === 0 ? top : bottom + sizes.gap, width: width - indent };
    const words = drawWords(moment, place, sizes);
    // The dot stands at the middle of the day's figures.
    const middle = place.top + (ASCENT - 0.35) * sizes.when;
    middles.push(middle);
    marks.push(dot(centre, middle, sizes), ...words.marks);
    bottom = words.bottom;
  }
  const [first, last] = [middles[0], middles.at(-1)];
  const along = first === undefined || first === last ? [] : [line(`M${centre} ${first}V${last}`)];
  return { marks: [...along, ...marks], bottom };
}

/** Along rows of at most four; each row's line runs on to its right edge where another row follows. */
function drawAlong({ moments }: Timeline, place: Place, sizes: Sizes): Block {
  const columns = evenColumns(moments.length, mostColumns);
  const radius = sizes.dot / 2;
  const drawn = drawGrid(moments, place, { columns, columnGap, rowGap: sizes.gap }, (moment, { x, top, width }) => {
    const words = drawWords(moment, { x, top: top + sizes.dot + 6, width }, sizes);
    return { marks: [dot(x + radius, top + radius, sizes), ...words.marks], bottom: words.bottom };
  });
  const lines = drawn.rows.flatMap((row, index) => {
    const [first, last] = [row[0], row.at(-1)];
    if (!first || !last) return [];
    const end = index < drawn.rows.length - 1 ? last.x + last.width : last.x + radius;
    return end > first.x + radius ? [line(`M${first.x + radius} ${first.top + radius}H${end}`)] : [];
  });
  return { marks: [...lines, ...drawn.marks], bottom: drawn.bottom };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutTimeline(data: Timeline, widthClass: WidthClass): Scene {
  const sizes = sizesOf[widthClass];
  return layOutInFrame(data, widthClass, (place) => {
    const inner = { ...place, top: place.top + frameSizes[widthClass].groupGap };
    return widthClass === 'wide' ? drawAlong(data, inner, sizes) : drawDown(data, inner, sizes);
  });
}
