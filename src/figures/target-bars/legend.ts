/** How to read the strips; only the signs this figure uses. */
import { paragraph, type Block, type Place } from '../block.ts';
import { palette } from '../palette.ts';
import { blockHeight } from '../scene.ts';
import { textWidth } from '../type/measure.ts';
import { drawBar } from './bar.ts';
import { isShare, valueRange, type Target, type TargetBars } from './data.ts';
import type { Sizes } from './sizes.ts';
import { words } from './wording.ts';

const SWATCH = 46;
const TEXT_GAP = 8;
const ITEM_GAP = 20;

type Sign = Pick<Target, 'bound' | 'value'> & { text: string };

/** The signs needed for these shares, each with a sample target to draw. */
function signsOf(shares: readonly Target[], language: TargetBars['language']): Sign[] {
  const text = words[language];
  const uses = (...bounds: Target['bound'][]) => shares.some(({ bound }) => bounds.includes(bound));
  const ranged = shares.some((target) => valueRange(target)[0] !== valueRange(target)[1]);
  return [
    { bound: 'exact', value: 60, text: `${text.exact}; ${text.scale}` },
    ...(uses('about') ? [{ bound: 'about', value: 60, text: text.about } as const] : []),
    ...(ranged ? [{ bound: 'exact', value: [40, 75], text: text.range } as const] : []),
    ...(uses('over', 'at-least') ? [{ bound: 'over', value: 40, text: text.up } as const] : []),
    ...(uses('under') ? [{ bound: 'under', value: 40, text: text.under } as const] : []),
  ];
}

/** Swatches with their words, as many on a line as fit; nothing when the figure has no strips. */
export function drawLegend(data: TargetBars, { x, top, width }: Place, sizes: Sizes): Block {
  const shares = data.groups.flatMap(({ targets }) => targets.filter(isShare));
  if (!shares.length) return { marks: [], bottom: top };
  const marks: Block['marks'] = [];
  let [left, y, bottom] = [x, top, top];
  for (const { text, ...sample } of signsOf(shares, data.language)) {
    const natural = SWATCH + TEXT_GAP + textWidth(text, sizes.legend, 400) + 1;
    if (left > x && left + natural > x + width) [left, y] = [x, bottom];
    const available = Math.min(natural, x + width - left);
    const words = paragraph(text, {
      x: left + SWATCH + TEXT_GAP,
      top: y,
      width: available - SWATCH - TEXT_GAP,
      size: sizes.legend,
      weight: 400,
      colour: palette.muted,
    });
    const middle = y + blockHeight(1, sizes.legend) * 0.56;
    const track = { x: left, y: middle - sizes.bar * 0.4, width: SWATCH, height: sizes.bar * 0.8 };
    marks.push(...drawBar({ ...sample, label: '', unit: '%' }, track).marks, ...words.marks);
    bottom = Math.max(bottom, words.bottom + 2);
    left += available + ITEM_GAP;
  }
  return { marks, bottom };
}
