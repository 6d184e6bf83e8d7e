/**
 * Who waits for whom, on a real server. A cluster holds the databases of many tests at once, so what waits in `pg_locks`
 * or `pg_stat_activity` may be somebody else's: asked is always one session about another.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from './database.ts';

/** One statement or call under way, and on whose connection. */
export interface Underway {
  call: Promise<unknown>;
  of: Session;
}

/** Everybody a session waits for, directly or behind others. */
const aheadOf = `
  with recursive ahead (pid) as (
    select unnest(pg_blocking_pids($1)) union select unnest(pg_blocking_pids(ahead.pid)) from ahead)
  select from ahead where pid = $2`;

/**
 * Waits until a call stands behind what another session holds, or is settled without that.
 * @param watcher any session with nothing under way: `holder` itself where it rests in its transaction
 */
export async function heldUpOrSettled(
  { call, of }: Underway,
  holder: Session,
  watcher = holder,
): Promise<'held up' | 'settled'> {
  const state = { isSettled: false };
  const settle = () => {
    state.isSettled = true;
  };
  call.then(settle, settle);
  while (!state.isSettled) {
    if ((await watcher.sql(aheadOf, [pidOf(of), pidOf(holder)])).length > 0) return 'held up';
    await pause(5);
  }
  return 'settled';
}

/** Waits until a call stands behind what another session holds; fails where it is settled without that. */
export async function untilHeldUp(underway: Underway, holder: Session, watcher = holder): Promise<void> {
  if ((await heldUpOrSettled(underway, holder, watcher)) === 'held up') return;
  const outcome = await underway.call.then(
    (value) => `gave ${JSON.stringify(value)}`,
    (error: Error) => `failed: ${error.message}`,
  );
  throw new Error(`the call was to wait for the other session, and did not: it ${outcome}`);
}

function pidOf({ pid }: Session): number {
  if (pid === undefined) throw new Error('PGlite has one session: use describeOnServers');
  return pid;
}
