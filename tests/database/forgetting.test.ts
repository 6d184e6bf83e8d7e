import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { registration, takeRound } from '../support/members.ts';

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
  test('waits until every round is published', async () => {
    await member();
    await expect(database.sql(`select contest.purge('${contest}')`)).rejects.toThrow(/published first/);
  });

  test('drops every person, phone hashes included, and keeps the counts', async () => {
    const { args } = await member();
    const units = await database.ask('unit_leaderboard', { contest });
    await database.sql(`update contest.rounds set published_at = closes_at`);
    expect(await database.sql(`select contest.purge('${contest}') as dropped`)).toEqual([{ dropped: 1 }]);
    const stored = await everythingStored();
    for (const gone of [args.full_name, args.phone, '1971']) expect(stored).not.toContain(gone);
    expect(await database.sql('select phone_mac from contest.participants')).toEqual([{ phone_mac: null }]);
    expect((await database.ask('unit_leaderboard', { contest })).rows).toEqual(units.rows);
  });
});
