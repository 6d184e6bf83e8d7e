import type { Contest } from '../schemas/contest.ts';
import type { Site } from '../schemas/site.ts';

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

/** A round whose moments are fixed, told as the database tells it. */
export interface FixedRound {
  slug: string;
  title: string;
  opens_at: string;
  closes_at: string;
  question_count: number;
  time_limit_ms: number;
  max_attempts: number;
}

/** The rounds that will open and close when the content says; none of a sample's, whose days move with the clock. */
export function fixedRounds({ sample, rounds }: Pick<Contest, 'sample' | 'rounds'>): FixedRound[] {
  if (sample) return [];
  return rounds.flatMap(({ slug, title, opens_at, closes_at, blueprint, time_limit_minutes, max_attempts }) =>
    typeof opens_at === 'string' && typeof closes_at === 'string'
      ? [
          {
            slug,
            title,
            opens_at,
            closes_at,
            question_count: blueprint.reduce((sum, { count }) => sum + count, 0),
            time_limit_ms: time_limit_minutes * 60_000,
            max_attempts,
          },
        ]
      : [],
  );
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

/**
 * A moment on a clock in Viet Nam, which keeps one offset all year. How the moment is written says nothing of it: what
 * stands in a file as `08:00+07:00` may come out of it as `01:00Z`.
 */
export function vietnamTime(moment: string): { day: string; time: string } {
  const [day = '', time = ''] = new Date(Date.parse(moment) + 7 * 3_600_000).toISOString().split('T');
  return { day, time: time.slice(0, 5) };
}

/** `yyyy-mm-dd` */
const vietnamDay = (moment: string) => vietnamTime(moment).day;

/**
 * A contest as search engines and calendars of events read it (schema.org Event, one sub-event per round). None for a
 * sample, which is nobody's to attend.
 * @param address of the contest's page.
 */
export function contestEvent(
  contest: Contest,
  site: Pick<Site, 'office' | 'url'>,
  address: string,
): object | undefined {
  const rounds = fixedRounds(contest);
  if (rounds.length === 0 || rounds.length < contest.rounds.length) return undefined;
  const byTime = (a: string, b: string) => Date.parse(a) - Date.parse(b);
  const online = {
    eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
    location: { '@type': 'VirtualLocation', url: address },
    isAccessibleForFree: true,
  };
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: contest.title,
    description: contest.summary,
    url: address,
    inLanguage: 'vi',
    organizer: { '@type': 'Organization', name: site.office, url: site.url },
    startDate: rounds.map(({ opens_at }) => opens_at).sort(byTime)[0],
    endDate: rounds
      .map(({ closes_at }) => closes_at)
      .sort(byTime)
      .at(-1),
    ...online,
    subEvent: rounds.map(({ title, opens_at, closes_at }) => ({
      '@type': 'Event',
      name: `${contest.title}: ${title}`,
      startDate: opens_at,
      endDate: closes_at,
      ...online,
    })),
  };
}
