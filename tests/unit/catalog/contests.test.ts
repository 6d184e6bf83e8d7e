import { expect, test } from 'vitest';
import { fixedRounds, vietnamTime } from '../../../src/catalog/contests.ts';
import { realContest, sampleContest } from '../../support/written-contest.ts';

test('a sample contest has no fixed rounds, a real one has all of its own', () => {
  expect(fixedRounds(sampleContest)).toEqual([]);
  expect(fixedRounds(realContest)).toMatchObject([
    { slug: 'tuan-1', question_count: 20, time_limit_ms: 1_200_000, max_attempts: 2 },
    { slug: 'tuan-2' },
  ]);
});

// Seen to fail with the digits of the text taken as they stand: the page told rounds seven hours early.
test.each(['2026-11-20T20:30:00+07:00', '2026-11-20T13:30:00.000Z'])(
  '%s is half past eight in the evening',
  (moment) => {
    expect(vietnamTime(moment)).toEqual({ day: '2026-11-20', time: '20:30' });
  },
);

test('the day is the one in Viet Nam', () => {
  expect(vietnamTime('2026-11-20T17:00:00Z')).toEqual({ day: '2026-11-21', time: '00:00' });
});
