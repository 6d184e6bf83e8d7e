/**
 * A figure as a picture of a fixed size, for chats and news feeds: title, first rows in type that is still read when the
 * picture is a hand wide, whose it is, and from which document.
 */
import { paragraph, type Block, type Place } from '../block.ts';
import { drum } from '../certificate/ornament.ts';
import { editionText } from '../frame.ts';
import type { Figure } from '../figure.ts';
import { drawGrid, evenColumns } from '../grid.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene } from '../scene.ts';
import { textWidth } from '../type/measure.ts';
import { highlightsOf, type Highlight } from './highlights.ts';

/** Sizes in px: what readers of Open Graph show whole, and what feeds show square. */
export const cardSizes = { og: { width: 1200, height: 628 }, square: { width: 1080, height: 1080 } } as const;
export type CardSize = keyof typeof cardSizes;
export const cardSizeNames = Object.keys(cardSizes) as CardSize[];

interface Sizes {
  margin: number;
  /** Of the title, the largest first: the first in which it stands in two lines. */
  titles: readonly number[];
  note: number;
  office: number;
  source: number;
}

const sizesOf: Record<CardSize, Sizes> = {
  og: { margin: 56, titles: [50, 44, 38], note: 25, office: 24, source: 20 },
  square: { margin: 64, titles: [60, 54, 48], note: 28, office: 27, source: 22 },
};

/** How rows are set: the first that fits is taken. */
interface Setting {
  count: number;
  columns: number;
  /** One under another, one after another, or not at all. */
  details: 'list' | 'run' | 'none';
  /** Of the smallest type that is still read when the picture is a hand wide. */
  scale: number;
}

const itemSizes = { lead: 36, text: 26, detail: 23, gap: 16 };
const scales = [1.7, 1.5, 1.35, 1.2, 1.1, 1];
const mostItems = 12;

const ornament = 46;
/** A lead no longer than this stands beside its text, as the number of a step does. */
const longestBeside = 2;

const more = {
  vi: (count: number) => `và ${count} mục nữa trong hình`,
  en: (count: number) => `and ${count} more in the figure`,
};

/** Every way to set title and note, the best first: a title that needs more than two lines is set ever smaller. */
function headersOf({ title }: Figure, note: string, { x, top, width }: Place, sizes: Sizes): Block[] {
  const style = { x, top, width: width - 2 * ornament - 24, weight: 600, colour: palette.ink } as const;
  const drawn = [...sizes.titles, 32, 26].map((size) => paragraph(title, { ...style, size }));
  const short = drawn.findIndex(({ lines }) => lines.length <= 2);
  const headings = short === -1 ? drawn.slice(sizes.titles.length - 1) : drawn.slice(short);
  const below = { x, width, size: sizes.note, weight: 400, colour: palette.muted } as const;
  const whole = headings.map((heading) => {
    const line = paragraph(note, { ...below, top: heading.bottom });
    return { marks: [...heading.marks, ...line.marks], bottom: line.bottom };
  });
  return [...whole, ...headings];
}

/** The details of a row as they are set. */
const said: Record<Setting['details'], (details: string[]) => string[]> = {
  list: (details) => details,
  run: (details) => (details.length > 0 ? [details.join('; ')] : []),
  none: () => [],
};

function drawItem(item: Highlight, { x, top, width }: Place, { scale, details }: Setting): Block {
  const { lead, text } = item;
  const rule: Mark = { kind: 'rect', x, y: top, width, height: 1.5, fill: palette.hairline };
  const beside = lead !== undefined && lead.length <= longestBeside;
  const sizes = { lead: itemSizes.lead * scale, text: itemSizes.text * scale };
  const large = { size: sizes.lead, weight: 600, colour: beside ? palette.accent : palette.bar } as const;
  const head = paragraph(lead ?? '', { ...large, x, top: top + 4, width });
  const indent = beside ? textWidth('00', sizes.lead, 600) + 10 : 0;
  const inner = { x: x + indent, width: width - indent };
  // Both begin on one baseline: the number is larger and reaches higher.
  const bodyTop = beside ? top + 4 + (sizes.lead - sizes.text) * 1.22 : head.bottom;
  const named = lead === undefined || (details !== 'none' && item.details.length > 0);
  const weight = named ? 600 : 400;
  const marks: Mark[] = [rule, ...head.marks];
  let { marks: next, bottom } = paragraph(text, {
    ...inner,
    top: bodyTop,
    size: sizes.text,
    weight,
    colour: palette.ink,
  }) as Block;
  marks.push(...next);
  for (const detail of said[details](item.details)) {
    const style = { ...inner, size: itemSizes.detail * scale, weight: 400, colour: palette.ink } as const;
    ({ marks: next, bottom } = paragraph(detail, { ...style, top: bottom + 3 }));
    marks.push(...next);
  }
  return { marks, bottom: Math.max(head.bottom, bottom) };
}

