import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { untilHeldUp } from '../support/locks.ts';
import { registration, takeRound } from '../support/members.ts';
import { addOrganisers, callAs } from '../support/organisers.ts';

const contest = 'cuoc-thi';
const round = 'tuan-2';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

async function member() {
  const args = registration({ full_name: 'Trần Văn Riêng', birth_year: 1971, pin: '161803' });
  const { ticket } = await database.ask('register', args);
  await takeRound(database, ticket, 4);
  await database.sql('select contest.tick()');
  return { args, ticket };
}

/** Every value of every row of schema contest, as one text. */
async function everythingStored(): Promise<string> {
  const tables = await database.sql<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where n.nspname = 'contest' and c.relkind = 'r'`,
  );
  const texts = await Promise.all(
    tables.map(({ name }) =>
      database.sql<{ text: string }>(`select coalesce(string_agg(t::text, ' '), '') as text from ${name} as t`),
    ),
  );
  return texts.flatMap((rows) => rows.map(({ text }) => text)).join(' ');
}

describe('a member who asks to be forgotten', () => {
  test('leaves no name, birth year or phone anywhere, and a ticket nobody knows', async () => {
    const { args, ticket } = await member();
    expect(await everythingStored()).toContain(args.phone);
    expect(await database.ask('forget_me', { ticket })).toBeNull();
    const stored = await everythingStored();
    for (const gone of [args.full_name, args.phone, '1971']) expect(stored).not.toContain(gone);
    expect(await database.call('me', { ticket })).toEqual({ status: 401, refusal: 'ticket_unknown' });
    expect(await database.call('forget_me', { ticket })).toEqual({ status: 401, refusal: 'ticket_unknown' });
  });

  test('keeps counting for their unit, without a name on the board', async () => {
    const { ticket } = await member();
    const units = await database.ask('unit_leaderboard', { contest, round });
    await database.ask('forget_me', { ticket });
    await database.sql('select contest.tick()');
    expect(await database.ask('unit_leaderboard', { contest, round })).toEqual({ ...units, as_of: expect.any(String) });
    expect((await database.ask('leaderboard', { contest, round })).rows).toMatchObject([
      { rank: 1, name: '', score: 50 },
    ]);
  });

  test('cannot register again: forgetting gives nobody new attempts', async () => {
    const { args, ticket } = await member();
    await database.ask('forget_me', { ticket });
    for (const request of [args.request, crypto.randomUUID()]) {
      expect(await database.call('register', { ...args, request })).toMatchObject({
        status: 409,
        refusal: 'phone_already_registered',
      });
    }
    expect((await database.call('recover', { contest, phone: args.phone, pin: '161803' })).status).toBe(422);
  });
});

describe('the purge', () => {
  const publishAll = () => database.sql(`update contest.rounds set published_at = closes_at`);

  test('waits until every round is published', async () => {
    await member();
    await expect(database.sql(`select contest.purge('${contest}')`)).rejects.toThrow(/published first/);
  });

  test('drops every person, phone hashes included, and keeps the counts', async () => {
    const { args } = await member();
    const units = await database.ask('unit_leaderboard', { contest });
    await publishAll();
    expect(await database.sql(`select contest.purge('${contest}') as dropped`)).toEqual([{ dropped: 1 }]);
    const stored = await everythingStored();
    for (const gone of [args.full_name, args.phone, '1971']) expect(stored).not.toContain(gone);
    expect(await database.sql('select phone_mac from contest.participants')).toEqual([{ phone_mac: null }]);
    expect((await database.ask('unit_leaderboard', { contest })).rows).toEqual(units.rows);
  });

  // Seen to fail without purged_at in contest.is_over: a published contest that is not over yet takes people again.
  test('is final: nobody gets in, back in or on afterwards, and no round is added', async () => {
    const { args, ticket } = await member();
    await addOrganisers(database);
    await publishAll();
    await database.sql(`select contest.purge('${contest}')`);
    for (const again of [registration(), args])
      expect(await database.call('register', again)).toEqual({ status: 409, refusal: 'round_not_open' });
    // As if a round had been written in past the functions that refuse it.
    await database.sql('update contest.rounds set published_at = null');
    expect(await database.call('register', registration())).toEqual({ status: 409, refusal: 'round_not_open' });
    expect(await database.call('recover', { contest, phone: args.phone, pin: '161803' })).toMatchObject({
      status: 422,
    });
    expect(await database.call('start_attempt', { ticket, round })).toEqual({ status: 401, refusal: 'ticket_unknown' });
    expect(await database.sql('select from contest.participants where forgotten_at is null')).toEqual([]);
    const [stored] = await database.sql<{ id: number; round: number }>(
      `select c.id, r.id as round from contest.contests as c join contest.rounds as r on r.contest_id = c.id where r.slug = 'tuan-3'`,
    );
    const purged = { status: 409, refusal: 'contest_purged' };
    expect(
      await callAs(database, 'editor', 'organiser_save_contest', { contest: { id: stored?.id, title: 'Khác' } }),
    ).toEqual(purged);
    expect(
      await callAs(database, 'editor', 'organiser_save_round', { round: { id: stored?.round, title: 'Khác' } }),
    ).toEqual(purged);
    expect(await callAs(database, 'editor', 'organiser_save_round', { round: { contest, slug: 'them' } })).toEqual(
      purged,
    );
  });

  test('leaves one line in the log, with a count and nobody in it', async () => {
    await member();
    await publishAll();
    await database.sql(`select contest.purge('${contest}')`);
    expect(await database.sql('select act, actor, details from contest.audit')).toEqual([
      { act: 'purge', actor: 'owner', details: { contest, participants: 1 } },
    ]);
    expect(await database.sql('select purged_at = contest.clock() as now from contest.contests')).toEqual([
      { now: true },
    ]);
  });
});

describeOnServers('a purge that meets a registration', () => {
  const left = () => database.sql('select from contest.participants where forgotten_at is null');

  beforeEach(async () => {
    // Published, and the contest itself still open: nothing but the purge turns anybody away.
    await database.sql(`update contest.rounds set published_at = closes_at where slug <> 'tuan-3'`);
    await database.sql(`update contest.rounds set published_at = opens_at where slug = 'tuan-3'`);
    await database.sql(`create or replace function contest.is_over(of_contest contest.contests, server_now timestamptz)
      returns boolean language sql stable set search_path = '' as 'select of_contest.purged_at is not null'`);
  });

  // Seen to fail without "for update" in contest.purge: it passes the registration under way.
  test('waits for one under way, and drops its holder too', async () => {
    const [registering, purging] = (await database.sessions(2)) as [Session, Session];
    const args = registration();
    await registering.sql('begin');
    await registering.sql(`select set_config('request.method', 'POST', true)`);
    await registering.sql(`select contest.register($1, $2, $3, $4, $5, $6, $7, null, null, null)`, [
      args.contest,
      args.full_name,
      args.birth_year,
      args.phone,
      args.unit,
      args.audience,
      args.consent,
    ]);
    const purged = purging.sql(`select contest.purge('${contest}') as dropped`);
    await untilHeldUp({ call: purged, of: purging }, registering);
    await registering.sql('commit');
    expect(await purged).toEqual([{ dropped: 1 }]);
    expect(await left()).toEqual([]);
  });

  // Seen to fail without "for key share" in contest.register, and with the contest read before it waits.
  test('is waited for, and then nobody gets in', async () => {
    const [registering, purging] = (await database.sessions(2)) as [Session, Session];
    await purging.sql('begin');
    await purging.sql(`select contest.purge('${contest}')`);
    const registered = registering.call('register', registration());
    await untilHeldUp({ call: registered, of: registering }, purging);
    await purging.sql('commit');
    expect(await registered).toEqual({ status: 409, refusal: 'round_not_open' });
    expect(await left()).toEqual([]);
  });
});
