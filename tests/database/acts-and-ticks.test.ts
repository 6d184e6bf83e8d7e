/** Acts of organisers that tick meets half-way: on a real server, in sessions of their own. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenAttempt } from '../../src/contest/contract.ts';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers } from '../support/members.ts';
import { addOrganisers, askAs, organisers } from '../support/organisers.ts';
import { expectBoardsToEqualARecount } from '../support/recount.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';
const limit = 600_000;
const grace = 10_000;
const settle = 5_000;
const reason = 'vì thế';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

const tick = (session: Session = database) => session.sql('select contest.tick()');
const start = (ticket: string) => database.ask('start_attempt', { ticket, round });
const submitOf = (ticket: string, attempt: OpenAttempt) =>
  ({ ticket, attempt: attempt.id, answers: rightAnswers(attempt), revision: 9 }) as const;
const idOf = async (ticket: string) => {
  const [person] = await database.sql<{ id: number }>(
    'select id::int from contest.participants where ticket_hash = contest.hash_ticket($1)',
    [ticket],
  );
  return person?.id ?? 0;
};

/** Opens a transaction as the admin, in which organisers' functions may be called and kept uncommitted. */
async function beginAsAdmin(session: Session): Promise<void> {
  await session.sql('begin');
  await session.sql(`select set_config('request.method', 'POST', true), set_config('request.jwt.claims', $1, true)`, [
    JSON.stringify({ role: 'authenticated', email: organisers.admin.email }),
  ]);
}

/** Waits until a call is done or stands before somebody's lock. */
async function settledOrWaiting(call: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  call.then(done, done);
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  do await new Promise((resolve) => setTimeout(resolve, 10));
  while (!isDone && (await database.sql(waiting)).length === 0);
}

// Seen to fail with the rounds of finished attempts alone in contest.queue_results.
describeOnServers('a result that tick takes up while an organiser’s act is not yet committed', () => {
  /** What organisers do to a participant, each as SQL within a transaction of theirs. */
  const acts: [name: string, sql: string][] = [
    ['a disqualification', `select contest.organiser_disqualify($1, 'vì')`],
    [
      'a move to another unit',
      `select contest.organiser_correct_participant($1, null, null, 'xa-b', null, null, 'vì')`,
    ],
  ];

  test.each(acts)('ends on the boards as %s has it', async (_, sql) => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const [acting, submitting, ticking] = (await database.sessions(3)) as [Session, Session, Session];
    await beginAsAdmin(acting);
    await acting.sql(sql, [await idOf(ticket)]);
    const submitted = submitting.call('submit_attempt', submitOf(ticket, attempt));
    await settledOrWaiting(submitted);
    const ticked = tick(ticking);
    await settledOrWaiting(ticked);
    await acting.sql('commit');
    await Promise.all([submitted, ticked]);
    await tick();
    await expectBoardsToEqualARecount(database);
  });

  test('ends on the boards as the undoing of a disqualification has it', async () => {
    const ticket = await join(database);
    await start(ticket);
    const { act } = await askAs(database, 'admin', 'organiser_disqualify', {
      participant: await idOf(ticket),
      reason,
    });
    const [acting, ticking] = (await database.sessions(2)) as [Session, Session];
    await beginAsAdmin(acting);
    await acting.sql(`select contest.organiser_undo($1, 'vì')`, [act]);
    await database.passTime(limit + grace + settle + 1);
    const ticked = tick(ticking);
    await settledOrWaiting(ticked);
    await acting.sql('commit');
    await ticked;
    await tick();
    await expectBoardsToEqualARecount(database);
    expect((await database.ask('leaderboard', { contest, round })).total).toBe(1);
  });
});
