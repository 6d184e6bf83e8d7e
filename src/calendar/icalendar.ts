/**
 * Calendar files (iCalendar, RFC 5545) from plain events. Pure: the same code runs while the site is built and in a
 * reader's browser, and what time it is comes from the caller.
 */

/** What every entry of a calendar has, whenever it is. */
interface EventText {
  /** Names the event for ever and everywhere: written again under the same one, it takes the old one's place. */
  uid: string;
  summary: string;
  /** May have several lines. */
  description: string;
  /** Where to read more. */
  address: string;
  /** When to be reminded, and of what. */
  alarm?: { at: number; words: string };
}

/** From one moment until another, in ms since 1970. */
export interface TimedEvent extends EventText {
  from: number;
  until: number;
}

/** All of one day, `yyyy-mm-dd`, wherever the reader is: a day has no time zone. */
export interface DayEvent extends EventText {
  day: string;
}

/** One entry of a calendar. */
export type CalendarEvent = TimedEvent | DayEvent;

/** The type a calendar file is served as. */
export const calendarType = 'text/calendar;charset=utf-8';

/**
 * The file of `events`.
 * @param writtenAt of two files about the same event, calendars believe the later one.
 * @param name what a calendar that is subscribed to is called among the reader's others.
 */
export function writeCalendar(events: readonly CalendarEvent[], writtenAt: number, name?: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tuyen-giao//VI',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    // RFC 7986; the second is what calendars understood before it.
    ...(name === undefined ? [] : [`NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`]),
    ...events.flatMap((event) => eventLines(event, writtenAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: CalendarEvent, writtenAt: number): string[] {
  const { uid, summary, description, address, alarm } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${utc(writtenAt)}`,
    ...('day' in event
      ? [`DTSTART;VALUE=DATE:${plainDay(event.day)}`, `DTEND;VALUE=DATE:${plainDay(dayAfter(event.day))}`]
      : [`DTSTART:${utc(event.from)}`, `DTEND:${utc(event.until)}`]),
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

/** `20230331` */
const plainDay = (day: string) => day.replaceAll('-', '');

/** The end of a whole day is the day that it does not reach any more. */
const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

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
