import type { Shelf } from '../outbox.ts';

/** This browser's storage, `undefined` where reaching for it is already refused. */
export function browserShelf(lasts: 'for-good' | 'while-tab-open'): Shelf | undefined {
  try {
    return lasts === 'for-good' ? window.localStorage : window.sessionStorage;
  } catch {
    return undefined;
  }
}
