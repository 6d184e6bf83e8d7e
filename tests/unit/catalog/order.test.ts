import { describe, expect, test } from 'vitest';
import { contestDays, contestEvent, latestContest } from '../../../src/catalog/contests.ts';
import { inOrder, withNeighbours } from '../../../src/catalog/reading-order.ts';
import { latestTheme, themeYears } from '../../../src/catalog/themes.ts';
import type { Contest } from '../../../src/schemas/contest.ts';

const entry = (id: string, order: number) => ({ id, data: { order } });

describe('a series', () => {
  const series = inOrder([entry('c', 3), entry('a', 1), entry('b', 2)]);
  test('follows the numbers editors gave, as numbers', () => {
    expect(inOrder([entry('x', 10), entry('y', 9)]).map(({ id }) => id)).toEqual(['y', 'x']);
  });
  test('is the same at every build when two entries share a number', () => {
    expect(inOrder([entry('b', 1), entry('a', 1)]).map(({ id }) => id)).toEqual(['a', 'b']);
  });
  test('has a neighbour on each side, none beyond its ends', () => {
    const [a, b, c] = [entry('a', 1), entry('b', 2), entry('c', 3)];
    expect(withNeighbours(series)).toEqual([
      { entry: a, previous: undefined, next: b },
      { entry: b, previous: a, next: c },
      { entry: c, previous: b, next: undefined },
    ]);
    expect(withNeighbours([])).toEqual([]);
  });
});

describe('the latest theme', () => {
  const theme = (id: string, year: number, scope: 'year' | 'whole-term' = 'year') => ({ id, data: { year, scope } });
  test('is that of the latest year', () => {
    expect(latestTheme([theme('2021', 2021), theme('2023', 2023), theme('2022', 2022)])?.id).toBe('2023');
  });
  test('is the yearly theme where a whole-term theme began the same year', () => {
    expect(latestTheme([theme('term', 2021, 'whole-term'), theme('year', 2021)])?.id).toBe('year');
  });
  test('is none where there are no themes', () => {
    expect(latestTheme([])).toBeUndefined();
  });
});

describe('the years of themes', () => {
  const theme = (id: string, year: number, scope: 'year' | 'whole-term', also_of_year = false) => ({
    id,
    data: { year, scope, also_of_year },
  });
  const told = (themes: ReturnType<typeof theme>[], until: number) =>
    themeYears(themes, until).map(({ year, theme: own }) => [year, own?.id]);

  // Seen to fail with the years of the themes alone: a year without material was not told of.
  test('run from the first theme to the year told, those without a theme among them', () => {
    expect(told([theme('b', 2023, 'year'), theme('a', 2021, 'year')], 2024)).toEqual([
      [2024, undefined],
      [2023, 'b'],
      [2022, undefined],
      [2021, 'a'],
    ]);
  });
  test('count a whole-term theme only where it was the year’s, too', () => {
    expect(told([theme('term', 2021, 'whole-term')], 2021)).toEqual([[2021, undefined]]);
    expect(told([theme('term', 2021, 'whole-term', true)], 2021)).toEqual([[2021, 'term']]);
  });
  test('go on to a theme already written for a coming year, and begin nowhere without themes', () => {
    expect(told([theme('next', 2027, 'year')], 2026)).toEqual([
      [2027, 'next'],
      [2026, undefined],
    ]);
    expect(told([], 2026)).toEqual([[2026, undefined]]);
  });
});

describe('the contest', () => {
  test('of the latest year is the one shown', () => {
    const contests = [2025, 2026, 2024].map((year) => ({ year }) as Contest);
    expect(latestContest(contests)?.year).toBe(2026);
  });
  const round = (opens_at: unknown, closes_at: unknown) =>
    ({ opens_at, closes_at, blueprint: [] as unknown }) as Contest['rounds'][number];
  test('runs from its first opening to its last closing, by the calendar of Viet Nam', () => {
    const rounds = [
      round('2026-11-20T08:00:00+07:00', '2026-11-27T23:59:00+07:00'),
      round('2026-11-30T17:30:00Z', '2026-12-05T18:00:00Z'),
    ];
    expect(contestDays({ rounds })).toEqual({ from: '2026-11-20', to: '2026-12-06' });
  });
  test('has no days while they are counted from the day the sample starts', () => {
    expect(contestDays({ rounds: [round({ day: 0, at: '08:00' }, { day: 1, at: '08:00' })] })).toBeUndefined();
  });

  const site = { office: 'Ban Tuyên giáo mẫu', url: 'https://example.com' };
  const address = 'https://example.com/cuoc-thi/';
  const contest = {
    title: 'Cuộc thi',
    summary: 'Tìm hiểu.',
    sample: false,
    rounds: [
      { ...round('2026-12-01T08:00:00+07:00', '2026-12-05T20:00:00+07:00'), title: 'Tuần 2' },
      { ...round('2026-11-20T08:00:00+07:00', '2026-11-27T23:59:00+07:00'), title: 'Tuần 1' },
    ],
  } as Contest;
  test('is an online event from its first opening to its last closing, and so is each round', () => {
    expect(contestEvent(contest, site, address)).toMatchObject({
      '@type': 'Event',
      startDate: '2026-11-20T08:00:00+07:00',
      endDate: '2026-12-05T20:00:00+07:00',
      location: { url: address },
      organizer: { name: site.office },
      subEvent: [
        { name: 'Cuộc thi: Tuần 2', startDate: '2026-12-01T08:00:00+07:00', endDate: '2026-12-05T20:00:00+07:00' },
        { name: 'Cuộc thi: Tuần 1' },
      ],
    });
  });
  test('is no event while it is a sample', () => {
    expect(contestEvent({ ...contest, sample: true }, site, address)).toBeUndefined();
  });
});
