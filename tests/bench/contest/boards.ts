/** What reading the boards costs at one size, beside a plain window query over the same rows. */
import type { Client } from 'pg';
import type { Call } from './calls.ts';
import { bigCommuneCode, contestSlug, provinceCode, roundSlug } from './contest-document.ts';
import { repeat } from './load.ts';
import { addResults, rollUp, roundBoard } from './results.ts';
import type { Measured } from './statistics.ts';

/** Every read that is measured, in the order of the table. */
export const reads = [
  'own_rank',
  'first_page',
  'middle_page',
  'last_page',
  'unit_first_page',
  'unit_middle_page',
  'unit_last_page',
  'units',
  'window_rank',
  'window_page',
] as const;
export type Read = (typeof reads)[number];

export interface BoardCosts {
  /** Results on the board. */
  size: number;
  /** Participants of the big commune. */
  unitSize: number;
  reads: Record<Read, Measured>;
  /** For {@link freshCount} results that came at once. */
  tick: { ms: number; ticks: number };
}

export const pageSize = 50;
export const freshCount = 10_000;
/** Enough for a 95th percentile that one slow call does not move. */
const calls = 500;
const metrics = ['participation_rate', 'participants', 'mean_score', 'full_marks'];

/** @param tickets of members with a result. @param seconds after which a slow read is repeated no more. */
export async function measureBoards(
  owner: Client,
  call: Call,
  tickets: readonly string[],
  seconds: number,
): Promise<BoardCosts> {
  const page = (after: number, unit?: string) =>
    call('leaderboard', { contest: contestSlug, round: roundSlug, after, size: pageSize, ...(unit && { unit }) });
  const totalOf = async (unit?: string) => ((await page(0, unit)) as { total: number }).total;
  const somebody = () => tickets[Math.floor(Math.random() * tickets.length)] ?? '';
  const measure = (step: (turn: number) => Promise<unknown>) => repeat(calls, seconds, step);

  const bigCommune = bigCommuneCode();
  const size = await totalOf();
  const unitSize = await totalOf(bigCommune);
  const middle = (total: number, turn: number) => Math.floor(total / 2) + (turn % 100);
  const last = (total: number) => Math.max(0, total - pageSize);
  return {
    size,
    unitSize,
    reads: {
      own_rank: await measure(() => call('standing', { ticket: somebody(), round: roundSlug })),
      first_page: await measure(() => page(0)),
      middle_page: await measure((turn) => page(middle(size, turn))),
      last_page: await measure(() => page(last(size))),
      unit_first_page: await measure(() => page(0, bigCommune)),
      unit_middle_page: await measure((turn) => page(middle(unitSize, turn), bigCommune)),
      unit_last_page: await measure(() => page(last(unitSize), bigCommune)),
      units: await measure((turn) =>
        call('unit_leaderboard', {
          contest: contestSlug,
          round: roundSlug,
          parent: provinceCode,
          metric: metrics[turn % metrics.length],
          after: turn % 2 === 0 ? 0 : 300,
          size: pageSize,
        }),
      ),
      ...(await measureWindows(owner, size, seconds)),
    },
    tick: await measureTick(owner),
  };
}

/** The second yardstick: what one would write without thinking about size. */
async function measureWindows(
  owner: Client,
  size: number,
  seconds: number,
): Promise<Record<'window_rank' | 'window_page', Measured>> {
  const board = await roundBoard(owner);
  const ranked = `
    select s.participant_id, s.score, s.duration_ms, s.finished_at,
      rank() over (order by s.score desc, s.duration_ms, s.finished_at, s.tie_break) as rank
    from contest.standings as s where s.board_id = ${board}`;
  const { rows } = await owner.query<{ id: string }>(
    `select participant_id as id from contest.standings where board_id = ${board} order by random() limit ${calls}`,
  );
  const measure = (step: (turn: number) => Promise<unknown>) => repeat(50, seconds, step);
  return {
    window_rank: await measure((turn) =>
      owner.query({
        name: 'window_rank',
        text: `select rank from (${ranked}) as r where participant_id = $1`,
        values: [rows[turn % rows.length]?.id],
      }),
    ),
    window_page: await measure((turn) =>
      owner.query({
        name: 'window_page',
        text: `select * from (${ranked}) as r where rank > $1 order by rank limit ${pageSize}`,
        values: [Math.floor(size / 2) + turn],
      }),
    ),
  };
}

async function measureTick(owner: Client): Promise<BoardCosts['tick']> {
  await addResults(owner, freshCount);
  return rollUp(owner);
}
