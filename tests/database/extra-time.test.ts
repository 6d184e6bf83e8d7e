import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrganiserArgs } from '../../src/contest/organiser-contract.ts';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { untilHeldUp } from '../support/locks.ts';
import { join, rightAnswers } from '../support/members.ts';
import { addOrganisers, askAs, callAs, finishJob, organisers, signedIn } from '../support/organisers.ts';

const round = 'tuan-2';
const closesAt = Date.parse('2026-06-20T13:00:00.000Z');
const [limit, grace, minute] = [600_000, 10_000, 60_000];
const reason = 'mất điện cả xã';
const refused = (status: number, refusal: string) => ({ status, refusal });

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

type Grant = Partial<OrganiserArgs<'organiser_extend'>>;
const grant = (changes: Grant): OrganiserArgs<'organiser_extend'> => ({
  round,
  scope: 'all',
  ms: 5 * minute,
  reason,
  ...changes,
});
const extend = (changes: Grant = {}) => askAs(database, 'admin', 'organiser_extend', grant(changes));
const tryToExtend = (changes: Grant = {}, as: Parameters<typeof callAs>[1] = 'admin') =>
  callAs(database, as, 'organiser_extend', grant(changes));
const start = (ticket: string) => database.ask('start_attempt', { ticket, round });
const expiry = async (ticket: string) =>
  Date.parse((await database.ask('me', { ticket })).open_attempt?.expires_at ?? '');
const newest = async () =>
  String((await database.sql<{ id: number }>('select max(id) as id from contest.participants'))[0]?.id);

