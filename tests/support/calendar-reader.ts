/** What a calendar makes of a calendar file, by a parser that is not ours. */
import ICAL from 'ical.js';
import type { CalendarEvent } from '../../src/calendar/icalendar.ts';

export interface ReadCalendar {
  method: string;
  version: string;
  product: string;
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
    writtenAt: components.map((component) => moment(component, 'dtstamp')),
    events: components.map((component) => {
      const alarm = component.getFirstSubcomponent('valarm');
      return {
        uid: words(component, 'uid'),
        from: moment(component, 'dtstart'),
        until: moment(component, 'dtend'),
        summary: words(component, 'summary'),
        description: words(component, 'description'),
        address: words(component, 'url'),
        ...(alarm && { alarm: { at: moment(alarm, 'trigger'), words: words(alarm, 'description') } }),
      };
    }),
  };
}

const words = (component: ICAL.Component, name: string) => String(component.getFirstPropertyValue(name));

function moment(component: ICAL.Component, name: string): number {
  const value = component.getFirstPropertyValue(name);
  return value instanceof ICAL.Time ? value.toJSDate().getTime() : Number.NaN;
}
