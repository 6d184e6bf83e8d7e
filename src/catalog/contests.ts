import type { Contest } from '../schemas/contest.ts';

/** The contest of the latest year. */
export function latestContest(contests: Contest[]): Contest | undefined {
  return [...contests].sort((a, b) => b.year - a.year)[0];
}

/** What a mock round is made after: how many questions the first round asks, in how many minutes. */
export function mockRound({ rounds }: Pick<Contest, 'rounds'>): { questions: number; minutes: number } {
  const [first] = rounds;
  return {
    questions: first?.blueprint.reduce((sum, { count }) => sum + count, 0) ?? 0,
    minutes: first?.time_limit_minutes ?? 0,
  };
}

/** The days a contest runs from and to, in Viet Nam time; none for a sample, whose days move with the clock. */
export function contestDays({ rounds }: Pick<Contest, 'rounds'>): { from: string; to: string } | undefined {
  const moments = rounds.flatMap(({ opens_at, closes_at }) => [opens_at, closes_at]);
  const days = moments
    .filter((moment) => typeof moment === 'string')
    .map(vietnamDay)
    .sort();
  const [from] = days;
  const to = days.at(-1);
  return from === undefined || to === undefined || days.length < moments.length ? undefined : { from, to };
}

/** `yyyy-mm-dd` in Viet Nam, which keeps one offset all year. */
const vietnamDay = (moment: string) => new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().slice(0, 10);
