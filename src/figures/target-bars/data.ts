/** What the target-bars figure draws: targets of a plan, in groups, and the words that stand in the picture. */
import type { FigureFrame } from '../frame.ts';

/** How a source bounds a target: "đúng", "khoảng", "trên", "dưới", "tối thiểu". */
export type Bound = 'exact' | 'about' | 'over' | 'under' | 'at-least';

export interface Target {
  /** Short name; it stands beside the value. */
  label: string;
  bound: Bound;
  /** One number, or a range `[from, to]`. */
  value: number | readonly [from: number, to: number];
  /** Written after the number: "%", "% GDP", "%/năm", "USD". */
  unit: string;
}

export interface TargetGroup {
  title: string;
  targets: readonly Target[];
}

export interface TargetBars extends FigureFrame {
  kind: 'target-bars';
  groups: readonly TargetGroup[];
}

/** The range a target covers; both ends are equal when it is one number. */
export function valueRange({ value }: Target): readonly [from: number, to: number] {
  if (typeof value === 'number') return [value, value];
  return value[0] <= value[1] ? value : [value[1], value[0]];
}

/**
 * Whether a target is a share of a whole, which alone may be drawn as a bar on 0–100: "%" and "% GDP" are,
 * "%/năm" is a rate of change and has no whole.
 */
export function isShare(target: Target): boolean {
  const [from, to] = valueRange(target);
  return /^%(?:\s|$)/.test(target.unit) && from >= 0 && to <= 100;
}
