import { useEffect, useState } from 'preact/hooks';
import { timeLeftChangesIn } from '../time-left.ts';

/**
 * Time (ms) left until `moment` by the server's clock. Drawn anew only when its words change, and not at all while the
 * page is hidden.
 */
export function useTimeLeft(moment: string, serverNow: () => number): number {
  const [, draw] = useState(0);
  const left = Math.max(Date.parse(moment) - serverNow(), 0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = () => {
      clearTimeout(timer);
      const now = Date.parse(moment) - serverNow();
      if (now > 0 && !document.hidden) timer = setTimeout(step, timeLeftChangesIn(now));
    };
    const step = () => {
      draw((count) => count + 1);
      wait();
    };
    wait();
    document.addEventListener('visibilitychange', step);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', step);
    };
  }, [moment, serverNow]);
  return left;
}