describe('extra time', () => {
  test('lengthens open attempts at once, and the attempts of whoever starts later', async () => {
    const ticket = await join(database);
    const attempt = await start(ticket);
    expect(await extend()).toEqual({ attempts: 1, extra_ms: 5 * minute });
    expect(await expiry(ticket)).toBe(Date.parse(attempt.expires_at) + 5 * minute);

    const later = await join(database);
    const { started_at, expires_at } = await start(later);
    expect(Date.parse(expires_at) - Date.parse(started_at)).toBe(limit + 5 * minute);

    await database.passTime(limit + 5 * minute + grace);
    const answers = rightAnswers(attempt);
    expect((await database.call('submit_attempt', { ticket, attempt: attempt.id, answers })).status).toBe(200);
  });

  test('reaches whom it is for, and nobody else', async () => {
    const [own, sibling, child, stranger] = [
      await join(database, { unit: 'xa-a' }),
      await join(database, { unit: 'xa-b' }),
      await join(database, { unit: 'xa-b-chi-bo-1' }),
      await join(database, { unit: 'xa-a-chi-bo-1' }),
    ];
    const one = String((await database.sql<{ id: number }>('select min(id) as id from contest.participants'))[0]?.id);
    const base = Date.parse((await start(own)).expires_at);
    for (const ticket of [sibling, child, stranger]) await start(ticket);
    expect(await extend({ scope: 'unit', id: 'xa-b', ms: minute })).toEqual({ attempts: 2, extra_ms: minute });
    expect(await extend({ scope: 'participant', id: one, ms: 3 * minute })).toEqual({
      attempts: 1,
      extra_ms: 3 * minute,
    });
    expect(await Promise.all([own, sibling, child, stranger].map(expiry))).toEqual(
      [3 * minute, minute, minute, 0].map((ms) => base + ms),
    );
  });

  test('adds up, and the round is open until whoever has most of it is done', async () => {
    const settled = async () =>
      (
        await database.sql<{ settled: boolean }>(
          `select contest.is_settled(r, contest.clock()) as settled from contest.rounds as r where r.slug = $1`,
          [round],
        )
      )[0]?.settled;
    const ticket = await join(database, { unit: 'xa-b-chi-bo-1' });
    await extend({ ms: minute });
    await extend({ scope: 'unit', id: 'tinh', ms: 2 * minute });
    await extend({ scope: 'unit', id: 'xa-b', ms: 3 * minute });
    // Somebody in another branch has less than those of Xã B.
    expect(await extend({ scope: 'unit', id: 'xa-a', ms: minute })).toMatchObject({ extra_ms: 6 * minute });
    expect(await extend({ scope: 'participant', id: await newest(), ms: 4 * minute })).toMatchObject({
      extra_ms: 10 * minute,
    });

    await database.setClock(new Date(closesAt + 10 * minute - 1));
    expect(Date.parse((await start(ticket)).expires_at)).toBe(closesAt + 10 * minute);
    expect(await database.call('start_attempt', { ticket: await join(database, { unit: 'xa-a' }), round })).toEqual(
      refused(409, 'round_not_open'),
    );
    await database.setClock(new Date(closesAt + 10 * minute + grace));
    expect(await settled()).toBe(false);
    await database.passTime(1);
    expect(await settled()).toBe(true);
  });

  test('is the most anybody has also after somebody moved to a unit that was given some', async () => {
    await join(database, { unit: 'xa-a' });
    const participant = Number(await newest());
    await extend({ scope: 'participant', id: String(participant), ms: minute });
    expect(await extend({ scope: 'unit', id: 'xa-b', ms: 2 * minute })).toMatchObject({ extra_ms: 2 * minute });
    // Removed to see this fail: settle_extra_ms in contest.organiser_correct_participant.
    await askAs(database, 'admin', 'organiser_correct_participant', { participant, unit: 'xa-b', reason });
    expect(await database.sql('select extra_ms from contest.rounds where slug = $1', [round])).toEqual([
      { extra_ms: 3 * minute },
    ]);
  });

  /** Xã A, given 3 minutes, is put below Xã B, given 2. */
  const moveUnit = async (dry_run = false) => {
    const rows = [{ code: 'xa-a', name: 'Xã Đồng A', kind: 'commune', parent: 'xa-b' }];
    const ended = await finishJob(
      database,
      'editor',
      await askAs(database, 'editor', 'organiser_import_units', { contest: 'cuoc-thi', rows, dry_run }),
    );
    expect(ended).toMatchObject({ state: 'done', rejected: [] });
  };
  const mostExtra = () => database.sql('select extra_ms from contest.rounds where slug = $1', [round]);

  test('is the most anybody has also after a unit moved below one that was given some', async () => {
    const ticket = await join(database, { unit: 'xa-a-chi-bo-1' });
    await extend({ scope: 'unit', id: 'xa-a', ms: 3 * minute });
    await extend({ scope: 'unit', id: 'xa-b', ms: 2 * minute });
    await moveUnit(true);
    expect(await mostExtra()).toEqual([{ extra_ms: 3 * minute }]);
    // Removed to see this fail: settle_extra_ms in contest.settle_units.
    await moveUnit();
    expect(await mostExtra()).toEqual([{ extra_ms: 5 * minute }]);
    await database.setClock(new Date(closesAt + 5 * minute - 1));
    expect(Date.parse((await start(ticket)).expires_at)).toBe(closesAt + 5 * minute);
  });

  test('does not bring a round back that is over, whoever moves', async () => {
    const tickets = [await join(database, { unit: 'xa-a-chi-bo-1' }), await join(database, { unit: 'xa-a-chi-bo-2' })];
    const participant = Number(await newest());
    await extend({ scope: 'participant', id: String(participant), ms: 3 * minute });
    await extend({ scope: 'unit', id: 'xa-a', ms: minute });
    await extend({ scope: 'unit', id: 'xa-b', ms: 4 * minute });
    await database.setClock(new Date(closesAt + 4 * minute + grace + 1));
    // Removed to see this fail: the question of is_settled in contest.settle_extra_ms, then the cap in contest.extra_ms.
    await moveUnit();
    await askAs(database, 'admin', 'organiser_correct_participant', { participant, unit: 'xa-b-chi-bo-1', reason });
    expect(await mostExtra()).toEqual([{ extra_ms: 4 * minute }]);
    for (const ticket of tickets)
      expect(await database.call('start_attempt', { ticket, round })).toEqual(refused(409, 'round_not_open'));
  });

  test('given past the close lengthens what is still open, and revives nothing that was over', async () => {
    const [over, open] = [await join(database), await join(database)];
    await database.setClock(new Date(closesAt - limit));
    await database.sql(`update contest.rounds set time_limit_ms = 60000 where slug = $1`, [round]);
    await start(over);
    await database.sql(`update contest.rounds set time_limit_ms = 600000 where slug = $1`, [round]);
    await start(open);
    await database.setClock(new Date(closesAt + grace));
    // Removed to see this fail: "not contest.is_closed" in contest.extend_attempts.
    expect(await extend()).toMatchObject({ attempts: 1 });
    expect(await expiry(open)).toBe(closesAt + 5 * minute);
    expect((await database.ask('me', { ticket: over })).attempts).toMatchObject([{ state: 'expired' }]);
  });

  test('is not given in a round that is over or published', async () => {
    await database.setClock(new Date(closesAt + grace + 1));
    // Removed to see this fail: the refusal of round_settled; the round then opens again, its keys being shown.
    expect(await tryToExtend()).toEqual(refused(409, 'round_settled'));
    await database.setClock(new Date(closesAt - 1));
    await database.sql(`update contest.rounds set published_at = now() where slug = $1`, [round]);
    expect(await tryToExtend()).toEqual(refused(409, 'round_published'));
  });

  test('is from 1 ms to 4 hours, for somebody or some unit of this contest', async () => {
    for (const ms of [0, -1, 14_400_001]) expect(await tryToExtend({ ms })).toEqual(refused(422, 'invalid_extra_time'));
    expect((await tryToExtend({ ms: 14_400_000 })).status).toBe(200);
    expect(await tryToExtend({ scope: 'x' as never })).toEqual(refused(422, 'invalid_scope'));
    for (const id of ['99999999', 'x', '', '99999999999999999999', '1 or 1=1'])
      expect(await tryToExtend({ scope: 'participant', id })).toEqual(refused(404, 'participant_not_found'));
    expect(await tryToExtend({ scope: 'unit', id: 'khong-co' })).toEqual(refused(422, 'unit_unknown'));
    expect(await tryToExtend({ round: 'khong-co' })).toEqual(refused(404, 'round_not_found'));
  });

  test('is given by admins, with a reason, on the record', async () => {
    expect(await tryToExtend({ reason: ' ' })).toEqual(refused(422, 'reason_required'));
    for (const as of ['editor', 'unit'] as const)
      expect(await tryToExtend({}, as)).toEqual(refused(403, 'out_of_scope'));
    expect(await tryToExtend({}, signedIn('nguoi-la@example.com'))).toEqual(refused(403, 'not_an_organiser'));
    await expect(tryToExtend({}, { actor: 'anon' })).rejects.toThrow('permission denied');
    expect(await database.sql('select from contest.extra_times')).toEqual([]);
    await extend({ scope: 'unit', id: 'xa-a' });
    expect(await database.sql('select act, actor, details, reason from contest.audit')).toEqual([
      {
        act: 'extend',
        actor: organisers.admin.email,
        details: { contest: 'cuoc-thi', round, scope: 'unit', id: 'xa-a', ms: 5 * minute, attempts: 0 },
        reason,
      },
    ]);
  });
});

