import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReportResult } from '../../src/contest/organiser-contract.ts';
import { describeOnServers, openTestDatabase, type Session, type TestDatabase } from '../support/database.ts';
import { untilHeldUp } from '../support/locks.ts';
import { join, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, callAs, finishJob, signedIn, type OrganiserName } from '../support/organisers.ts';

const contest = 'cuoc-thi';
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

async function report(args: { round?: string; unit?: string } = {}, as: OrganiserName = 'editor') {
  const job = await askAs(database, as, 'organiser_report', { contest, ...args });
  const { state, done, of, result } = await finishJob(database, as, job);
  expect({ state, done, of }).toEqual({ state: 'done', done: 4, of: 4 });
  const { tables } = ReportResult.parse(result);
  for (const { columns, rows } of tables) for (const row of rows) expect(row).toHaveLength(columns.length);
  return Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
}

/** Three who finished, one of them twice, on two days as Vietnam counts them. */
async function someResults() {
  const twice = await join(database, { unit: 'xa-a-chi-bo-1' });
  await takeRound(database, twice, 4);
  await takeRound(database, twice, 0);
  await takeRound(database, await join(database, { unit: 'xa-a', audience: 'public' }), 0);
  // 23:59 in Vietnam, 16:59 UTC; finished a minute into the next day.
  await database.setClock(new Date('2026-06-15T16:59:30.000Z'));
  await takeRound(database, await join(database, { unit: 'xa-b', audience: 'student' }), 4);
  await database.sql('select contest.tick()');
}

describe('a report', () => {
  test('counts units with all below them, groups, rounds and days', async () => {
    await someResults();
    expect(await report()).toEqual({
      units: [
        [1, 'tinh', 'Tỉnh', 250, 3, 0.008, 4, 33.33, 2],
        [2, 'xa-a', 'Xã Đồng A', 50, 2, 0.02, 3, 25, 1],
        [3, 'xa-a-chi-bo-1', 'Chi bộ 1', 20, 1, 0.05, 2, 50, 1],
        [3, 'xa-a-chi-bo-2', 'Chi bộ 2', 30, 0, 0, 0, null, 0],
        [2, 'xa-b', 'Xã Đồng B', 200, 1, 0.005, 1, 50, 1],
        [3, 'xa-b-chi-bo-1', 'Chi bộ 1', null, 0, null, 0, null, 0],
      ],
      audiences: [
        ['party_member', 1, 2, 50, 1],
        ['public', 1, 1, 0, 0],
        ['student', 1, 1, 50, 1],
      ],
      rounds: [
        ['tuan-1', 'Tuần 1', 0, 0, null, 0],
        ['tuan-2', 'Tuần 2', 3, 4, 33.33, 2],
        ['tuan-3', 'Tuần 3', 0, 0, null, 0],
      ],
      days: [
        ['2026-06-15', 3, 2],
        ['2026-06-16', 1, 1],
      ],
    });
  });

  test('of one round and one unit speaks of nothing else', async () => {
    await someResults();
    const found = await report({ round: 'tuan-2', unit: 'xa-b' });
    expect(found['units']?.map(([, code]) => code)).toEqual(['xa-b', 'xa-b-chi-bo-1']);
    expect(found['audiences']).toEqual([['student', 1, 1, 50, 1]]);
    expect(found['rounds']).toEqual([['tuan-2', 'Tuần 2', 1, 1, 50, 1]]);
    expect(found['days']).toEqual([['2026-06-16', 1, 1]]);
    expect((await report({ round: 'tuan-1' }))['days']).toEqual([]);
  });

  // Seen to fail with a quote set before names that begin like a formula, in contest.report_units.
  test('22. passes on text as it is, whatever a spreadsheet would make of it', async () => {
    const names = [
      '=HYPERLINK("http://example.com","bấm")',
      '+84912345678',
      '-1+1',
      '@SUM(A1:A9)',
      '"; drop table contest.units; --',
      '\t=1\r\n"\\',
      '🎈'.repeat(10) + 'x'.repeat(990),
    ];
    await database.sql(
      `insert into contest.units (contest_id, code, name, kind, ordinal)
       select c.id, '=' || place, name, 'commune', 100 + place from contest.contests as c, unnest($1::text[]) with ordinality as given (name, place)`,
      [names],
    );
    await database.sql('select contest.settle_units(c.id) from contest.contests as c');
    const rows = (await report())['units'] ?? [];
    expect(rows.slice(-names.length).map(([, code, name]) => [code, name])).toEqual(
      names.map((name, index) => [`=${index + 1}`, name]),
    );
  });

  test('of a published round tells of its units what its board tells', async () => {
    await someResults();
    const before = (await report({ round: 'tuan-2' }))['units'];
    await database.sql(`update contest.rounds set published_at = contest.clock() where slug = 'tuan-2'`);
    await database.sql(`update contest.units set name = 'Khác', own_headcount = 3, parent_id = case when code <> 'tinh' then
      (select top.id from contest.units as top where top.code = 'tinh') end`);
    await database.sql('select contest.settle_units(c.id) from contest.contests as c');
    // Seen to fail with contest.units for contest.board_units in contest.report_units.
    expect((await report({ round: 'tuan-2' }))['units']).toEqual(before);
    expect((await report())['units']?.[0]).toEqual([1, 'tinh', 'Khác', 3, 3, 0.666667, 4, 33.33, 2]);
  });

  test('of a unit organiser is of their units, and of no other', async () => {
    await someResults();
    const own = await report({}, 'unit');
    expect(own['units']?.map(([, code]) => code)).toEqual(['xa-a', 'xa-a-chi-bo-1', 'xa-a-chi-bo-2']);
    expect(own['audiences']).toEqual([
      ['party_member', 1, 2, 50, 1],
      ['public', 1, 1, 0, 0],
    ]);
    expect(own['rounds']?.[1]).toEqual(['tuan-2', 'Tuần 2', 2, 3, 25, 1]);
    expect(own['days']).toEqual([['2026-06-15', 3, 2]]);
    // Removed to see this fail: require_unit_scope in contest.organiser_report.
    for (const unit of ['tinh', 'xa-b'])
      expect(await callAs(database, 'unit', 'organiser_report', { contest, unit })).toEqual({
        status: 403,
        refusal: 'out_of_scope',
      });
  });

  test('is for organisers, of a contest, round and unit that exist', async () => {
    const call = (as: Parameters<typeof callAs>[1], args: object = {}) =>
      callAs(database, as, 'organiser_report', { contest, ...args });
    expect(await call(signedIn('nguoi-la@example.com'))).toMatchObject({ refusal: 'not_an_organiser' });
    await expect(call({ actor: 'anon' })).rejects.toThrow('permission denied');
    expect(await call('admin', { contest: 'x' })).toMatchObject({ refusal: 'contest_not_found' });
    expect(await call('admin', { round: 'x' })).toMatchObject({ refusal: 'round_not_found' });
    expect(await call('admin', { unit: 'x' })).toMatchObject({ refusal: 'unit_unknown' });
  });
});

