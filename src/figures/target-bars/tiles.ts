/** Targets that are no share: shown as figures, never as bars, since their units have no common axis. */
import { paragraph, type Block, type Place } from '../block.ts';
import { palette } from '../palette.ts';
import { ASCENT, textWidth } from '../type/measure.ts';
import { uprightArrow } from './bar.ts';
import type { Bound, Target, TargetBars } from './data.ts';
import { labelAndValue } from './row.ts';
import type { Sizes } from './sizes.ts';
import { valueText } from './wording.ts';

const TILE_GAP = 24;
const NARROWEST_TILE = 150;

const directions: Partial<Record<Bound, 'up' | 'down'>> = { over: 'up', 'at-least': 'up', under: 'down' };

const arrowRoom = ({ bound }: Target, sizes: Sizes) => (directions[bound] ? sizes.figure * 0.8 : 0);

function drawTile(target: Target, { x, top, width }: Place, sizes: Sizes, data: TargetBars): Block {
  const direction = directions[target.bound];
  const indent = arrowRoom(target, sizes);
  const value = paragraph(valueText(target, data.language), {
    x: x + indent,
    top,
    width: width - indent,
    size: sizes.figure,
    weight: 600,
    colour: palette.bar,
  });
  const label = paragraph(target.label, {
    x,
    top: value.bottom,
    width,
    size: sizes.label,
    weight: 400,
    colour: palette.ink,
  });
  const middle = top + (ASCENT - 0.36) * sizes.figure;
  const arrow = direction ? [uprightArrow(x + 5, middle, sizes.figure * 0.72, direction)] : [];
  return { marks: [...arrow, ...value.marks, ...label.marks], bottom: label.bottom };
}

/** The figures of a group, in a grid as even as their number allows, each value on one line if the width can hold it; the narrowest layout takes them as plain rows. */
export function drawTiles(targets: readonly Target[], place: Place, sizes: Sizes, data: TargetBars): Block {
  const { x, width } = place;
  const marks: Block['marks'] = [];
  let top = place.top;
  if (sizes.figures === 'rows') {
    for (const target of targets) {
      const row = labelAndValue(target, { x, top, width }, sizes, data);
      marks.push(...row.marks);
      top = row.bottom + sizes.rowGap;
    }
    return { marks, bottom: top };
  }
  const lengths = targets.map(
    (target) => arrowRoom(target, sizes) + textWidth(valueText(target, data.language), sizes.figure, 600) + 1,
  );
  const least = Math.max(NARROWEST_TILE, ...lengths);
  const capacity = Math.max(1, Math.floor((width + TILE_GAP) / (least + TILE_GAP)));
  const across = Math.ceil(targets.length / Math.ceil(targets.length / capacity));
  const tileWidth = (width - (across - 1) * TILE_GAP) / across;
  for (let start = 0; start < targets.length; start += across) {
    const tiles = targets
      .slice(start, start + across)
      .map((target, column) =>
        drawTile(target, { x: x + column * (tileWidth + TILE_GAP), top, width: tileWidth }, sizes, data),
      );
    marks.push(...tiles.flatMap((tile) => tile.marks));
    top = Math.max(...tiles.map((tile) => tile.bottom)) + sizes.rowGap;
  }
  return { marks, bottom: top };
}
