/** What reading the boards costs at one size, beside a plain window query over the same rows. */
import type { Client } from 'pg';
import type { Call } from './calls.ts';
import { bigCommuneCode, contestSlug, provinceCode, roundSlug } from './contest-document.ts';
import { repeat } from './load.ts';
import { addResults, rollUp, roundBoard } from './results.ts';
import { medians, type Measured } from './statistics.ts';

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
const metrics = ['participation_rate', 'participants', 'mean_score', 'full_marks'];
/** Calls of each read, taken turn about in some rounds: the medians over them pass over a busy moment of the machine. */
const rounds = 5;
const callsPerRound = 120;

/** @param tickets of members with a result. @param seconds after which a slow read is repeated no more. */
export async function measureBoards(
  owner: Client,
  call: Call,
  tickets: readonly string[],
  seconds: number,
): Promise<BoardCosts> {
  const [size, unitSize] = [await totalOf(call), await totalOf(call, bigCommuneCode())];
  const steps = { ...readingSteps(call, tickets, size, unitSize), ...(await windowSteps(owner, size)) };
  const found = new Map<Read, Measured[]>(reads.map((read) => [read, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [read, measured] of found)
      measured.push(await repeat(callsPerRound, seconds / rounds, (turn) => steps[read](round * callsPerRound + turn)));
  return {
    size,
    unitSize,
    reads: Object.fromEntries([...found].map(([read, measured]) => [read, medians(measured)])) as BoardCosts['reads'],
    tick: await measureTick(owner),
  };
}

type ReadStep = (turn: number) => Promise<unknown>;
type WindowRead = 'window_rank' | 'window_page';

function pageOf(call: Call, after: number, unit?: string): Promise<string> {
  return call('leaderboard', { contest: contestSlug, round: roundSlug, after, size: pageSize, ...(unit && { unit }) });
}

async function totalOf(call: Call, unit?: string): Promise<number> {
  return (JSON.parse(await pageOf(call, 0, unit)) as { total: number }).total;
}

function readingSteps(
  call: Call,
  tickets: readonly string[],
  size: number,
  unitSize: number,
): Record<Exclude<Read, WindowRead>, ReadStep> {
  const unit = bigCommuneCode();
  const somebody = () => tickets[Math.floor(Math.random() * tickets.length)] ?? '';
  const middle = (total: number, turn: number) => Math.floor(total / 2) + (turn % 100);
  const last = (total: number) => Math.max(0, total - pageSize);
  return {
    own_rank: () => call('standing', { ticket: somebody(), round: roundSlug }),
    first_page: () => pageOf(call, 0),
    middle_page: (turn) => pageOf(call, middle(size, turn)),
    last_page: () => pageOf(call, last(size)),
    unit_first_page: () => pageOf(call, 0, unit),
    unit_middle_page: (turn) => pageOf(call, middle(unitSize, turn), unit),
    unit_last_page: () => pageOf(call, last(unitSize), unit),
    units: (turn) =>
      call('unit_leaderboard', {
        contest: contestSlug,
        round: roundSlug,
        parent: provinceCode,
        metric: metrics[turn % metrics.length],
        after: turn % 2 === 0 ? 0 : 300,
        size: pageSize,
      }),
  };
}

/** The second yardstick: what one would write without thinking about size. */
async function windowSteps(owner: Client, size: number): Promise<Record<WindowRead, ReadStep>> {
  const board = await roundBoard(owner);
  const ranked = `
    select s.participant_id, s.score, s.duration_ms, s.finished_at,
      rank() over (order by s.score desc, s.duration_ms, s.finished_at, s.tie_break) as rank
    from contest.standings as s where s.board_id = ${board}`;
  const { rows } = await owner.query<{ id: string }>(
    `select participant_id as id from contest.standings where board_id = ${board} order by random() limit 100`,
  );
  return {
    window_rank: (turn) =>
      owner.query({
        name: 'window_rank',
        text: `select rank from (${ranked}) as r where participant_id = $1`,
        values: [rows[turn % rows.length]?.id],
      }),
    window_page: (turn) =>
      owner.query({
        name: 'window_page',
        text: `select * from (${ranked}) as r where rank > $1 order by rank limit ${pageSize}`,
        values: [Math.floor(size / 2) + (turn % 100)],
      }),
  };
}

/** The median of three: whether a tick comes right after a checkpoint, and so logs whole pages, is luck. */
async function measureTick(owner: Client): Promise<BoardCosts['tick']> {
  const rollUps: BoardCosts['tick'][] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await addResults(owner, freshCount);
    rollUps.push(await rollUp(owner));
  }
  return rollUps.sort((a, b) => a.ms - b.ms)[1] as BoardCosts['tick'];
}
