/**
 * Which practice questions were last answered right on this device. One key of the browser's storage; where nothing can be
 * stored nothing is remembered, and the caller is told.
 */
import type { Shelf } from './outbox.ts';

/** Question id → whether its last answer was right. Questions not answered yet are not in it. */
export type Progress = Readonly<Record<string, boolean>>;

export interface ProgressShelf {
  read(): Progress;
  /** @returns whether it is kept: `false` means it will be gone with this page. */
  keep(progress: Progress): boolean;
  clear(): void;
}

/** Raised when what is stored changes its shape; what an older page stored is then as good as not there. */
const version = 1;

/** @param shelf `undefined` where the browser offers nothing */
export function createProgressShelf(shelf: Shelf | undefined, contest: string): ProgressShelf {
  const key = `cuoc-thi:${contest}:luyen-tap`;
  return {
    read: () => {
      try {
        return readProgress(JSON.parse(shelf?.getItem(key) ?? 'null'));
      } catch {
        return {};
      }
    },
    keep: (answered) => {
      try {
        shelf?.setItem(key, JSON.stringify({ version, answered }));
        return shelf !== undefined;
      } catch {
        return false;
      }
    },
    clear: () => {
      try {
        shelf?.removeItem(key);
      } catch {
        // Nothing was kept, so nothing is left.
      }
    },
  };
}

/** By hand rather than by a schema: the page must stay small, and there are two fields. */
function readProgress(stored: unknown): Progress {
  if (!isRecord(stored) || stored['version'] !== version || !isRecord(stored['answered'])) return {};
  return Object.fromEntries(
    Object.entries(stored['answered']).flatMap(([id, isRight]) =>
      typeof isRight === 'boolean' ? [[id, isRight]] : [],
    ),
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** How many of `questions` were last answered right. */
export const countRight = (questions: readonly { id: string }[], progress: Progress): number =>
  questions.filter(({ id }) => progress[id] === true).length;
