/** A published round made up for tests: its canonical text as the database writes it, and what was published beside it. */
import fc from 'fast-check';
import { sha256, type CanonicalText, type RankedAttempt } from '../../src/schemas/canonical-text.ts';
import type { RoundResult } from '../../src/schemas/results.ts';

const tab = (...fields: (string | number | null)[]) => `${fields.map((field) => field ?? '').join('\t')}\n`;

/** The text of a round, by the words of supabase/migrations ("publication"). */
export const writeText = ({ contest, round, figure, attempts }: CanonicalText): string =>
  tab(contest, round, figure, attempts.length) +
  attempts
    .map((of) => tab(of.rank, of.attempt, of.unit, of.score, of.correct, of.distance, of.duration_ms, of.finished_at))
    .join('');

/** Puts attempts in their final order, by the words of contest.md: one criterion after the other. */
export function rank(attempts: Omit<RankedAttempt, 'rank'>[], figure: number | null): RankedAttempt[] {
  const keys = (of: Omit<RankedAttempt, 'rank'>) => [
    String(1e9 - of.score).padStart(12, '0'),
    figure === null ? '' : String(of.distance ?? 1e11).padStart(12, '0'),
    String(of.duration_ms).padStart(12, '0'),
    of.finished_at,
    of.attempt,
  ];
  const text = (of: Omit<RankedAttempt, 'rank'>) => keys(of).join(' ');
  return attempts
    .toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
    .map((attempt, index) => ({ rank: index + 1, ...attempt }));
}

/** Any round the rules could publish; few values, so that there are ties on every criterion. */
export const anyRound: fc.Arbitrary<CanonicalText> = fc
  .record({
    figure: fc.option(fc.nat(1000), { nil: null }),
    attempts: fc.uniqueArray(
      fc.record({
        attempt: fc.uuid(),
        unit: fc.constantFrom('xa-a', 'xa-b-chi-bo-1', 'Đơn vị cũ 3'),
        score: fc.nat(3),
        correct: fc.nat(20),
        distance: fc.option(fc.nat(3), { nil: null }),
        duration_ms: fc.nat(2),
        finished_at: fc.constantFrom('2026-11-18T10:00:00.000Z', '2026-11-18T10:00:00.001Z'),
      }),
      { selector: ({ attempt }) => attempt, maxLength: 30 },
    ),
  })
  .map(({ figure, attempts }) => ({
    contest: 'cuoc-thi-2026',
    round: 'tuan-1',
    figure,
    attempts: rank(
      attempts.map((of) => ({ ...of, distance: figure === null ? null : of.distance })),
      figure,
    ),
  }));

const place = (first: string, unit: string, score: number, distance: number | null) => ({
  attempt: `${first.repeat(8)}-0000-4000-8000-000000000000`,
  unit,
  score,
  correct: score,
  distance,
  duration_ms: 60_000,
  finished_at: '2026-11-18T10:00:00.000Z',
});

/** Three people, of two units. */
export const sampleRound: CanonicalText = {
  contest: 'cuoc-thi-2026',
  round: 'tuan-1',
  figure: 3,
  attempts: rank([place('a', 'chi-bo-1', 2, 5), place('b', 'chi-bo-1', 2, null), place('c', 'phuong-mot', 1, 0)], 3),
};

/** What is published beside a text. */
export function publishedWith(text: string, { contest, round, figure, attempts }: CanonicalText): RoundResult {
  const paths: Record<string, string[]> = {};
  for (const { unit } of attempts) paths[unit] = ['Tỉnh mẫu', unit];
  const row = {
    rank: 1,
    code: 'tinh-mau',
    name: 'Tỉnh mẫu',
    participants: attempts.length,
    headcount: 5000,
    participation_rate: 0.01,
    attempts: attempts.length,
    mean_score: 1.5,
    full_marks: 1,
    below_minimum: false,
  };
  return {
    contest,
    round,
    published_at: '2026-11-19T01:00:00.000Z',
    figure,
    lines: attempts.length,
    hash: sha256(text),
    unit_boards: [
      { path: [], rows: [row], total: 1 },
      { path: ['Tỉnh mẫu'], rows: [{ ...row, code: 'phuong-mot', name: 'Phường Một' }], total: 1 },
    ],
    units: paths,
  };
}
