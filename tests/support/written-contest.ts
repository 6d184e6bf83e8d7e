/** Contests as content/contests/<year>/contest.yaml holds them, for what is derived from the content. */
import { Contest, type Round } from '../../src/schemas/contest.ts';

const sampleRound = {
  title: 'Tuần 1',
  slug: 'tuan-1',
  opens_at: { day: -3, at: '08:00' },
  closes_at: { day: 3, at: '20:00' },
  time_limit_minutes: 20,
  max_attempts: 2,
  shuffle_options: true,
  prediction: 'participants_total',
  score_shown: 'after_submit',
  review: 'after_round',
  blueprint: [
    { topic: 'muc-tieu', difficulty: 'easy', count: 12, weight: 4 },
    { topic: 'muc-tieu', difficulty: 'hard', count: 8, weight: 6 },
  ],
};
const contest = {
  slug: 'tim-hieu-2026',
  year: 2026,
  title: 'Cuộc thi mẫu',
  summary: 'Cuộc thi mẫu.',
  topics: [{ id: 'muc-tieu', title: 'Mục tiêu' }],
  min_participants: 3,
  consent: { version: 'v1', text: 'Đồng ý.' },
};
const realRound = {
  ...sampleRound,
  opens_at: '2026-11-20T08:00:00+07:00',
  closes_at: '2026-11-26T20:00:00+07:00',
};

/** A sample of one round, whose days move with the clock. */
export const sampleContest = Contest.parse({ ...contest, sample: true, rounds: [sampleRound] });

/** A contest of two rounds with fixed moments. */
export const realContest = Contest.parse({
  ...contest,
  sample: false,
  rounds: [realRound, { ...realRound, slug: 'tuan-2', title: 'Tuần 2' }],
});

/** The two rounds of the real contest, changed one by one. */
export const withRounds = (...changes: Partial<Round>[]): Contest => ({
  ...realContest,
  rounds: changes.map((change, place) => ({
    ...(realContest.rounds[0] as Round),
    slug: `tuan-${place + 1}`,
    title: `Tuần ${place + 1}`,
    ...change,
  })),
});
