import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { untilHeldUp } from '../support/locks.ts';
import { join, registration, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, finishJob } from '../support/organisers.ts';
import { expectBoardsToEqualARecount } from '../support/recount.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';
const day = 86_400_000;

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

/** Gives the job kind "report" a slice of the test's own. */
const sliceIs = (body: string) =>
  database.sql(`
    create or replace function contest.report_slice(job contest.jobs) returns contest.jobs
    language plpgsql volatile set search_path = '' as $$ begin ${body} return job; end $$`);
const start = () => askAs(database, 'editor', 'organiser_report', { contest });
const stateOf = async (job: { job: string }) => (await askAs(database, 'editor', 'organiser_job', job)).state;
const total = async () => (await database.ask('leaderboard', { contest, round })).total;
const take = async () => takeRound(database, await join(database), 3);

describe('the background work', () => {
  test('is all done by contest.tick() called bare: boards, overdue attempts and jobs', async () => {
    await take();
    await database.ask('start_attempt', { ticket: await join(database), round });
    await database.passTime(700_000);
    const job = await start();
    expect(await database.sql('select contest.tick() as tick')).toMatchObject([
      { tick: { ran: true, expired: 1, placed: 2 } },
    ]);
    expect(await total()).toBe(2);
    expect(await stateOf(job)).toBe('done');
  });

  // Seen to fail with contest.tick(false) working on jobs, and with contest.work() rolling results up.
  test('can be done apart: tick(false) leaves the jobs, work() the boards', async () => {
    await sliceIs(`job.state := 'done';`);
    await take();
    const job = await start();
    await database.sql('select contest.tick(false)');
    expect(await stateOf(job)).toBe('queued');
    expect(await total()).toBe(1);
    await take();
    expect(await database.sql('select contest.work() as work')).toEqual([{ work: { ran: true, slices: 1 } }]);
    expect(await stateOf(job)).toBe('done');
    expect(await total()).toBe(1);
  });

  // Seen to fail without contest.forget_old_jobs in contest.work(), and without its condition on acts.
  test('removes jobs that ended more than ninety days ago, but not what a remedy still needs', async () => {
    const ended = await start();
    await finishJob(database, 'editor', ended);
    const [question] = await database.sql<{ id: number }>('select id from contest.questions order by id limit 1');
    const remedy = () =>
      askAs(database, 'admin', 'organiser_void_question', {
        question: question?.id ?? 0,
        remedy: 'void',
        reason: 'Đáp án in sai',
        dry_run: false,
      });
    const carriedOut = await remedy();
    await finishJob(database, 'admin', carriedOut);
    const failed = await remedy();
    await database.sql(`update contest.jobs set state = 'failed', finished_at = contest.clock() where id = $1`, [
      failed.job,
    ]);
    await database.passTime(90 * day);
    await database.sql('select contest.work()');
    expect(await database.sql('select from contest.jobs')).toHaveLength(3);
    const waiting = await start();
    await database.passTime(1);
    await database.sql('select contest.work()');
    const left = await database.sql<{ id: string }>('select id from contest.jobs order by ordinal');
    expect(left.map(({ id }) => id)).toEqual([failed.job, waiting.job]);
    expect(await database.sql('select job_id from contest.acts order by id')).toEqual([
      { job_id: null },
      { job_id: failed.job },
    ]);
  });

  /** So many people with an attempt each, all of them overdue. */
  async function leaveOverdue(people: number) {
    await database.ask('start_attempt', { ticket: await join(database), round });
    const others = await database.sql<{ ids: number[] }>(
      `with others as (
        insert into contest.participants 
          (contest_id, unit_id, ticket_hash, phone_mac, full_name, birth_year, audience, consent_version, guardian_consent, registered_at)
        select
          p.contest_id, p.unit_id, sha256(n::text::bytea), sha256(n::text::bytea), p.full_name, p.birth_year, p.audience,
          p.consent_version, p.guardian_consent, p.registered_at
        from contest.participants as p, generate_series(2, $1) as n
        returning id)
      select array_agg(id) as ids from others`,
      [people],
    );
    await database.sql(
      `insert into contest.attempts
       select (jsonb_populate_record(a, jsonb_build_object('participant_id', other, 'id', gen_random_uuid()))).*
       from contest.attempts as a, unnest($1::bigint[]) as other`,
      [others[0]?.ids],
    );
    await database.passTime(700_000);
  }

  // Seen to fail with one batch to a tick.
  test('closes all of seven hundred attempts that are due at once', async () => {
    await leaveOverdue(700);
    expect(await database.sql('select contest.tick() as tick')).toMatchObject([
      { tick: { expired: 700, placed: 700 } },
    ]);
    expect(await total()).toBe(700);
    await expectBoardsToEqualARecount(database);
  });

  // Seen to fail with as many batches to a tick as there are.
  test('closes ten batches in one tick, and the rest in the next', async () => {
    await database.sql(
      `create or replace function contest.expired_per_batch() returns int language sql immutable as 'select 7'`,
    );
    await leaveOverdue(100);
    const ticks = [];
    for (let count = 0; count < 3; count += 1)
      ticks.push(...(await database.sql<{ tick: object }>('select contest.tick() as tick')));
    expect(ticks).toMatchObject([
      { tick: { expired: 70, placed: 70 } },
      { tick: { expired: 30, placed: 30 } },
      { tick: { expired: 0, placed: 0 } },
    ]);
    expect(await total()).toBe(100);
    await expectBoardsToEqualARecount(database);
  });
});

