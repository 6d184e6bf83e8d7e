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

/** Twenty characters of a code, which has no U, with any blanks, dashes or unseen characters between, and no more around. */
const run = String.raw`(?=([0-9A-TV-Z](?:[\s\p{Pd}\p{Cf}]{0,3}[0-9A-TV-Z]){19})(?![\p{L}\p{M}\p{N}]))`;
/** Where a word may begin; older iPhones have no way to look behind. */
const start = String.raw`(?:^|[^\p{L}\p{M}\p{N}])`;

/** How a ticket stands in a text, the surest sign first: in a link, as it is printed, somehow. */
const signs = [
  new RegExp(`#ma=${run}`, 'giu'),
  new RegExp(`${start}(?=[^\\s-]{4}(?:-[^\\s-]{4}){4})${run}`, 'giu'),
  new RegExp(`${start}${run}`, 'giu'),
];

/**
 * The ticket in whatever has been typed or pasted, such as the message that carries it, written as it is printed. A text
 * with none, or with several that differ, is given back as it is: the server reads it its own way.
 */
export function ticketInText(text: string): string {
  // NFKC: full-width characters of some keyboards.
  const plain = text.normalize('NFKC');
  for (const sign of signs) {
    const [found, ...others] = new Set(Array.from(plain.matchAll(sign), ([, code = '']) => writeCode(code)));
    if (found !== undefined) return others.length === 0 ? found : text;
  }
  return text;
}

/** Whether two spellings are the same ticket; the server reads tickets as it reads certificates' codes. */
export const isSameTicket = (one: string, other: string): boolean => writeCode(one) === writeCode(other);

/** What somebody sends to themselves. The link ends it: messengers take a mark that follows for a part of it. */
export const ticketMessage = (ticket: string, contest: string, site: string): string =>
  [`Mã dự thi của tôi: ${ticket}`, contest, `Mở để vào thi: ${ticketLink(ticket, site)}`].join('\n');
