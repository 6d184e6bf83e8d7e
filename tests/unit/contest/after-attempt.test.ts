import { describe, expect, test } from 'vitest';
import { attemptsLeft, nextSteps } from '../../../src/contest/island/after-attempt.ts';

const round = {
  slug: 'tuan-1',
  state: 'open',
  closes_at: '2026-11-22T16:00:00.000Z',
  max_attempts: 2,
  score_shown: 'after_submit',
  review: 'after_round',
  prediction: 'none',
  ranked: true,
} as const;

describe('attempts that are left', () => {
  const own = (id: string, of = 'tuan-1') => ({ id, round: of });

  // Seen to fail with the attempt just ended not counted: its record comes a moment later.
  test('count the one that has just ended, whether or not the server has told of it, and once', () => {
    expect(attemptsLeft(round, [], 'a')).toBe(1);
    expect(attemptsLeft(round, [own('a')], 'a')).toBe(1);
    expect(attemptsLeft(round, [own('a')], 'b')).toBe(0);
    expect(attemptsLeft(round, [own('a'), own('b'), own('c')], 'c')).toBe(0);
  });

  test('are those of the round, and of no round that is over', () => {
    expect(attemptsLeft(round, [own('a', 'tuan-2'), own('b', 'tuan-2')], 'c')).toBe(1);
    for (const state of ['closed', 'published', 'upcoming'] as const)
      expect(attemptsLeft({ ...round, state }, [], 'a')).toBeUndefined();
  });
});

describe('what comes next', () => {
  const close = 'Đợt thi đóng lúc 23:00 ngày 22/11/2026';
  const review = 'Ít phút sau, khi không còn ai làm bài: bạn xem lại được bài, đáp án và lời giải thích.';
  const ranks = 'Ban tổ chức rà soát rồi công bố kết quả. Thứ hạng lúc ấy mới là chính thức';
  const certificate = 'Sau khi công bố: giấy chứng nhận của bạn hiện ở trang của tôi.';

  test.each([
    [{}, [`${close}.`, review, `${ranks}.`, certificate]],
    [{ score_shown: 'after_round' }, [`${close}, và điểm của bạn hiện ở đây.`, review, `${ranks}.`, certificate]],
    [{ review: 'never' }, [`${close}.`, `${ranks}.`, certificate]],
    [{ prediction: 'participants_total' }, [`${close}.`, review, `${ranks}, tính cả số dự đoán.`, certificate]],
    [{ review: 'after_submit', ranked: false }, [`${close}.`]],
    [{ state: 'closed' }, [`${ranks}.`, certificate]],
    [{ state: 'closed', ranked: false }, []],
    [{ state: 'published' }, ['Kết quả đã công bố. Giấy chứng nhận của bạn ở trang của tôi.']],
  ] as const)('in a round with %o', (rules, steps) => {
    expect(nextSteps({ ...round, ...rules })).toEqual(steps);
  });
});