describeOnServers('a report that meets a tick', () => {
  // Seen to fail with a slice to each table: those after the tick count four.
  test('is of one moment all the same, and says which', async () => {
    await someResults();
    await database.sql(`
      alter function contest.report_audiences rename to report_audiences_then;
      create function contest.report_audiences(of_board int, scope int[]) returns jsonb
      language plpgsql stable set search_path = '' as $$
      begin
        perform pg_advisory_xact_lock_shared(4713);
        return contest.report_audiences_then(of_board, scope);
      end $$`);
    const [holding, working] = (await database.sessions(2)) as [Session, Session];
    const [board] = await database.sql<{ as_of: Date }>('select as_of from contest.boards where round_id is null');
    const job = await askAs(database, 'editor', 'organiser_report', { contest });
    await holding.sql('select pg_advisory_lock(4713)');
    const worked = working.sql('select contest.work()');
    await untilHeldUp({ call: worked, of: working }, holding);
    await takeRound(database, await join(database, { unit: 'xa-b', audience: 'student' }), 4);
    await database.sql('select contest.tick(false)');
    expect((await database.ask('leaderboard', { contest })).total).toBe(4);
    await holding.sql('select pg_advisory_unlock(4713)');
    await worked;
    const { as_of, tables } = ReportResult.parse((await finishJob(database, 'editor', job)).result);
    expect(as_of).toBe(board?.as_of.toISOString());
    const rows = Object.fromEntries(tables.map((table) => [table.name, table.rows]));
    const people = (name: string, column: number) => (rows[name] ?? []).map((row) => Number(row[column]));
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    // Of the units, the root counts everybody below it.
    expect([people('units', 4)[0], sum(people('audiences', 1)), sum(people('rounds', 2))]).toEqual([3, 3, 3]);
    expect(sum(people('days', 2))).toBe(3);
  });
});
