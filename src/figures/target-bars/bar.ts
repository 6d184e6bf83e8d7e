/** One strip of 0–100 %: how far the target goes, and how its source bounds it. */
import { palette } from '../palette.ts';
import type { Box, Mark, PathMark } from '../scene.ts';
import { valueRange, type Target } from './data.ts';

const ARROW = 15;
/** How far a tick stands out above and below its strip. */
export const TICK_OVERHANG = 3;

/** From a target's tick to the far end of its arrow, and a little air. */
const ARROW_REACH = ARROW + 6;

/** Room to keep right of strips `width` px long, where the arrow of a target near 100 % ends. */
export function arrowRoom(shares: readonly Target[], width: number): number {
  const reaches = (target: Target) =>
    arrows.has(target.bound) && (valueRange(target)[1] / 100) * width + ARROW_REACH > width;
  return shares.some(reaches) ? ARROW_REACH : 0;
}

const arrows = new Set<Target['bound']>(['over', 'at-least', 'under']);

/** What was drawn for a target, in px: `bar` is what it surely covers, `band` what its range or ceiling leaves open. */
export interface BarBoxes {
  track: Box;
  bar?: Box;
  band?: Box;
}

const stroke = (d: string, dash?: string): PathMark => ({
  kind: 'path',
  d,
  stroke: palette.ink,
  strokeWidth: 1.8,
  ...(dash ? { dash } : {}),
});

const at = (value: number) => Math.round(value * 10) / 10;

const tick = (x: number, { y, height }: Box, dash?: string) =>
  stroke(`M${at(x)} ${at(y - TICK_OVERHANG)}v${at(height + 2 * TICK_OVERHANG)}`, dash);

/** An arrow along the strip, drawn because the font has none. */
export function sideArrow(x: number, y: number, direction: 'right' | 'left'): PathMark {
  const [tail, head, back] = direction === 'right' ? [x + 2, x + ARROW + 2, -4] : [x + ARROW + 4, x + 4, 4];
  return stroke(`M${at(tail)} ${at(y)}H${at(head)}m${back} -4L${at(head)} ${at(y)}l${back} 4`);
}

/** An arrow beside a figure that has no strip; `x` is its middle, `y` that of its height. */
export function uprightArrow(x: number, y: number, length: number, direction: 'up' | 'down'): PathMark {
  const half = length / 2;
  const [tail, head, back] = direction === 'up' ? [y + half, y - half, 4] : [y - half, y + half, -4];
  return stroke(`M${at(x)} ${at(tail)}V${at(head)}m-4 ${back}L${at(x)} ${at(head)}l4 ${back}`);
}

/** Fine lines at 25, 50 and 75 %, seen where no bar covers them. */
const quarters = ({ x, y, width, height }: Box) =>
  [0.25, 0.5, 0.75].map((part) => `M${at(x + part * width)} ${at(y)}v${at(height)}`).join('');

/** The strip of a share. `track` is the whole 0–100. */
export function drawBar(target: Target, track: Box): { marks: Mark[]; boxes: BarBoxes } {
  const [from, to] = valueRange(target);
  const scale = (value: number) => track.x + (value / 100) * track.width;
  const section = (start: number, end: number): Box => ({
    ...track,
    x: scale(start),
    width: scale(end) - scale(start),
  });
  const middle = track.y + track.height / 2;
  const boxes: BarBoxes = { track };
  if (target.bound === 'under') boxes.band = section(0, to);
  else {
    boxes.bar = section(0, from);
    if (to > from) boxes.band = section(from, to);
  }
  const marks: Mark[] = [{ kind: 'rect', ...track, fill: palette.track }];
  marks.push({ ...stroke(quarters(track)), stroke: palette.hairline, strokeWidth: 1 });
  if (boxes.bar && boxes.bar.width > 0) marks.push({ kind: 'rect', ...boxes.bar, fill: palette.bar });
  if (boxes.band && boxes.band.width > 0) marks.push({ kind: 'rect', ...boxes.band, fill: palette.band });
  if (target.bound === 'about') for (const value of new Set([from, to])) marks.push(tick(scale(value), track, '3 2.5'));
  if (target.bound === 'under') marks.push(tick(scale(to), track), sideArrow(scale(to), middle, 'left'));
  if (target.bound === 'over' || target.bound === 'at-least') {
    marks.push(tick(scale(to), track), sideArrow(scale(to), middle, 'right'));
  }
  return { marks, boxes };
}