describeOnServers('beside each other', () => {
  const gate = 4712;
  let holding: Session;
  let working: Session;
  let ticking: Session;
  beforeEach(async () => {
    [holding, working, ticking] = (await database.sessions(3)) as [Session, Session, Session];
    await holding.sql('select pg_advisory_lock($1)', [gate]);
  });

  const stopHere = `perform pg_advisory_xact_lock_shared(${gate});`;
  const goOn = () => holding.sql('select pg_advisory_unlock($1)', [gate]);
  /** A call that would rather fail than wait. */
  const inAHurry = (session: Session) => session.sql(`set lock_timeout = '300ms'`);

  // Seen to fail with work() under contest.tick_lock(): the tick does not run, and the boards stand still.
  test('a slow slice keeps no board waiting, and a killed one takes none of their work with it', async () => {
    await sliceIs(`${stopHere} job.state := 'done';`);
    await take();
    const job = await start();
    const running = working.sql('select contest.work()').then(
      () => 'done',
      () => 'killed',
    );
    await untilHeldUp({ call: running, of: working }, holding);
    await inAHurry(ticking);
    expect(await ticking.sql('select contest.tick(false) as tick')).toMatchObject([{ tick: { ran: true, placed: 1 } }]);
    expect(await total()).toBe(1);
    await database.sql('select pg_terminate_backend($1)', [working.pid]);
    expect(await running).toBe('killed');
    expect(await total()).toBe(1);
    await goOn();
    expect(await finishJob(database, 'editor', job)).toMatchObject({ state: 'done' });
  });

  // Seen to fail without contest.work_lock(): the second worker takes the job behind the first.
  test('of two workers the second leaves the work to the first, and a bare tick does all but the jobs', async () => {
    await sliceIs(`${stopHere} job.done := job.done + 1; job.state := 'done';`);
    await start();
    await start();
    await take();
    const running = working.sql<{ work: object }>('select contest.work() as work');
    await untilHeldUp({ call: running, of: working }, holding);
    await inAHurry(ticking);
    expect(await ticking.sql('select contest.work() as work')).toEqual([{ work: { ran: false } }]);
    expect(await ticking.sql('select contest.tick() as tick')).toMatchObject([{ tick: { ran: true, placed: 1 } }]);
    await goOn();
    expect(await running).toEqual([{ work: { ran: true, slices: 2 } }]);
    expect(await database.sql('select done from contest.jobs')).toEqual([{ done: 1 }, { done: 1 }]);
  });

  // Seen to fail with contest.tick() trying for contest.tick_lock(), as a slice that writes to the boards holds it.
  test('a tick waits for a slice that writes to the boards, and for no second one', async () => {
    await sliceIs(`
      perform pg_advisory_xact_lock(contest.tick_lock()); ${stopHere} job.state := 'done';`);
    await start();
    await take();
    const running = working.sql('select contest.work()');
    await untilHeldUp({ call: running, of: working }, holding);
    const ticked = ticking.sql('select contest.tick(false) as tick');
    await untilHeldUp({ call: ticked, of: ticking }, working, holding);
    await goOn();
    await running;
    expect(await ticked).toMatchObject([{ tick: { ran: true, placed: 1 } }]);
  });

  // Seen to fail with server_now read at the head of contest.tick().
  test('boards that are frozen while a tick waits do not move', async () => {
    await sliceIs(`
      perform pg_advisory_xact_lock(contest.tick_lock()); ${stopHere} job.state := 'done';`);
    await start();
    await take();
    const running = working.sql('select contest.work()');
    await untilHeldUp({ call: running, of: working }, holding);
    const ticked = ticking.sql('select contest.tick(false) as tick');
    await untilHeldUp({ call: ticked, of: ticking }, working, holding);
    await database.sql(`update contest.rounds set freeze_ms = 3600000 where slug = $1`, [round]);
    await database.setClock(new Date('2026-06-20T12:30:00.000Z'));
    await goOn();
    await running;
    expect(await ticked).toMatchObject([{ tick: { ran: true, placed: 0 } }]);
    expect(await total()).toBe(0);
  });

  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });
  async function registeredLongAgo() {
    await database.ask('register', registration(), from('203.0.113.7'));
    await database.passTime(3_600_001);
    expect(await database.sql('select from contest.tries')).toHaveLength(1);
  }

  // Seen to fail with the deletion of tries before the jobs: register waits for the slice.
  test('nobody who registers waits for a tick that works on a job', async () => {
    await registeredLongAgo();
    await sliceIs(`${stopHere} job.state := 'done';`);
    await start();
    const running = ticking.sql('select contest.tick()');
    await untilHeldUp({ call: running, of: ticking }, holding);
    await inAHurry(working);
    expect(await working.call('register', registration(), from('203.0.113.7'))).toMatchObject({ status: 200 });
    await goOn();
    await running;
  });

  // Seen to fail without `skip locked` in contest.forget_old_tries.
  test('nor does a tick wait for somebody who registers', async () => {
    await registeredLongAgo();
    await working.sql('begin');
    await working.sql('select count from contest.tries for update');
    await inAHurry(ticking);
    expect(await ticking.sql('select contest.tick() as tick')).toMatchObject([{ tick: { ran: true } }]);
    await working.sql('rollback');
    await goOn();
    await ticking.sql('select contest.tick()');
    expect(await database.sql('select from contest.tries')).toEqual([]);
  });
});
