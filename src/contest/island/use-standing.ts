import { useEffect, useState } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import type { Standing } from '../contract.ts';
import { nextBoardMs } from './board-data.ts';

/** Boards take an attempt in within some 15 s: so many tries, a second to five apart, see it happen. */
const quickTries = 8;

export interface OwnStanding {
  standing: Standing | undefined;
  /** Why there is still no rank: it cannot be got, or the server has had none for longer than is usual. */
  trouble: 'failed' | 'late' | undefined;
}

/**
 * One's own place in a round, once the boards have taken the attempt in, which is a matter of seconds. Asks until it is
 * there, though ever more seldom, and only while the page is looked at.
 * @param isRanked whether there is a place to be told.
 */
export function useStanding(client: ContestClient, ticket: string, round: string, isRanked: boolean): OwnStanding {
  const [own, setOwn] = useState<OwnStanding>({ standing: undefined, trouble: undefined });
  useEffect(() => {
    if (!isRanked) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    let tries = 0;
    let failures = 0;
    let isKnown = false;

    const load = async () => {
      clearTimeout(timer);
      if (document.hidden) return; // visibilitychange starts it again
      const reply = await client.call('standing', { ticket, round }).catch(() => undefined);
      if (!isCurrent) return;
      tries += 1;
      failures = reply?.ok ? 0 : failures + 1;
      isKnown ||= reply?.ok === true && reply.value.rank !== null;
      setOwn(({ standing }) => ({
        standing: reply?.ok ? reply.value : standing,
        // One lost reply is no news.
        trouble: failures > 1 ? 'failed' : tries >= quickTries ? 'late' : undefined,
      }));
      if (isKnown) return;
      const pause = tries < quickTries ? 1000 * Math.min(tries, 5) * (1 + Math.random() / 3) : nextBoardMs(failures);
      timer = setTimeout(() => void load(), pause);
    };
    const onVisible = () => {
      if (!document.hidden && !isKnown) void load();
    };
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('online', onVisible);
    void load();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('online', onVisible);
    };
  }, [client, ticket, round, isRanked]);
  return own;
}
