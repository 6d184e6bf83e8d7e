import { describe, expect, test } from 'vitest';
import { fixedRounds } from '../../../src/catalog/contests.ts';
import { calendarAddress, roundCalendar, type CalendarRound } from '../../../src/contest/round-calendar.ts';
import { readCalendar } from '../../support/calendar-reader.ts';
import { realContest } from '../../support/written-contest.ts';

const page = 'https://mau.example/cuoc-thi/';
const contest = { slug: 'tim-hieu-2026', year: 2026, title: 'Cuộc thi mẫu', server_now: '2026-11-21T00:00:00.000Z' };
const round: CalendarRound = {
  slug: 'tuan-1',
  title: 'Tuần 1',
  opens_at: '2026-11-20T01:00:00.000Z',
  closes_at: '2026-11-26T13:00:00.000Z',
  question_count: 20,
  time_limit_ms: 1_200_000,
  max_attempts: 2,
};

function read(text: string) {
  const { events, writtenAt } = readCalendar(text);
  const [event] = events;
  if (!event) throw new Error('no event');
  return { ...event, writtenAt: writtenAt[0] };
}
const written = (changes: Partial<CalendarRound> = {}, writtenAt = 0) =>
  read(roundCalendar(contest, { ...round, ...changes }, page, writtenAt));

describe('the calendar entry of a round', () => {
  test('says what, when and by which rules, and reminds while an evening is left', () => {
    expect(written()).toMatchObject({
      from: Date.parse(round.opens_at),
      until: Date.parse(round.closes_at),
      address: page,
      summary: 'Tuần 1: Cuộc thi mẫu',
      description: `20 câu trong 20 phút, tối đa 2 lượt, lấy lượt tốt nhất.\n${page}`,
      alarm: { at: Date.parse('2026-11-26T09:00:00Z'), words: 'Tuần 1 sắp đóng: Cuộc thi mẫu' },
    });
  });

  test('of a round shorter than that reminds when it opens', () => {
    expect(written({ closes_at: '2026-11-20T02:00:00.000Z' }).alarm?.at).toBe(Date.parse(round.opens_at));
  });

  test('keeps its name when the round is moved, and no other round has it', () => {
    expect(written({ title: 'Đợt một', closes_at: '2026-11-27T13:00:00.000Z' }).uid).toBe(written().uid);
    expect(written({ slug: 'tuan-2' }).uid).not.toBe(written().uid);
    expect(read(roundCalendar(contest, round, 'https://tinh-khac.example/cuoc-thi/', 0)).uid).not.toBe(written().uid);
  });
});

describe('a link to the calendar', () => {
  const built = { 'tuan-1': { opens_at: '2026-11-20T08:00:00+07:00', closes_at: '2026-11-26T20:00:00+07:00' } };

  test('leads to the site’s own file while its times are the server’s, however they are written', () => {
    expect(calendarAddress(contest, round, built, page)).toBe('/cuoc-thi/2026/tuan-1.ics');
  });

  test.each([
    ['the organisers have moved the close', { ...round, closes_at: '2026-11-27T13:00:00.000Z' }, built],
    ['the organisers have moved the opening', { ...round, opens_at: '2026-11-20T02:00:00.000Z' }, built],
    ['the site was built without one', round, {}],
  ])('holds the entry itself, with the server’s times, where %s', (_, moved, files) => {
    const address = calendarAddress(contest, moved, files, page);
    const [type, text = ''] = address.split(/,(.*)/s);
    expect(type).toBe('data:text/calendar;charset=utf-8');
    expect(read(decodeURIComponent(text))).toMatchObject({
      from: Date.parse(moved.opens_at),
      until: Date.parse(moved.closes_at),
      writtenAt: Date.parse(contest.server_now),
    });
  });

  test('both are the same entry to a calendar', () => {
    const [fixed] = fixedRounds(realContest);
    if (!fixed) throw new Error('no round');
    expect(read(roundCalendar(realContest, fixed, page, 0)).uid).toBe(
      read(roundCalendar(realContest, { ...fixed, opens_at: round.opens_at }, page, 0)).uid,
    );
  });
});
