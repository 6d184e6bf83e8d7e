/** The canonical text of a published round, byte for byte: whoever downloads it can hold it against the published hash. */
import type { APIRoute } from 'astro';
import { canonicalTextOf, contests, publishedRounds } from '../../../../catalog/entries.ts';
import type { Contest } from '../../../../schemas/contest.ts';

export const getStaticPaths = () =>
  contests.flatMap((contest) =>
    publishedRounds(contest).map((round) => ({ params: { year: String(contest.year), round }, props: { contest } })),
  );

export const GET: APIRoute<{ contest: Contest }> = async ({ params, props }) =>
  new Response(await canonicalTextOf(props.contest, params['round'] ?? ''), {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
