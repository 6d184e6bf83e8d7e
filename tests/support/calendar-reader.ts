/** What a calendar makes of a calendar file, by a parser that is not ours. */
import ICAL from 'ical.js';
import type { CalendarEvent } from '../../src/calendar/icalendar.ts';

export interface ReadCalendar {
  method: string;
  version: string;
  product: string;
  /** What the calendar is called, where it says so in both ways. */
  name?: string;
  /** When each event was written down, in the order of `events`. */
  writtenAt: number[];
  events: CalendarEvent[];
}

export function readCalendar(text: string): ReadCalendar {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const components = calendar.getAllSubcomponents('vevent');
  return {
    method: words(calendar, 'method'),
    version: words(calendar, 'version'),
    product: words(calendar, 'prodid'),
    ...(calendar.hasProperty('name') && words(calendar, 'name') === words(calendar, 'x-wr-calname')
      ? { name: words(calendar, 'name') }
      : {}),
    writtenAt: components.map((component) => moment(component, 'dtstamp')),
    events: components.map((component) => {
      const alarm = component.getFirstSubcomponent('valarm');
      return {
        uid: words(component, 'uid'),
        ...when(component),
        summary: words(component, 'summary'),
        description: words(component, 'description'),
        address: words(component, 'url'),
        ...(alarm && { alarm: { at: moment(alarm, 'trigger'), words: words(alarm, 'description') } }),
      };
    }),
  };
}

/** Moments, or the day that the event is all of: it must end where the next day begins. */
function when(component: ICAL.Component): { from: number; until: number } | { day: string } {
  const [start, end] = ['dtstart', 'dtend'].map((name) => component.getFirstPropertyValue(name));
  if (!(start instanceof ICAL.Time && start.isDate))
    return { from: moment(component, 'dtstart'), until: moment(component, 'dtend') };
  const isOneDay = end instanceof ICAL.Time && end.isDate && end.subtractDate(start).toSeconds() === 86_400;
  return { day: isOneDay ? start.toString() : `${start.toString()}/${String(end)}` };
}

const words = (component: ICAL.Component, name: string) => String(component.getFirstPropertyValue(name));

function moment(component: ICAL.Component, name: string): number {
  const value = component.getFirstPropertyValue(name);
  return value instanceof ICAL.Time ? value.toJSDate().getTime() : Number.NaN;
}
