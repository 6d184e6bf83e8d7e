/** A small contest for tests: three levels of units, twelve questions, a closed, an open and a coming round. */
import type { ContestDocument } from '../../supabase/seed/document.ts';

export type SampleContest = ContestDocument;

/** The text of every right option begins with this, so that a test can answer right without looking into the bank. */
export const rightMark = 'đúng';

export function sampleContest(): SampleContest {
  const round = (slug: string, ordinal: number, opens_at: string, closes_at: string) => ({
    slug,
    ordinal,
    title: `Tuần ${ordinal}`,
    opens_at,
    closes_at,
    time_limit_ms: 600_000,
    max_attempts: 2,
    shuffle_options: true,
    prediction: 'participants_total' as const,
    score_shown: 'after_submit' as const,
    review: 'after_round' as const,
    ranked: true,
    freeze_ms: 0,
    blueprint: [
      { topic: 'mot', difficulty: 'easy' as const, count: 2, weight: 10 },
      { topic: 'hai', difficulty: 'hard' as const, count: 2, weight: 15 },
    ],
  });
  const unit = (
    code: string,
    name: string,
    kind: 'province' | 'commune' | 'party-cell',
    parent: string | null,
    headcount: number | null,
  ) => ({
    code,
    name,
    kind,
    parent,
    headcount,
    includes_public: false,
  });
  return {
    slug: 'cuoc-thi',
    year: 2026,
    title: 'Cuộc thi',
    consent_version: 'v1',
    min_participants: 2,
    units: [
      // Children before their parents: rows may stand in any order.
      unit('xa-a-chi-bo-1', 'Chi bộ 1', 'party-cell', 'xa-a', 20),
      unit('xa-a-chi-bo-2', 'Chi bộ 2', 'party-cell', 'xa-a', 30),
      unit('xa-b-chi-bo-1', 'Chi bộ 1', 'party-cell', 'xa-b', null),
      unit('xa-a', 'Xã Đồng A', 'commune', 'tinh', null),
      unit('xa-b', 'Xã Đồng B', 'commune', 'tinh', 200),
      unit('tinh', 'Tỉnh', 'province', null, null),
    ].map((row, index) => ({ ...row, ordinal: index + 1 })),
    questions: [
      ...Array.from({ length: 6 }, (_, index) => question(`mot-${index}`, 'mot', 'easy', 1)),
      ...Array.from({ length: 6 }, (_, index) => question(`hai-${index}`, 'hai', 'hard', 2)),
    ],
    rounds: [
      round('tuan-1', 1, '2026-06-01T08:00:00+07:00', '2026-06-10T20:00:00+07:00'),
      round('tuan-2', 2, '2026-06-12T08:00:00+07:00', '2026-06-20T20:00:00+07:00'),
      round('tuan-3', 3, '2026-06-25T08:00:00+07:00', '2026-06-30T20:00:00+07:00'),
    ],
  };
}

function question(code: string, topic: string, difficulty: 'easy' | 'hard', right: number) {
  return {
    code,
    topic,
    difficulty,
    prompt: `Câu hỏi ${code}?`,
    options: Array.from({ length: 4 }, (_, index) => `${index < right ? rightMark : 'sai'} ${code} ${index}`),
    right_options: Array.from({ length: right }, (_, index) => index + 1),
    explanation: `Vì ${code}.`,
    source: `/nghi-quyet/trang/#${code}`,
  };
}
