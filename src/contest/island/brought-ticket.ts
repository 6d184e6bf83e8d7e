import { useEffect, useMemo, useState } from 'preact/hooks';
import { ticketOfHash } from '../ticket-link.ts';

/** A ticket that a link has brought to this page. */
export interface BroughtTicket {
  ticket: string | undefined;
  /** It has been put before the person. */
  done: () => void;
}

/**
 * The ticket in the page's address, taken out of it at once: it must not stay in the browser's history, nor go along when
 * somebody shares the page. A link may be opened while the page stands, too.
 */
export function useBroughtTicket(): BroughtTicket {
  const [ticket, setTicket] = useState(takeTicket);
  useEffect(() => {
    const take = () => setTicket((before) => takeTicket() ?? before);
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return useMemo(() => ({ ticket, done: () => setTicket(undefined) }), [ticket]);
}

function takeTicket(): string | undefined {
  const ticket = ticketOfHash(location.hash);
  if (ticket !== undefined) history.replaceState(history.state, '', location.pathname + location.search);
  return ticket;
}
