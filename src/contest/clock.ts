/**
 * The server's clock as this device can tell it.
 *
 * The phone's own clock may be hours wrong and may be set during the quiz, so only a monotonic timer is believed between
 * replies. That timer may stand still while the device sleeps: the caller asks the server again whenever the page wakes.
 */
export interface ServerClock {
  /** Server time (ms since 1970) at the moment `localMs`. */
  readonly serverMs: number;
  /** The monotonic timer's reading (ms) then. */
  readonly localMs: number;
}

/**
 * Reads a reply's `server_now`. It was true at some moment between sending and receiving; the middle is the best guess.
 * @param sentMs,receivedMs readings of the monotonic timer.
 */
export function readServerClock(serverNow: string, sentMs: number, receivedMs: number): ServerClock {
  return { serverMs: Date.parse(serverNow), localMs: (sentMs + receivedMs) / 2 };
}

/** The server's time (ms since 1970) when the monotonic timer reads `localMs`. */
export function serverTime(clock: ServerClock, localMs: number): number {
  return clock.serverMs + (localMs - clock.localMs);
}
