/**
 * Calendar files (iCalendar, RFC 5545) from plain events. Pure: the same code runs while the site is built and in a
 * reader's browser, and what time it is comes from the caller.
 */

/** One entry of a calendar. Times are moments in ms since 1970. */
export interface CalendarEvent {
  /** Names the event for ever and everywhere: written again under the same one, it takes the old one's place. */
  uid: string;
  from: number;
  until: number;
  summary: string;
  /** May have several lines. */
  description: string;
  /** Where to read more. */
  address: string;
  /** When to be reminded, and of what. */
  alarm?: { at: number; words: string };
}

/** The type a calendar file is served as. */
export const calendarType = 'text/calendar;charset=utf-8';

/**
 * The file of `events`.
 * @param writtenAt of two files about the same event, calendars believe the later one.
 */
export function writeCalendar(events: readonly CalendarEvent[], writtenAt: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tuyen-giao//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...events.flatMap((event) => eventLines(event, writtenAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, from, until, summary, description, address, alarm }: CalendarEvent, writtenAt: number) {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(writtenAt)}`,
    `DTSTART:${utc(from)}`,
    `DTEND:${utc(until)}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${new URL(address).href}`,
    // Something to remember, not an appointment: nobody is busy for a week.
    'TRANSP:TRANSPARENT',
    ...(alarm
      ? [
          'BEGIN:VALARM',
          'ACTION:DISPLAY',
          `TRIGGER;VALUE=DATE-TIME:${utc(alarm.at)}`,
          `DESCRIPTION:${escaped(alarm.words)}`,
          'END:VALARM',
        ]
      : []),
    'END:VEVENT',
  ];
}

/** `20261120T010000Z` */
const utc = (moment: number) => `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Text as a value holds it: what separates values is escaped, other control characters have no place in it. */
const escaped = (text: string) =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    // eslint-disable-next-line no-control-regex -- these are the very characters the format forbids
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '');

/** Octets a line may have, its end not counted. */
const lineOctets = 75;

/** Goes on in a new line after a blank wherever a line would grow too long, never in the middle of a character. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const length = utf8Octets(character);
    if (octets + length > lineOctets) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += length;
  }
  return text;
}

function utf8Octets(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