/** The first rows, and how many there are besides. */
function drawItems(figure: Figure, items: Highlight[], place: Place, setting: Setting): Block {
  const { count, columns, scale } = setting;
  const grid = { columns, columnGap: 48, rowGap: itemSizes.gap * scale };
  const drawn = drawGrid(items.slice(0, count), place, grid, (item, cell) => drawItem(item, cell, setting));
  if (count === items.length) return drawn;
  const rest = paragraph(more[figure.language](items.length - count), {
    x: place.x,
    width: place.width,
    top: drawn.bottom + itemSizes.gap,
    size: 22,
    weight: 400,
    colour: palette.muted,
  });
  return { marks: [...drawn.marks, ...rest.marks], bottom: rest.bottom };
}

/** Every way to set the rows, the best first: all of them with what more there is to say, all of them, then ever fewer. */
function* settingsOf(items: Highlight[]): Generator<Setting> {
  const all = items.length;
  const columnsOf = (count: number) => (count <= 3 ? [1, 2] : [2]);
  if (all <= mostItems)
    for (const details of ['list', 'run', 'none'] as const)
      for (const scale of scales) for (const columns of columnsOf(all)) yield { count: all, columns, details, scale };
  for (let count = Math.min(all, mostItems); count > 0; count -= 1)
    for (const scale of scales.slice(-2)) yield { count, columns: evenColumns(count, 2), details: 'none', scale };
}

function drawFooter(figure: Figure, office: string, { x, top, width }: Place, sizes: Sizes): Block {
  const rule: Mark = { kind: 'rect', x, y: top, width, height: 1.5, fill: palette.accent };
  const whose = paragraph(office, { x, width, top: top + 8, size: sizes.office, weight: 600, colour: palette.ink });
  const style = { x, width, size: sizes.source, weight: 400, colour: palette.muted } as const;
  const document = figure.source.replace(/\.$/, '');
  const source = paragraph(`${document}. ${editionText(figure)}`, { ...style, top: whose.bottom });
  return { marks: [rule, ...whose.marks, ...source.marks], bottom: source.bottom };
}

/** Title and rows between `place` and `footTop`. A title as long as an article leaves no room for a row. */
function drawAbove(figure: Figure, place: Place, footTop: number, sizes: Sizes): Mark[] {
  const { note, items } = highlightsOf(figure);
  const headers = headersOf(figure, note, place, sizes);
  for (const header of headers) {
    const top = header.bottom + itemSizes.gap;
    for (const setting of settingsOf(items)) {
      const { bottom } = drawItems(figure, items, { ...place, top }, setting);
      if (bottom > footTop - itemSizes.gap) continue;
      // What room is left stands for the most part below: the rows belong to the title.
      const lower = top + 0.3 * (footTop - itemSizes.gap - bottom);
      return [...header.marks, ...drawItems(figure, items, { ...place, top: lower }, setting).marks];
    }
  }
  return headers.at(-1)?.marks ?? [];
}

/**
 * The card of a figure: as many of its first rows as fit above the foot.
 * @param office whose figure it is
 */
export function layOutFigureCard(figure: Figure, office: string, size: CardSize): Scene {
  const { width, height } = cardSizes[size];
  const sizes = sizesOf[size];
  const inner = { x: sizes.margin, width: width - 2 * sizes.margin };
  const top = sizes.margin * 0.7;
  const footHeight = drawFooter(figure, office, { ...inner, top: 0 }, sizes).bottom;
  const footTop = height - sizes.margin * 0.5 - footHeight;
  return {
    width,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height, fill: palette.paper },
      { kind: 'rect', x: 0, y: 0, width, height: 12, fill: palette.accent },
      ...drum(width - sizes.margin - ornament, top + ornament + 10, ornament),
      ...drawAbove(figure, { ...inner, top }, footTop, sizes),
      ...drawFooter(figure, office, { ...inner, top: footTop }, sizes).marks,
    ],
  };
}