describeOnServers('extra time that meets a tick', () => {
  /** Somebody whose time is over but for the grace: extra time may still reach them, and tick not yet. */
  async function somebodyInGrace() {
    const ticket = await join(database);
    const attempt = await start(ticket);
    await database.passTime(limit + grace);
    return { ticket, attempt };
  }

  test('after it was given, is not overtaken by a tick that read the old deadline', async () => {
    const { ticket, attempt } = await somebodyInGrace();
    const [granting, ticking] = (await database.sessions(2)) as [Session, Session];
    await granting.sql('begin');
    await granting.sql(
      `select set_config('request.method', 'POST', true), set_config('request.jwt.claims', $1, true)`,
      [JSON.stringify({ role: 'authenticated', email: organisers.admin.email })],
    );
    await granting.sql(`select contest.organiser_extend($1, 'all', null, 300000, 'vì')`, [round]);
    await database.passTime(minute);
    expect(await ticking.sql('select contest.tick() as tick')).toMatchObject([{ tick: { expired: 0 } }]);
    await granting.sql('commit');
    await ticking.sql('select contest.tick()');
    expect((await database.call('submit_attempt', { ticket, attempt: attempt.id, answers: {} })).status).toBe(200);
  });

  test('after the tick, finds the attempt closed and leaves it so', async () => {
    const { ticket } = await somebodyInGrace();
    const [granting, ticking, watcher] = (await database.sessions(3)) as [Session, Session, Session];
    // The grant has read the clock in time, and then waits for the contest: so long that tick comes first.
    await watcher.sql('begin');
    await watcher.sql('select from contest.contests for update');
    const granted = callAs(granting, 'admin', 'organiser_extend', grant({}));
    await untilHeldUp({ call: granted, of: granting }, watcher);
    await database.passTime(minute);
    expect(await ticking.sql('select contest.tick() as tick')).toMatchObject([{ tick: { expired: 1 } }]);
    await watcher.sql('commit');
    expect((await granted).value).toMatchObject({ attempts: 0 });
    expect((await database.ask('me', { ticket })).attempts).toMatchObject([{ state: 'expired', duration_ms: limit }]);
  });

  test('judges by the clock after its wait: an attempt whose time ran out meanwhile stays closed', async () => {
    const { ticket } = await somebodyInGrace();
    const [granting, ticking, watcher] = (await database.sessions(3)) as [Session, Session, Session];
    await watcher.sql('begin');
    await watcher.sql('select from contest.contests for update');
    const granted = callAs(granting, 'admin', 'organiser_extend', grant({}));
    await untilHeldUp({ call: granted, of: granting }, watcher);
    await database.passTime(minute);
    await watcher.sql('commit');
    // Removed to see this fail: the second reading of the clock in contest.organiser_extend.
    expect((await granted).value).toMatchObject({ attempts: 0 });
    await ticking.sql('select contest.tick()');
    expect((await database.ask('me', { ticket })).attempts).toMatchObject([{ state: 'expired', duration_ms: limit }]);
  });
});
