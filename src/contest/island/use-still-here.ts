import { useCallback, useEffect, useRef } from 'preact/hooks';
import * as z from 'zod/mini';
import { writeCode } from '../certificate-code.ts';
import type { Outbox } from '../outbox.ts';
import type { TabChannel } from '../tab-turn.ts';
import { isSameTicket } from '../ticket-link.ts';
import { browserChannel } from './browser-channel.ts';

/** Somebody has left this device; `whose` tells it to those who know the ticket, and nobody the ticket. */
const Left = z.object({ kind: z.literal('left'), whose: z.string() });

/** Whose page this is, and where it found them. */
interface Owner {
  readonly ticket: string;
  readonly outbox: Outbox;
}

/**
 * Watches whether the owner of this page is still at this device: they may leave it in another tab, or before somebody
 * else comes back to this page with the browser's Back, which shows it as it stood.
 * @param onLeft called when they are gone.
 * @returns how to tell the other tabs that whoever has this ticket has left in this one.
 */
export function useStillHere(contest: string, owner: Owner | undefined, onLeft: () => void): (ticket: string) => void {
  const channel = useRef<TabChannel>();
  const now = useRef({ owner, onLeft });
  now.current = { owner, onLeft };
  const { ticket, outbox } = owner ?? {};

  useEffect(() => {
    const others = browserChannel(`cuoc-thi:${contest}`);
    if (!others) return;
    channel.current = others;
    others.onmessage = ({ data }) => {
      const { success, data: message } = z.safeParse(Left, data);
      const here = now.current.owner;
      if (success && here && message.whose === whoseTicket(here.ticket)) now.current.onLeft();
    };
    return () => {
      channel.current = undefined;
      others.close();
    };
  }, [contest]);

  // Where there is no channel, and for a page that slept: is what it found still there?
  useEffect(() => {
    const isThere = () => isSameTicket(outbox?.ticket() ?? '', ticket ?? '');
    // Nothing was kept, so nothing can be missing.
    if (ticket === undefined || !isThere()) return;
    const look = () => {
      if (!isThere()) now.current.onLeft();
    };
    const wake = ({ persisted }: PageTransitionEvent) => {
      if (persisted) look();
    };
    window.addEventListener('storage', look);
    window.addEventListener('pageshow', wake);
    return () => {
      window.removeEventListener('storage', look);
      window.removeEventListener('pageshow', wake);
    };
  }, [ticket, outbox]);

  return useCallback(
    (left) => channel.current?.postMessage({ kind: 'left', whose: whoseTicket(left) } satisfies z.output<typeof Left>),
    [],
  );
}

/** Thirty-two bits (FNV-1a) of the hundred a ticket has: enough to know it again among the tabs of one browser. */
function whoseTicket(ticket: string): string {
  let hash = 0x811c9dc5;
  for (const character of writeCode(ticket)) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return (hash >>> 0).toString(36);
}
