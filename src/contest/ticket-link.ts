/**
 * A ticket on its way from somebody to themselves: in a link, after `#`, which browsers keep from servers, logs and the
 * pages one goes to next.
 */
import { writeCode } from './certificate-code.ts';

/** The page of the contest, relative to the site. */
export const contestRoute = '/cuoc-thi/';

/** The link that brings `ticket` to the contest page of `site`. */
export const ticketLink = (ticket: string, site: string): string =>
  new URL(`${contestRoute}#ma=${encodeURIComponent(ticket)}`, site).href;

/** The ticket in the part of an address from `#` on, without what a message has put around the link. */
export function ticketOfHash(hash: string): string | undefined {
  const typed = new URLSearchParams(hash.replace(/^#/, '')).get('ma') ?? '';
  return /[0-9A-Za-z][0-9A-Za-z -]{0,60}/.exec(typed)?.[0].trim();
}

/** Whether two spellings are the same ticket; the server reads tickets as it reads certificates' codes. */
export const isSameTicket = (one: string, other: string): boolean => writeCode(one) === writeCode(other);

/** What somebody sends to themselves. The link ends it: messengers take a mark that follows for a part of it. */
export const ticketMessage = (ticket: string, contest: string, site: string): string =>
  [`Mã dự thi của tôi: ${ticket}`, contest, `Mở để vào thi: ${ticketLink(ticket, site)}`].join('\n');
