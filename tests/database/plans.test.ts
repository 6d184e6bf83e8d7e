import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { join, takeRound } from '../support/members.ts';

const round = 'tuan-2';

/** Rows read by reading whole tables, so far, in the tables that grow with the contest. */
async function rowsScanned(session: Session): Promise<number> {
  await session.sql('select pg_stat_force_next_flush()');
  const [row] = await session.sql<{ rows: number }>(
    `select sum(seq_tup_read)::int as rows from pg_stat_all_tables
     where schemaname = 'contest' and relname in ('participants', 'attempts', 'standings')`,
  );
  return row?.rows ?? 0;
}

describeOnServers('a connection that has served while the contest was small', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database.close());

  // Checked by removing `set enable_seqscan = off` from contest.me: a plan is kept by its connection, and one made for an
  // empty table reads all of it for as long as nobody analyses it again. The other functions have it for the same reason;
  // here their statements are first planned under a caller that has it too.
  test('finds people, attempts and places by index when it has grown', async () => {
    await database.sql('analyze contest.participants, contest.attempts, contest.standings');
    const [session] = await database.sessions(1);
    if (!session) throw new Error('no session');
    const ticket = await join(database);
    const attempt = await session.ask('start_attempt', { ticket, round });
    const serve = async (revision: number) => {
      await session.ask('start_attempt', { ticket, round });
      await session.ask('save_answers', { ticket, attempt: attempt.id, revision, answers: {} });
      await session.ask('me', { ticket });
      await session.ask('standing', { ticket, round });
    };
    for (let revision = 1; revision <= 8; revision += 1) await serve(revision);

    await takeRound(database, await join(database), 1);
    await database.sql(`
      insert into contest.participants (contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience,
        consent_version, guardian_consent, registered_at)
      select p.contest_id, p.unit_id, sha256(n::text::bytea), sha256(n::text::bytea), p.full_name, p.birth_year, p.audience,
        p.consent_version, false, p.registered_at
      from contest.participants as p, generate_series(1, 3000) as n where p.id = (select min(id) from contest.participants)`);
    await database.sql(`
      insert into contest.attempts (participant_id, round_id, ordinal, started_at, expires_at, question_ids, option_orders,
        weights, right_choices, keys)
      select p.id, a.round_id, 1, a.started_at, a.expires_at, a.question_ids, a.option_orders, a.weights, a.right_choices,
        a.keys
      from contest.participants as p, contest.attempts as a
      where a.id = '${attempt.id}' and p.id not in (select participant_id from contest.attempts)`);
    const before = await rowsScanned(session);
    for (let revision = 9; revision <= 12; revision += 1) await serve(revision);
    expect((await rowsScanned(session)) - before).toBeLessThan(100);
  });
});
