import type { Shelf } from '../outbox.ts';

/** This browser's storage; `undefined` where reaching for it is already refused. */
export function browserShelf(): Shelf | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
