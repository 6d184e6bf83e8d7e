/** Results in bulk: finished attempts as submitting leaves them, and the boards rolled up from them. */
import type { Client } from 'pg';
import type { Call } from './calls.ts';
import { bigCommuneCode, contestSlug } from './contest-document.ts';
import { journey } from './member.ts';
import { addMembers, type Members } from './members.ts';

/** Real papers and answers that the bulk rows repeat. */
const sampleCount = 32;

/** Columns of an attempt that differ from result to result; all others are a sample's. `p` is the participant. */
const drawn: Record<string, string> = {
  participant_id: 'd.participant_id',
  id: 'gen_random_uuid()',
  ordinal: '1',
  started_at: "d.finished_at - d.duration_ms * interval '1 millisecond'",
  expires_at: "d.finished_at + interval '1 minute'",
  finished_at: 'd.finished_at',
  duration_ms: 'd.duration_ms',
  correct: 'd.correct',
  score: '(d.correct * (select sum(w) from unnest(s.weights) as w) / cardinality(s.weights))::int',
};

/** Has a few members take the round for real, for {@link addResults} to repeat what they leave. */
export async function takeSamples(owner: Client, call: Call): Promise<void> {
  const { tickets, firstId, lastId } = await addMembers(owner, sampleCount);
  for (const ticket of tickets) await journey(call, ticket);
  await owner.query(`
    create table public.samples as
    select row_number() over () - 1 as number, a.* from contest.attempts as a
    where a.participant_id between ${firstId} and ${lastId}`);
  await rollUp(owner);
}

/**
 * Adds members with one result each: a tenth of them in one commune, the others anywhere. Three in ten have full marks,
 * the rest lean towards them; they took 1 to 20 minutes, some time in the last ten weeks.
 */
export async function addResults(owner: Client, count: number): Promise<string[]> {
  const inBigCommune = Math.ceil(count / 10);
  const there = await addMembers(owner, inBigCommune, bigCommuneCode());
  const elsewhere = await addMembers(owner, count - inBigCommune);
  for (const members of [there, elsewhere]) await addAttempts(owner, members);
  return [...there.tickets, ...elsewhere.tickets];
}

async function addAttempts(owner: Client, { firstId, lastId }: Members): Promise<void> {
  const { rows } = await owner.query<{ column: string }>(
    `select column_name as column from information_schema.columns
     where table_schema = 'contest' and table_name = 'attempts' and is_generated = 'NEVER'`,
  );
  const columns = rows.map(({ column }) => column);
  await owner.query(`
    with d as materialized (
      select
        id as participant_id,
        case when random() < 0.3 then 20 else 19 - floor(19 * random() ^ 2)::int end as correct,
        60000 + floor(random() * 1140000)::int as duration_ms,
        date_trunc('milliseconds', clock_timestamp() - random() * interval '70 days') as finished_at
      from generate_series(${firstId}, ${lastId}) as id
    ), added as (
      insert into contest.attempts (${columns.join(', ')})
      select ${columns.map((column) => drawn[column] ?? `s.${column}`).join(', ')}
      from d join public.samples as s on s.number = d.participant_id % ${sampleCount}
      returning participant_id, round_id
    )
    insert into contest.finished (participant_id, round_id) select participant_id, round_id from added`);
}

/** Results on the board of the bench's round. */
export async function resultCount(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from contest.standings where board_id = $1',
    [await roundBoard(owner)],
  );
  return rows[0]?.count ?? 0;
}

/** Ticks until nothing waits. @returns how long that took in ms, and how many ticks. */
export async function rollUp(owner: Client): Promise<{ ms: number; ticks: number }> {
  const startedAt = performance.now();
  for (let ticks = 1; ; ticks += 1) {
    await owner.query('select contest.tick()');
    const ms = performance.now() - startedAt;
    const { rowCount } = await owner.query('select from contest.finished limit 1');
    if (rowCount === 0) return { ms, ticks };
  }
}

/** The board of the bench's round, as the owner sees it. */
export async function roundBoard(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(
    `select b.id from contest.boards as b join contest.contests as c on c.id = b.contest_id
     where c.slug = $1 and b.round_id is not null`,
    [contestSlug],
  );
  return rows[0]?.id ?? Number.NaN;
}
