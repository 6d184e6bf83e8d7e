import '../../support/random-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCalendar, type TimedEvent } from '../../../src/calendar/icalendar.ts';
import { readCalendar as read } from '../../support/calendar-reader.ts';
import { vietnameseText } from '../../support/vietnamese-text.ts';

const round: TimedEvent = {
  uid: 'tim-hieu-2026/tuan-1@mau.example',
  from: Date.parse('2026-11-20T08:00:00+07:00'),
  until: Date.parse('2026-11-26T20:00:00+07:00'),
  summary: 'Tuần 1: Cuộc thi mẫu',
  description: '20 câu trong 20 phút.\nhttps://mau.example/cuoc-thi/',
  address: 'https://mau.example/cuoc-thi/',
  alarm: { at: Date.parse('2026-11-26T16:00:00+07:00'), words: 'Tuần 1 sắp đóng' },
};
const writtenAt = Date.parse('2026-11-01T00:00:00Z');

test('a calendar reads of an event what was written of it', () => {
  expect(read(writeCalendar([round], writtenAt))).toEqual({
    method: 'PUBLISH',
    version: '2.0',
    product: '-//tuyen-giao//VI',
    writtenAt: [writtenAt],
    events: [round],
  });
});

test('moments are written in UTC, which needs no time zone explained', () => {
  const text = writeCalendar([round], writtenAt);
  expect(text).toContain('\r\nDTSTART:20261120T010000Z\r\n');
  expect(text).toContain('\r\nDTEND:20261126T130000Z\r\n');
  expect(text).toContain('\r\nDTSTAMP:20261101T000000Z\r\n');
  expect(text).toContain('\r\nTRIGGER;VALUE=DATE-TIME:20261126T090000Z\r\n');
});

// Seen to fail with the end put on the day itself: calendars then show an event of no length.
test.each([
  ['2023-03-31', '20230331', '20230401'],
  ['2021-12-31', '20211231', '20220101'],
  ['2024-02-28', '20240228', '20240229'],
])('an event of %s is all of that day, in whatever time zone it is read', (day, start, end) => {
  const { from: _from, until: _until, alarm: _alarm, ...text } = round;
  const file = writeCalendar([{ ...text, day }], writtenAt);
  expect(file).toContain(`\r\nDTSTART;VALUE=DATE:${start}\r\nDTEND;VALUE=DATE:${end}\r\n`);
  expect(read(file).events).toEqual([{ ...text, day }]);
});

test('a calendar that is subscribed to has a name', () => {
  expect(read(writeCalendar([round], writtenAt, 'Các mốc – trang mẫu')).name).toBe('Các mốc – trang mẫu');
  expect(read(writeCalendar([round], writtenAt)).name).toBeUndefined();
});

test('an event may do without a reminder, and a file may hold several events, or none yet', () => {
  const { alarm: _, ...quiet } = round;
  const other = { ...quiet, uid: 'tim-hieu-2026/tuan-2@mau.example' };
  expect(read(writeCalendar([quiet, other], writtenAt)).events).toEqual([quiet, other]);
  expect(read(writeCalendar([], writtenAt)).events).toEqual([]);
});

test('what has no place in a calendar file is left out of it', () => {
  const [event] = read(writeCalendar([{ ...round, summary: 'Tuần\u0000 1\u001b\u007f' }], writtenAt)).events;
  expect(event?.summary).toBe('Tuần 1');
});

/** Text as organisers may write it: what separates values, several lines, pictures of several characters. */
const text = fc
  .array(fc.oneof(vietnameseText, fc.constantFrom(',', ';', '\\', '\n', ':', '"', '\\n', '🎉', '👩🏽‍🏫', ' ', '\t')), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.join(''));
const moment = fc.integer({ min: 0, max: Date.parse('2100-01-01') / 1000 }).map((seconds) => seconds * 1000);
const event: fc.Arbitrary<TimedEvent> = fc.record({
  uid: fc.uuid(),
  from: moment,
  until: moment,
  summary: text,
  description: text,
  address: fc.webUrl().map((url) => new URL(url).href),
  alarm: fc.record({ at: moment, words: text }),
});

// Seen to fail with nothing escaped, with only the first separator escaped, and with the line ends left as they are.
test('whatever the texts, a calendar reads them as they were', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 3 }), (events) => {
      expect(read(writeCalendar(events, writtenAt)).events).toEqual(events);
    }),
  );
});

// Seen to fail counting characters for octets, and forgetting the blank that a line goes on with.
test('no line is longer than 75 octets, every line ends alike, and no character is torn', () => {
  fc.assert(
    fc.property(event, (one) => {
      const file = writeCalendar([one], writtenAt);
      expect(file.endsWith('\r\n')).toBe(true);
      const lines = file.slice(0, -2).split('\r\n');
      for (const line of lines) {
        expect(line).not.toMatch(/[\r\n]/);
        const octets = new TextEncoder().encode(line);
        expect(octets.length).toBeLessThanOrEqual(75);
        expect(line.isWellFormed()).toBe(true);
      }
    }),
  );
});
