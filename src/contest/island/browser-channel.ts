import type { TabChannel } from '../tab-turn.ts';

/** The way to the other tabs of this browser, `undefined` where it offers none or refuses it. */
export function browserChannel(name: string): TabChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
