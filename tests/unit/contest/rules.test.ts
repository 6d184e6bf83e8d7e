import { describe, expect, test } from 'vitest';
import { rankingRule } from '../../../src/contest/ranking-rule.ts';
import { roundSentence } from '../../../src/contest/round-sentence.ts';
import { ruleGroups } from '../../../src/contest/rules.ts';
import type { Contest } from '../../../src/schemas/contest.ts';
import { realContest, withRounds } from '../../support/written-contest.ts';

/** The lines under one heading. */
const under = (title: string, contest: Contest) =>
  ruleGroups(contest).find((group) => group.title === title)?.lines ?? [];
const all = (contest: Contest) => ruleGroups(contest).flatMap(({ lines }) => lines);

describe('places', () => {
  test('of a round that asks for a prediction go by points, then the prediction, then time taken, then who was first', () => {
    expect(rankingRule({ prediction: 'participants_total' })).toMatch(
      /^Điểm cao hơn.*dự đoán gần đúng hơn.*khi công bố.*không dự đoán thì xếp sau.*thời gian làm bài ngắn hơn.*nộp sớm hơn\.$/,
    );
  });

  test('of a round that asks for none say nothing of predictions', () => {
    expect(rankingRule({ prediction: 'none' })).not.toContain('dự đoán');
    expect(rankingRule({ prediction: 'none' })).toMatch(/^Điểm cao hơn.*thời gian làm bài ngắn hơn.*nộp sớm hơn\.$/);
  });

  test('of the whole contest are told where several rounds count', () => {
    const total = /^Cả cuộc thi: cộng điểm.*tổng thời gian/;
    expect(under('Xếp hạng', realContest).join('\n')).toMatch(new RegExp(total, 'm'));
    expect(all(withRounds({})).join('\n')).not.toMatch(new RegExp(total, 'm'));
    expect(all(withRounds({}, { ranked: false })).join('\n')).not.toMatch(new RegExp(total, 'm'));
  });
});

describe('what differs from round to round', () => {
  test('is said once where it holds for every round', () => {
    expect(under('Làm bài và chấm điểm', realContest)[0]).toBe(
      'Mỗi đợt: 20 câu, tối đa 96 điểm, làm trong 20 phút, tối đa 2 lượt, lấy lượt tốt nhất. Bằng điểm thì lượt làm nhanh hơn là lượt tốt nhất.',
    );
  });

  test('is said of each by name where it does not, and without names where there is only one', () => {
    const contest = withRounds({ prediction: 'none' }, {}, { prediction: 'none' });
    const rules = under('Xếp hạng', contest);
    expect(rules[0]).toMatch(/^Tuần 1, Tuần 3: điểm cao hơn/);
    expect(rules[1]).toMatch(/^Tuần 2: điểm cao hơn.*dự đoán/);
    expect(under('Xếp hạng', withRounds({}))[0]).toMatch(/^Điểm cao hơn/);
  });

  test('a prediction is explained where one is asked for, and nowhere else', () => {
    expect(all(withRounds({}, { prediction: 'none' }))).toContain('Tuần 1: câu dự đoán: bao nhiêu người dự thi.');
    expect(all(withRounds({ prediction: 'none' })).join('\n')).not.toMatch(/dự đoán/i);
  });

  test('a round for trying out is said to be one', () => {
    const rules = under('Xếp hạng', withRounds({ ranked: false, title: 'Thi thử' }, {}));
    expect(rules).toContain('Thi thử: đợt thi thử, không vào bảng xếp hạng nào.');
    expect(rules.join('\n')).not.toMatch(/Thi thử: điểm cao hơn/);
  });

  test('boards that stand still say for how long', () => {
    expect(under('Xếp hạng', withRounds({}, { freeze_minutes: 60 }))).toContain(
      'Tuần 2: bảng xếp hạng đứng yên trong 60 phút cuối, đến khi không còn ai làm bài.',
    );
    expect(all(realContest).join('\n')).not.toContain('đứng yên');
  });

  test('when points and right answers are told is said of every round', () => {
    const contest = withRounds(
      {},
      { score_shown: 'after_round', review: 'never' },
      { ranked: false, review: 'after_submit' },
    );
    expect(under('Xem điểm và đáp án', contest)).toEqual([
      'Tuần 1: điểm hiện ngay khi nộp bài; đáp án xem được khi đợt thi đã đóng và không còn ai làm bài.',
      'Tuần 2: điểm hiện khi đợt thi đã đóng và không còn ai làm bài; không có phần xem lại đáp án.',
      'Tuần 3: điểm hiện ngay khi nộp bài; đáp án xem được ngay khi nộp bài.',
    ]);
  });
});

test('the mean of a small unit is said not to be ranked, from how many people on it is', () => {
  expect(all(realContest).join('\n')).toContain('đơn vị có từ 3 người dự thi trở lên');
  expect(all({ ...realContest, min_participants: 1 }).join('\n')).not.toContain('người dự thi trở lên');
});

test('who counts as under 16 goes by the year of the contest', () => {
  expect(all(realContest).join('\n')).toContain('Người sinh từ năm 2010 trở lại đây cần cha, mẹ hoặc người giám hộ');
  expect(all(realContest).join('\n')).toContain('Người sinh từ năm 2010 trở lại đây chỉ hiện chữ cái đầu');
});

test('what the organisers add stands last, and there is no heading where they add nothing', () => {
  expect(ruleGroups({ ...realContest, rules: ['Thi nghiêm túc.'] }).at(-1)).toEqual({
    title: 'Quy định thêm của ban tổ chức',
    lines: ['Thi nghiêm túc.'],
  });
  expect(ruleGroups(realContest).map(({ title }) => title)).not.toContain('Quy định thêm của ban tổ chức');
});

test.each([
  [
    { question_count: 20, time_limit_ms: 1_200_000, max_attempts: 2 },
    '20 câu trong 20 phút, tối đa 2 lượt, lấy lượt tốt nhất.',
  ],
  [{ question_count: 5, time_limit_ms: 90_000, max_attempts: 1 }, '5 câu trong 1 phút 30 giây, mỗi người một lượt.'],
])('a round in one sentence: %o', (round, sentence) => {
  expect(roundSentence(round)).toBe(sentence);
});
