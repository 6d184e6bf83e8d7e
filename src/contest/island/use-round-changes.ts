import { useEffect } from 'preact/hooks';
import type { Contest } from '../contract.ts';
import { nextChange } from '../time-left.ts';

/** Everybody watching a round open sees the same second: they ask over so long a time (ms) after it. */
const spread = 10_000;
/** First and longest pause (ms) before asking again where no answer came. */
const firstPause = 2000;
const longestPause = 30_000;
/** Timers hold no more than some weeks, and a clock read anew is a better one. */
const longestWait = 3_600_000;

/**
 * Asks for the contest again once a round has opened or closed by the server's clock, until the answer says so.
 * While the page is hidden it rests; whoever shows the page again asks anyway.
 * @param ask brings a new `contest`, or nothing where there is no answer.
 */
export function useRoundChanges(
  { contest, serverNow }: { contest: Contest; serverNow: () => number },
  isWaiting: boolean,
  ask: () => Promise<unknown>,
): void {
  useEffect(() => {
    const change = nextChange(contest.rounds);
    if (!isWaiting || change === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const wait = () => {
      clearTimeout(timer);
      if (!isCurrent || document.hidden) return;
      const left = change - serverNow();
      timer =
        left > longestWait
          ? setTimeout(wait, longestWait)
          : setTimeout(() => void insist(firstPause), Math.max(left, 0) + Math.random() * spread);
    };
    // An answer brings another contest, and with it another turn of this effect.
    const insist = async (pause: number) => {
      await ask();
      if (!isCurrent || document.hidden) return;
      timer = setTimeout(() => void insist(Math.min(pause * 1.5, longestPause)), pause * (1 + Math.random()));
    };
    wait();
    document.addEventListener('visibilitychange', wait);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wait);
    };
  }, [contest, serverNow, isWaiting, ask]);
}
