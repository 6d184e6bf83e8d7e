/** A round for one's calendar, of contests whose moments are fixed. */
import type { APIRoute, GetStaticPaths, InferGetStaticPropsType } from 'astro';
import { calendarType } from '../../../calendar/icalendar.ts';
import { fixedRounds } from '../../../catalog/contests.ts';
import { contests } from '../../../catalog/entries.ts';
import { site as siteFacts } from '../../../catalog/site.ts';
import { roundCalendar } from '../../../contest/round-calendar.ts';

export const getStaticPaths = (() =>
  contests.flatMap((contest) =>
    fixedRounds(contest).map((round) => ({
      params: { year: String(contest.year), round: round.slug },
      props: { contest, round },
    })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { contest, round }, site }) => {
  const address = new URL('/cuoc-thi/', site ?? siteFacts.url).href;
  return new Response(roundCalendar(contest, round, address, Date.now()), {
    headers: { 'content-type': calendarType },
  });
};
