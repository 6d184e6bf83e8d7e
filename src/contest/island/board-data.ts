import { useEffect, useRef, useState } from 'preact/hooks';

/** Boards are at most about 15 s behind; asking more often shows nothing new. */
const refreshMs = 15_000;

/**
 * How long to wait before asking for a board again. A thousand phones must not ask at the same moment: the interval is
 * spread by up to a third, and doubles (up to eight times) while the server does not answer.
 */
export const nextBoardMs = (failures: number): number =>
  refreshMs * 2 ** Math.min(failures, 3) * (1 + Math.random() / 3);

export interface BoardData<Value> {
  value: Value | undefined;
  /** The last try failed; `value` is what was known before. */
  failed: boolean;
}

/**
 * Loads a board and keeps it fresh while the page is looked at.
 * @param load `undefined` from it means the server said no.
 * @param key what the board depends on; a new key loads at once, and shows until then what it showed the last time, if ever.
 * @param news when this changes there is something new to see: the board loads again, showing the old until then.
 */
export function useBoard<Value>(load: () => Promise<Value | undefined>, key: string, news?: string): BoardData<Value> {
  const [data, setData] = useState<BoardData<Value> & { key: string }>({ key, value: undefined, failed: false });
  /** By key: who goes back to a board reads it at once, with a network or without. */
  const kept = useRef(new Map<string, Value>()).current;
  useEffect(() => {
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout>;
    let failures = 0;

    const refresh = async () => {
      clearTimeout(timer);
      if (document.hidden) return; // visibilitychange starts it again
      const value = await load().catch(() => undefined);
      if (!isCurrent) return;
      failures = value === undefined ? failures + 1 : 0;
      if (value !== undefined) kept.set(key, value);
      setData({ key, value: kept.get(key), failed: value === undefined });
      timer = setTimeout(() => void refresh(), nextBoardMs(failures));
    };
    const onVisible = () => {
      if (!document.hidden) void refresh();
    };
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('online', onVisible);
    void refresh();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('online', onVisible);
    };
  }, [key, news]);
  // What another key asked for is not shown for a moment, either.
  return data.key === key ? data : { value: kept.get(key), failed: false };
}
