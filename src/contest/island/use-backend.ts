import { useCallback, useEffect, useState } from 'preact/hooks';
import { readServerClock, serverTime, type ServerClock } from '../clock.ts';
import { connect, ContestFault, type ContestClient } from '../client.ts';
import type { Contest, Me } from '../contract.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { createRecentUnits, type RecentUnits } from '../recent-units.ts';
import { browserTimer } from '../session.ts';
import { browserShelf } from './browser-shelf.ts';
import { useRecovery } from './use-recovery.ts';
import { faultWords, refusalWords } from './words.ts';

/** The backend, once it has answered. */
export interface Backend {
  readonly client: ContestClient;
  readonly contest: Contest;
  /** Server time now, in ms since 1970. */
  readonly serverNow: () => number;
  /** What lasts on this device, and what lasts only while this tab is open, for those who do not want to be remembered. */
  readonly outboxes: { forGood: Outbox; whileTabOpen: Outbox };
  readonly recentUnits: RecentUnits;
}

/** A participant, as this page knows them. */
export interface Member {
  readonly ticket: string;
  readonly me: Me;
  /** Where what waits for the server is kept. */
  readonly outbox: Outbox;
}

export type Loaded =
  | { kind: 'loading' }
  | { kind: 'fault'; words: string }
  | {
      kind: 'loaded';
      backend: Backend;
      member: Member | undefined;
      /** The device remembered a ticket that the server no longer knows. */
      hadDeadTicket: boolean;
      /** Reading of the timer when the participant's record was asked for. */
      sentMs: number;
    };

/**
 * Finds the backend, the contest and, where this device remembers one, the participant. After a fault it tries again
 * when the device comes back online or the page is looked at again.
 * @param expected slug of the contest the page was built for, which is nearly always the one the server has.
 */
export function useBackend(expected: string): { loaded: Loaded; retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((count) => count + 1), []);

  useEffect(() => {
    let isCurrent = true;
    setLoaded({ kind: 'loading' });
    load(expected)
      .catch((fault: unknown): Loaded => {
        if (!(fault instanceof ContestFault)) throw fault;
        return { kind: 'fault', words: faultWords[fault.kind] };
      })
      .then((result) => isCurrent && setLoaded(result));
    return () => {
      isCurrent = false;
    };
  }, [expected, tries]);

  useRecovery(loaded.kind === 'fault', retry);
  return { loaded, retry };
}

async function load(expected: string): Promise<Loaded> {
  const client = await connect(location.origin);
  // Both at once: on a slow network each call is half a second.
  const [reply, likely] = await Promise.all([readContest(client), readMember(client, expected)]);
  if (!reply.ok) return { kind: 'fault', words: refusalWords[reply.refusal] };
  const { contest } = reply;
  const { outboxes, ...known } = contest.slug === expected ? likely : await readMember(client, contest.slug);
  const recentUnits = createRecentUnits(browserShelf('for-good'), contest.slug);
  return { kind: 'loaded', backend: { client, contest, serverNow: reply.serverNow, outboxes, recentUnits }, ...known };
}

/** Whom this device remembers in a contest. */
async function readMember(client: ContestClient, contest: string) {
  const outboxes = {
    forGood: createOutbox(browserShelf('for-good'), contest),
    whileTabOpen: createOutbox(browserShelf('while-tab-open'), contest),
  };
  const outbox = outboxes.whileTabOpen.ticket() ? outboxes.whileTabOpen : outboxes.forGood;
  const ticket = outbox.ticket();
  const sentMs = browserTimer.now();
  if (ticket === undefined) return { outboxes, member: undefined, hadDeadTicket: false, sentMs };
  const mine = await client.call('me', { ticket });
  // What is kept under a dead ticket stays: only its owner may throw it away.
  // Whoever left in another tab while the reply was on its way is not here any more.
  const member = mine.ok && outbox.ticket() === ticket ? { ticket, me: mine.value, outbox } : undefined;
  return { outboxes, member, hadDeadTicket: !mine.ok, sentMs };
}

/** The contest as it stands now, with a clock that goes on from the server's. */
export async function readContest(client: ContestClient) {
  const sentMs = browserTimer.now();
  const reply = await client.call('contest', {});
  if (!reply.ok) return reply;
  const clock: ServerClock = readServerClock(reply.value.server_now, sentMs, browserTimer.now());
  return { ok: true, contest: reply.value, serverNow: () => serverTime(clock, browserTimer.now()) } as const;
}
