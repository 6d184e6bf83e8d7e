/** Calls of different functions that meet on one participant or one attempt: on a real server, in sessions of their own. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenAttempt } from '../../src/contest/contract.ts';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { heldUpOrSettled } from '../support/locks.ts';
import { join, registration, rightAnswers } from '../support/members.ts';
import { addOrganisers, askAs, organisers } from '../support/organisers.ts';
import { expectBoardsToEqualARecount } from '../support/recount.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';
const limit = 600_000;
const grace = 10_000;
const settle = 5_000;
const minute = 60_000;
const reason = 'vì thế';
const closed = { status: 409, refusal: 'attempt_closed' };

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
const mine = async (ticket: string) => (await database.ask('me', { ticket })).attempts;
const queued = async () => (await database.sql('select from contest.finished')).length;
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

describeOnServers('a submit that meets the tick that closes its attempt', () => {
  // Seen to fail with two guards gone at once, either of which is enough: `skip locked` in contest.expire_attempts, and
  // `a.finished_at is null and a.revision = held.revision` in contest.submit_attempt.
  test('and was there first, counts, however late it is committed', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const [submitting, ticking] = (await database.sessions(2)) as [Session, Session];
    await database.passTime(limit + grace);
    await submitting.sql('begin');
    await submitting.sql('select api.submit_attempt($1, $2, $3)', [
      ticket,
      attempt.id,
      JSON.stringify(rightAnswers(attempt)),
    ]);
    await database.passTime(settle + minute);
    const ticked = tick(ticking);
    await heldUpOrSettled({ call: ticked, of: ticking }, submitting);
    await submitting.sql('commit');
    await ticked;
    await tick();
    expect(await mine(ticket)).toMatchObject([{ state: 'submitted', correct: 4, duration_ms: limit }]);
    await expectBoardsToEqualARecount(database);
  });

  // Seen to fail without `a.finished_at is null` in contest.submit_attempt: the submit marked what tick had closed.
  test('and comes second, is told that the attempt is closed, and what was saved counts', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const submit = submitOf(ticket, attempt);
    await database.ask('save_answers', { ...submit, answers: rightAnswers(attempt, 2), revision: 1 });
    const [submitting, ticking] = (await database.sessions(2)) as [Session, Session];
    await database.passTime(limit + grace + settle + 1);
    await ticking.sql('begin');
    await tick(ticking);
    // The submit has read the clock before all this, and takes the attempt for open.
    await database.passTime(-settle - 1);
    const answer = submitting.call('submit_attempt', submit);
    await heldUpOrSettled({ call: answer, of: submitting }, ticking);
    await ticking.sql('commit');
    expect(await answer).toEqual(closed);
    expect(await mine(ticket)).toMatchObject([{ state: 'expired', correct: 2, duration_ms: limit }]);
    await tick();
    await expectBoardsToEqualARecount(database);
  });
});

describeOnServers('a submit that meets a newer save', () => {
  // Seen to fail without `a.revision = held.revision` in contest.submit_attempt: the older answers were counted.
  test('counts what the newer save holds', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const [saving, submitting] = (await database.sessions(2)) as [Session, Session];
    await saving.sql('begin');
    await saving.sql('select api.save_answers($1, $2, 5, $3)', [
      ticket,
      attempt.id,
      JSON.stringify(rightAnswers(attempt, 3)),
    ]);
    const older = { ticket, attempt: attempt.id, answers: rightAnswers(attempt, 1), revision: 4 };
    const submit = submitting.call('submit_attempt', older);
    await heldUpOrSettled({ call: submit, of: submitting }, saving);
    await saving.sql('commit');
    expect(await submit).toMatchObject({ status: 200, value: { correct: 3 } });
    expect(await mine(ticket)).toMatchObject([{ state: 'submitted', correct: 3 }]);
  });
});

describeOnServers('a submit that meets forget_me', () => {
  // Seen to fail without the delete from contest.participant_phones, and with the ticket's hash kept, in contest.forget.
  test('counts or finds the ticket unknown, and leaves nothing of the person', async () => {
    const sessions = await database.sessions(4);
    for (let turn = 0; turn < 10; turn += 1) {
      const person = registration({ full_name: 'Nguyễn Kín Đáo' });
      const { ticket } = await database.ask('register', person);
      const submit = submitOf(ticket, await start(ticket));
      const answers = await Promise.all(
        sessions.map((session, index) =>
          index === turn % 4 ? session.call('forget_me', { ticket }) : session.call('submit_attempt', submit),
        ),
      );
      const unknown = { status: 401, refusal: 'ticket_unknown' };
      for (const answer of answers) if (answer.status !== 200) expect(answer).toEqual(unknown);
      expect(answers[turn % 4]?.status).toBe(200);
      expect(await database.call('submit_attempt', submit)).toEqual(unknown);
    }
    await database.passTime(limit + grace + settle + 1);
    await tick();
    await expectBoardsToEqualARecount(database);
    const board = await database.ask('leaderboard', { contest, round });
    expect(board.rows.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, () => ''));
    expect(await database.sql('select from contest.participant_phones')).toEqual([]);
    expect(
      await database.sql('select from contest.participants where full_name is not null or ticket_hash is not null'),
    ).toEqual([]);
  });

  // Seen to fail without the insert into contest.finished of contest.expire_attempts.
  test('and is under way when it commits, is finished once and for nobody', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const [submitting, forgetting] = (await database.sessions(2)) as [Session, Session];
    await submitting.sql('begin');
    await submitting.sql(`select api.submit_attempt($1, $2, '{}')`, [ticket, attempt.id]);
    const forgotten = forgetting.call('forget_me', { ticket });
    await heldUpOrSettled({ call: forgotten, of: forgetting }, submitting);
    await submitting.sql('commit');
    expect((await forgotten).status).toBe(200);
    expect(await queued()).toBe(1);
    await tick();
    await expectBoardsToEqualARecount(database);
    expect((await database.ask('leaderboard', { contest, round })).rows).toMatchObject([{ rank: 1, name: '' }]);
  });
});

describeOnServers('a submit that meets a disqualification', () => {
  const boardsWithoutThem = async () => {
    await tick();
    await expectBoardsToEqualARecount(database);
    expect((await database.ask('leaderboard', { contest, round })).total).toBe(0);
  };

  // Seen to fail without `p.status = 'active'` in contest.round_standings.
  test('and is under way when that commits, is told its receipt and does not count', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    const [submitting, acting] = (await database.sessions(2)) as [Session, Session];
    await submitting.sql('begin');
    await submitting.sql(`select api.submit_attempt($1, $2, '{}')`, [ticket, attempt.id]);
    const acted = askAs(acting, 'admin', 'organiser_disqualify', { participant: await idOf(ticket), reason });
    await heldUpOrSettled({ call: acted, of: acting }, submitting);
    await submitting.sql('commit');
    await acted;
    expect(await mine(ticket)).toMatchObject([{ state: 'void', receipt: expect.any(String) as string }]);
    await boardsWithoutThem();
  });

  // Seen to fail without `p.status = 'active'` in contest.round_standings.
  test('at once, is refused or does not count', async () => {
    const [submitting, acting] = (await database.sessions(2)) as [Session, Session];
    for (let turn = 0; turn < 10; turn += 1) {
      const ticket = await join(database);
      const submit = submitOf(ticket, await start(ticket));
      const participant = await idOf(ticket);
      const [answer] = await Promise.all([
        submitting.call('submit_attempt', submit),
        askAs(acting, 'admin', 'organiser_disqualify', { participant, reason }),
      ]);
      if (answer.status !== 200) expect(answer).toEqual({ status: 409, refusal: 'disqualified' });
    }
    await boardsWithoutThem();
  });
});

describeOnServers('registrations of one phone', () => {
  // Seen to fail without the unique (contest_id, phone_mac) of contest.participants, without `on conflict do nothing` of
  // contest.register, and with a ticket derived from the phone alone.
  test('by two requests at once: one of the two has the ticket, the other is told that the phone is taken', async () => {
    const sessions = await database.sessions(12);
    for (let turn = 0; turn < 10; turn += 1) {
      const person = registration();
      const requests = [crypto.randomUUID(), crypto.randomUUID()] as const;
      const answers = await Promise.all(
        sessions.map((session, index) =>
          session.call(
            'register',
            { ...person, full_name: ['Nguyễn Một', 'Nguyễn Hai'][index % 2] as string, request: requests[index % 2] },
            // From addresses of their own, else they would queue up where tries of one address are counted.
            { headers: { 'x-forwarded-for': `203.0.113.${index}` } },
          ),
        ),
      );
      const taken = answers.filter(({ status }) => status === 200);
      const winner = answers.findIndex(({ status }) => status === 200) % 2;
      expect(new Set(taken.map(({ value }) => JSON.stringify(value))).size).toBe(1);
      for (const [index, answer] of answers.entries()) {
        if (index % 2 === winner) expect(answer.status).toBe(200);
        else expect(answer).toEqual({ status: 409, refusal: 'phone_already_registered' });
      }
    }
    expect(await database.sql('select from contest.participants')).toHaveLength(10);
    expect(await database.sql('select from contest.participant_phones')).toHaveLength(10);
  });
});

describeOnServers('extra time that meets a start', () => {
  const extra = 5 * minute;

  // Seen to fail without contest.extending_lock in contest.start_attempt, and in contest.organiser_extend.
  test('reaches the attempt that is under way when it is given', async () => {
    for (const [index, scope] of (['all', 'unit', 'participant'] as const).entries()) {
      const ticket = await join(database);
      const [starting, granting] = (await database.sessions(2)) as [Session, Session];
      const id = { all: undefined, unit: 'xa-a', participant: String(await idOf(ticket)) }[scope];
      await starting.sql('begin');
      await starting.sql('select api.start_attempt($1, $2)', [ticket, round]);
      const granted = askAs(granting, 'admin', 'organiser_extend', { round, scope, id, ms: extra, reason });
      await heldUpOrSettled({ call: granted, of: granting }, starting);
      await starting.sql('commit');
      await granted;
      const { started_at, expires_at } = await start(ticket);
      // What was granted to everybody, and to the unit, before.
      expect(Date.parse(expires_at) - Date.parse(started_at), scope).toBe(limit + extra * (index + 1));
    }
  });

  // Seen to fail without contest.extending_lock in contest.start_attempt, and in contest.organiser_extend.
  test('given first but committed last, reaches the attempt too', async () => {
    const ticket = await join(database);
    const [granting, starting] = (await database.sessions(2)) as [Session, Session];
    await beginAsAdmin(granting);
    await granting.sql(`select contest.organiser_extend($1, 'all', null, $2, $3)`, [round, extra, reason]);
    const started = starting.call('start_attempt', { ticket, round });
    await heldUpOrSettled({ call: started, of: starting }, granting);
    await granting.sql('commit');
    expect((await started).status).toBe(200);
    const { started_at, expires_at } = await start(ticket);
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBe(limit + extra);
  });
});

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
    await heldUpOrSettled({ call: submitted, of: submitting }, acting);
    const ticked = tick(ticking);
    await heldUpOrSettled({ call: ticked, of: ticking }, acting);
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
    await heldUpOrSettled({ call: ticked, of: ticking }, acting);
    await acting.sql('commit');
    await ticked;
    await tick();
    await expectBoardsToEqualARecount(database);
    expect((await database.ask('leaderboard', { contest, round })).total).toBe(1);
  });
});
