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
  const rounds = contest.rounds.flatMap(({ title, opens_at, closes_at }) =>
    typeof opens_at === 'string' && typeof closes_at === 'string' ? [{ title, opens_at, closes_at }] : [],
  );
  const [first] = rounds;
  if (contest.sample || !first || rounds.length < contest.rounds.length) return undefined;
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
