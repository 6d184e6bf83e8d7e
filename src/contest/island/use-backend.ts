import { useCallback, useEffect, useState } from 'preact/hooks';
import { readServerClock, serverTime, type ServerClock } from '../clock.ts';
import { connect, ContestFault, type ContestClient } from '../client.ts';
import type { Contest, Me } from '../contract.ts';
import { createOutbox, type Outbox } from '../outbox.ts';
import { createRecentUnits, type RecentUnits } from '../recent-units.ts';
import { browserTimer } from '../session.ts';
import { browserShelf } from './browser-shelf.ts';
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
 */
export function useBackend(): { loaded: Loaded; retry: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const retry = useCallback(() => setTries((count) => count + 1), []);

  useEffect(() => {
    let isCurrent = true;
    setLoaded({ kind: 'loading' });
    load()
      .catch((fault: unknown): Loaded => {
        if (!(fault instanceof ContestFault)) throw fault;
        return { kind: 'fault', words: faultWords[fault.kind] };
      })
      .then((result) => isCurrent && setLoaded(result));
    return () => {
      isCurrent = false;
    };
  }, [tries]);

  useEffect(() => {
    if (loaded.kind !== 'fault') return;
    const again = () => !document.hidden && retry();
    window.addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      window.removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [loaded.kind, retry]);

  return { loaded, retry };
}

async function load(): Promise<Loaded> {
  const client = await connect(location.origin);
  const reply = await readContest(client);
  if (!reply.ok) return { kind: 'fault', words: refusalWords[reply.refusal] };
  const { contest } = reply;
  const outboxes = {
    forGood: createOutbox(browserShelf('for-good'), contest.slug),
    whileTabOpen: createOutbox(browserShelf('while-tab-open'), contest.slug),
  };
  const recentUnits = createRecentUnits(browserShelf('for-good'), contest.slug);
  const backend: Backend = { client, contest, serverNow: reply.serverNow, outboxes, recentUnits };
  const outbox = outboxes.whileTabOpen.ticket() ? outboxes.whileTabOpen : outboxes.forGood;
  const ticket = outbox.ticket();
  const sentMs = browserTimer.now();
  if (ticket === undefined) return { kind: 'loaded', backend, member: undefined, hadDeadTicket: false, sentMs };
  const mine = await client.call('me', { ticket });
  // What is kept under a dead ticket stays: only its owner may throw it away.
  const member = mine.ok ? { ticket, me: mine.value, outbox } : undefined;
  return { kind: 'loaded', backend, member, hadDeadTicket: !mine.ok, sentMs };
}

/** The contest as it stands now, with a clock that goes on from the server's. */
export async function readContest(client: ContestClient) {
  const sentMs = browserTimer.now();
  const reply = await client.call('contest', {});
  if (!reply.ok) return reply;
  const clock: ServerClock = readServerClock(reply.value.server_now, sentMs, browserTimer.now());
  return { ok: true, contest: reply.value, serverNow: () => serverTime(clock, browserTimer.now()) } as const;
}
