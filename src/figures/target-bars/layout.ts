/** Settles every coordinate of a target-bars figure for one width. */
import { paragraph, type Block, type Place } from '../block.ts';
import { layOutInFrame } from '../frame.ts';
import { palette } from '../palette.ts';
import type { Mark, Scene, WidthClass } from '../scene.ts';
import type { BarBoxes } from './bar.ts';
import { isShare, type Target, type TargetBars, type TargetGroup } from './data.ts';
import { drawLegend } from './legend.ts';
import { drawRow, drawScale, rowColumns, type RowColumns } from './row.ts';
import { sizesOf, type Sizes } from './sizes.ts';
import { drawTiles } from './tiles.ts';
import { words } from './wording.ts';

export interface TargetBarsLayout extends Scene {
  /** The strips, with the target each stands for, in drawing order. */
  bars: (BarBoxes & { target: Target })[];
}

type GroupBlock = Block & Pick<TargetBarsLayout, 'bars'>;

/** What the figure says of itself: that these are no results, and how to read the strips. */
function drawKey(data: TargetBars, { x, top, width }: Place, sizes: Sizes): Block {
  const style = { x, width, size: sizes.subtitle, weight: 400, colour: palette.muted, top } as const;
  const note = paragraph(words[data.language].note, style);
  const legend = drawLegend(data, { x, width, top: note.bottom + sizes.rowGap }, sizes);
  return { marks: [...note.marks, ...legend.marks], bottom: legend.bottom };
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

/** The figure of `data` for a width class; its height follows from the text. */
export function layoutTargetBars(data: TargetBars, widthClass: WidthClass): TargetBarsLayout {
  const sizes = sizesOf[widthClass];
  const bars: TargetBarsLayout['bars'] = [];
  const scene = layOutInFrame(data, widthClass, (place) => {
    const key = drawKey(data, place, sizes);
    const groups = drawGroups(data, { ...place, top: key.bottom + sizes.groupGap * 0.75 }, sizes);
    bars.push(...groups.bars);
    return { marks: [...key.marks, ...groups.marks], bottom: groups.bottom };
  });
  return { ...scene, bars };
}
