/** A round in one's own calendar: the same entry whether the site's file or the contest page hands it over. */
import { calendarType, writeCalendar, type TimedEvent } from '../calendar/icalendar.ts';
import { roundSentence, type RoundFacts } from './round-sentence.ts';

/** What the entry of a round is made of: a round of the contract, or of the content. */
export interface CalendarRound extends RoundFacts {
  slug: string;
  title: string;
  opens_at: string;
  closes_at: string;
}

export interface CalendarContest {
  slug: string;
  year: number;
  title: string;
}

/** Where the site's own file of a round is, when it was built with one. */
export const calendarRoute = (year: number, round: string): string => `/cuoc-thi/${year}/${round}.ics`;

/** The name a round's file is kept under. */
export const calendarFileName = (contest: CalendarContest, round: CalendarRound): string =>
  `${contest.slug}-${round.slug}.ics`;

/** Reminded this long (ms) before a round closes, an evening is left to take part in. */
const reminderMs = 4 * 3_600_000;

/**
 * The calendar entry of a round.
 * @param address of the contest's page; its host is part of the entry's name, since "tuan-1" exists in every province.
 */
export function roundEvent(contest: CalendarContest, round: CalendarRound, address: string): TimedEvent {
  const from = Date.parse(round.opens_at);
  const until = Date.parse(round.closes_at);
  return {
    uid: `${contest.slug}/${round.slug}@${new URL(address).host}`,
    from,
    until,
    summary: `${round.title}: ${contest.title}`,
    description: `${roundSentence(round)}\n${address}`,
    address,
    alarm: { at: Math.max(until - reminderMs, from), words: `${round.title} sắp đóng: ${contest.title}` },
  };
}

/** The calendar file of a round. */
export const roundCalendar = (
  contest: CalendarContest,
  round: CalendarRound,
  address: string,
  writtenAt: number,
): string => writeCalendar([roundEvent(contest, round, address)], writtenAt);

/** Which rounds the site was built with a file of, by slug, and the times that stand in it. */
export type BuiltCalendars = Readonly<Record<string, { opens_at: string; closes_at: string }>>;

/**
 * Where a link to a round's calendar file leads.
 *
 * The site's own file is best: browsers inside other apps (Zalo, Facebook) and Chrome on iPhones fetch http addresses
 * only. It is out of date once the organisers have moved a round, and a sample's days move with the clock; then the
 * entry stands in the link itself. As `data:`, not `blob:`: an Android app that hands the link to the system's
 * downloader is brought down by a blob, and nothing has to be kept and taken back. Where an app takes neither, the
 * times still stand beside the link.
 */
export function calendarAddress(
  contest: CalendarContest & { server_now: string },
  round: CalendarRound,
  built: BuiltCalendars,
  address: string,
): string {
  const file = built[round.slug];
  const isSame = (a: string | undefined, b: string) => a !== undefined && Date.parse(a) === Date.parse(b);
  if (isSame(file?.opens_at, round.opens_at) && isSame(file?.closes_at, round.closes_at))
    return calendarRoute(contest.year, round.slug);
  const text = roundCalendar(contest, round, address, Date.parse(contest.server_now));
  return `data:${calendarType},${encodeURIComponent(text)}`;
}
