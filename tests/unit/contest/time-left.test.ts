import '../../support/random-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostUrgentFirst, nextChange, timeLeftChangesIn, timeLeftText } from '../../../src/contest/time-left.ts';

const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

describe('time left is told as coarsely as people plan', () => {
  test.each([
    [3 * days + 4 * hours + 59 * minutes, '3 ngày 4 giờ'],
    [3 * days, '3 ngày'],
    [1 * days, '1 ngày'],
    [1 * days - 1 * seconds, '23 giờ 59 phút'],
    [5 * hours, '5 giờ'],
    [1 * hours, '1 giờ'],
    [1 * hours - 1 * seconds, '59 phút'],
    [1 * minutes, '1 phút'],
    [1 * minutes - 1 * seconds, '59 giây'],
    [1, '1 giây'],
    [0, '0 giây'],
    [-5 * hours, '0 giây'],
  ])('%d ms: %s', (ms, text) => {
    expect(timeLeftText(ms)).toBe(text);
  });
});

// Seen to fail looking again every second.
test('the words change when it was said they would, and not before', () => {
  const ms = fc.oneof(fc.integer({ min: 1, max: 90 * seconds }), fc.integer({ min: 1, max: 60 * days }));
  fc.assert(
    fc.property(ms, fc.double({ min: 0, max: 0.999, noNaN: true }), (left, share) => {
      const pause = timeLeftChangesIn(left);
      expect(pause).toBeGreaterThan(0);
      expect(pause).toBeLessThanOrEqual(1 * hours + 1 * seconds);
      expect(timeLeftText(left - pause)).not.toBe(timeLeftText(left));
      expect(timeLeftText(left - Math.floor(pause * share))).toBe(timeLeftText(left));
    }),
  );
});

const round = (state: 'upcoming' | 'open' | 'closed' | 'published', opens_at: string, closes_at: string) => ({
  state,
  opens_at: `2026-11-${opens_at}T00:00:00.000Z`,
  closes_at: `2026-11-${closes_at}T00:00:00.000Z`,
});

test('the next change of a contest is the first opening or close that is still to come', () => {
  const past = round('closed', '01', '05');
  const open = round('open', '06', '12');
  const next = round('upcoming', '10', '20');
  expect(nextChange([past, open, next])).toBe(Date.parse(next.opens_at));
  expect(nextChange([past, open])).toBe(Date.parse(open.closes_at));
  expect(nextChange([past, round('published', '01', '30')])).toBeUndefined();
});

test('rounds stand in the order of what can be done, those alike in the order they follow each other', () => {
  const rounds = (['published', 'closed', 'closed', 'open', 'upcoming', 'upcoming'] as const).map((state, ordinal) => ({
    state,
    ordinal,
  }));
  expect(mostUrgentFirst(rounds).map(({ ordinal }) => ordinal)).toEqual([3, 4, 5, 1, 2, 0]);
});
