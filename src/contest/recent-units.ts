/**
 * Units that people chose when they registered on this device, so that the next of a family or a class need not look for
 * theirs.
 *
 * Code and names only: nothing says who chose a unit, when, or how many did. The next person comes to the form only after
 * the one before has left the device, so the units outlive that leaving. They do not outlive the deletion of somebody's
 * data, which promises this device too, and they are not kept where somebody did not want to be remembered.
 */
import * as z from 'zod/mini';
import type { Shelf } from './outbox.ts';

const ChosenUnit = z.object({
  code: z.string(),
  /** Names from the root. */
  path: z.array(z.string()),
});
export type ChosenUnit = z.output<typeof ChosenUnit>;

/** As many as a phone shows without pushing the search away. */
const most = 4;

export interface RecentUnits {
  /** The newest first. */
  list(): ChosenUnit[];
  keep(unit: ChosenUnit): void;
  /** The contest has no such unit any more. */
  drop(code: string): void;
  forget(): void;
}

/**
 * @param shelf where to keep them; without one nothing is kept, and nothing offered.
 * @param contest slug that keeps two contests on one device apart.
 */
export function createRecentUnits(shelf: Shelf | undefined, contest: string): RecentUnits {
  const key = `don-vi:${contest}`;
  const list = (): ChosenUnit[] => {
    try {
      return z.parse(z.array(ChosenUnit), JSON.parse(shelf?.getItem(key) ?? '[]'));
    } catch {
      return []; // unreadable or of another version: as good as not there
    }
  };
  const write = (units: ChosenUnit[]): void => {
    try {
      if (units.length > 0) shelf?.setItem(key, JSON.stringify(units));
      else shelf?.removeItem(key);
    } catch {
      // Storage is full or switched off: the next person looks for their unit.
    }
  };
  const others = (code: string) => list().filter((unit) => unit.code !== code);
  return {
    list,
    keep: ({ code, path }) => write([{ code, path }, ...others(code)].slice(0, most)),
    drop: (code) => write(others(code)),
    forget: () => write([]),
  };
}
