/** Settles every coordinate of a target-bars figure for one width. */
import { paragraph, type Block } from '../block.ts';
import { palette } from '../palette.ts';
import { widths, type Mark, type Scene, type WidthClass } from '../scene.ts';
import type { BarBoxes } from './bar.ts';
import { isShare, type Target, type TargetBars, type TargetGroup } from './data.ts';
import { drawLegend } from './legend.ts';
import { drawRow, drawScale, rowColumns, type Place, type RowColumns } from './row.ts';
import { sizesOf, type Sizes } from './sizes.ts';
import { drawTiles } from './tiles.ts';
import { dayText, words } from './wording.ts';

export interface TargetBarsLayout extends Scene {
  /** The strips, with the target each stands for, in drawing order. */
  bars: (BarBoxes & { target: Target })[];
}

type GroupBlock = Block & Pick<TargetBarsLayout, 'bars'>;

function drawHeader(data: TargetBars, place: Place, sizes: Sizes): Block {
  const { x, width } = place;
  const rule: Mark = { kind: 'rect', x, y: place.top, width: 40, height: 4, fill: palette.accent };
  const title = paragraph(data.title, {
    x,
    width,
    top: place.top + 4,
    size: sizes.title,
    weight: 600,
    colour: palette.ink,
  });
  const quiet = { x, width, size: sizes.subtitle, weight: 400, colour: palette.muted } as const;
  const subtitle = paragraph(data.subtitle, { ...quiet, top: title.bottom + sizes.rowGap / 2 });
  const note = paragraph(words[data.language].note, { ...quiet, top: subtitle.bottom });
  const legend = drawLegend(data, { x, width, top: note.bottom + sizes.rowGap }, sizes);
  return { marks: [rule, ...title.marks, ...subtitle.marks, ...note.marks, ...legend.marks], bottom: legend.bottom };
}

function drawGroup(group: TargetGroup, place: Place, sizes: Sizes, data: TargetBars, columns: RowColumns): GroupBlock {
  const { x, width } = place;
  const rule: Mark = { kind: 'rect', x, y: place.top, width, height: 1, fill: palette.hairline };
  const heading = paragraph(group.title, {
    x,
    width,
    top: place.top + 5,
    size: sizes.group,
    weight: 600,
    colour: palette.ink,
  });
  const figures = group.targets.filter((target) => !isShare(target));
  const shares = group.targets.filter(isShare);
  const tiles = drawTiles(figures, { x, width, top: heading.bottom + 2 }, sizes, data);
  const scale = drawScale(
    shares.length,
    { x, width, top: tiles.bottom + (figures.length ? sizes.rowGap : 0) },
    sizes,
    columns,
  );
  const marks = [rule, ...heading.marks, ...tiles.marks, ...scale.marks];
  const bars: TargetBarsLayout['bars'] = [];
  let top = scale.bottom;
  for (const target of shares) {
    const row = drawRow(target, { x, width, top }, sizes, data, columns);
    marks.push(...row.marks);
    bars.push({ ...row.boxes, target });
    top = row.bottom + sizes.rowGap;
  }
  return { marks, bars, bottom: top };
}

/** Groups one under another. */
function drawGroups(data: TargetBars, { x, top, width }: Place, sizes: Sizes): GroupBlock {
  const shares = data.groups.flatMap(({ targets }) => targets.filter(isShare));
  const columns = rowColumns(shares, width, sizes, data);
  const all: GroupBlock = { marks: [], bars: [], bottom: top };
  for (const [index, group] of data.groups.entries()) {
    const block = drawGroup(
      group,
      { x, width, top: all.bottom + (index > 0 ? sizes.groupGap : 0) },
      sizes,
      data,
      columns,
    );
    all.marks.push(...block.marks);
    all.bars.push(...block.bars);
    all.bottom = block.bottom;
  }
  return all;
}

function drawFooter(data: TargetBars, place: Place, sizes: Sizes): Block {
  const { x, width } = place;
  const rule: Mark = { kind: 'rect', x, y: place.top, width, height: 1, fill: palette.hairline };
  const style = { x, width, size: sizes.foot, weight: 400, colour: palette.muted } as const;
  const source = paragraph(data.source, { ...style, top: place.top + 6 });
  const edition = words[data.language].edition(dayText(data.date, data.language), data.version);
  const last = paragraph(edition, { ...style, top: source.bottom });
  return { marks: [rule, ...source.marks, ...last.marks], bottom: last.bottom };
}

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutTargetBars(data: TargetBars, widthClass: WidthClass): TargetBarsLayout {
  const sizes = sizesOf[widthClass];
  const frame = widths[widthClass];
  const inner = { x: sizes.padding, width: frame - 2 * sizes.padding };
  const header = drawHeader(data, { ...inner, top: sizes.padding }, sizes);
  const groups = drawGroups(data, { ...inner, top: header.bottom + sizes.groupGap * 0.75 }, sizes);
  const footer = drawFooter(data, { ...inner, top: groups.bottom + sizes.groupGap * 0.75 }, sizes);
  const height = Math.ceil(footer.bottom + sizes.padding * 0.75);
  return {
    width: frame,
    height,
    bars: groups.bars,
    marks: [
      { kind: 'rect', x: 0, y: 0, width: frame, height, fill: palette.paper },
      ...header.marks,
      ...groups.marks,
      ...footer.marks,
    ],
  };
}
