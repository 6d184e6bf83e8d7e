import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { organisersExecutable } from '../support/organiser-grants.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** What everybody may execute, written out: the wrappers of `api`, and of `contest` only what a wrapper calls. */
const everybodys = [
  'api.certificate',
  'api.contest',
  'api.find_units',
  'api.forget_me',
  'api.leaderboard',
  'api.me',
  'api.publication',
  'api.recover',
  'api.register',
  'api.review',
  'api.save_answers',
  'api.standing',
  'api.start_attempt',
  'api.submit_attempt',
  'api.unit_leaderboard',
  'api.units',
  'contest.certificate',
  'contest.contest',
  'contest.find_units',
  'contest.forget_me',
  'contest.leaderboard',
  'contest.me',
  'contest.publication',
  'contest.recover',
  'contest.refuse',
  'contest.register',
  'contest.reply_privately',
  'contest.reply_publicly',
  'contest.review',
  'contest.save_answers',
  'contest.standing',
  'contest.start_attempt',
  'contest.submit_attempt',
  'contest.unit_leaderboard',
  'contest.units',
];

interface FunctionRow {
  name: string;
  definer: boolean;
  config: string[] | null;
  comment: string | null;
  volatility: string;
}
const functions = () =>
  database.sql<FunctionRow>(`
    select n.nspname || '.' || p.proname as name, p.prosecdef as definer, p.proconfig as config,
      obj_description(p.oid, 'pg_proc') as comment, p.provolatile as volatility
    from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('contest', 'api')`);

describe.each([
  ['anon', everybodys],
  ['authenticated', [...everybodys, ...organisersExecutable].sort()],
])('%s', (role, executable) => {
  test('may execute exactly the written list of functions', async () => {
    const rows = await database.sql<{ name: string }>(
      `select n.nspname || '.' || p.proname as name
       from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
       where n.nspname in ('contest', 'api') and has_function_privilege($1, p.oid, 'execute')`,
      [role],
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(executable);
  });

  test('may do nothing to any table or sequence', async () => {
    const rows = await database.sql(
      `select c.oid::regclass::text as relation, verb
       from pg_class as c
       join pg_namespace as n on n.oid = c.relnamespace
       cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as verb
       where n.nspname in ('contest', 'api') and c.relkind in ('r', 'v', 'm', 'p') and has_table_privilege($1, c.oid, verb)
       union all
       select c.oid::regclass::text, 'usage'
       from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
       where n.nspname in ('contest', 'api') and case c.relkind when 'S' then has_sequence_privilege($1, c.oid, 'usage') end`,
      [role],
    );
    expect(rows).toEqual([]);
  });

  test('may create nothing in either schema', async () => {
    const [row] = await database.sql<{ may: boolean }>(
      `select has_schema_privilege($1, 'contest', 'create') or has_schema_privilege($1, 'api', 'create') as may`,
      [role],
    );
    expect(row?.may).toBe(false);
  });
});

test('every table has row security on and says what it is for', async () => {
  const rows = await database.sql<{ name: string }>(
    `select c.relname as name from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where n.nspname = 'contest' and c.relkind = 'r' and (not c.relrowsecurity or obj_description(c.oid) is null)`,
  );
  expect(rows).toEqual([]);
});

test('every function pins its search path and says what it is for', async () => {
  for (const { name, config, comment } of await functions()) {
    expect(config, name).toContain('search_path=""');
    expect(comment, name).toBeTruthy();
  }
});

test('api holds only invoker functions with a time limit', async () => {
  const api = (await functions()).filter(({ name }) => name.startsWith('api.'));
  const written = [...everybodys, ...organisersExecutable].filter((name) => name.startsWith('api.'));
  expect(api.map(({ name }) => name).sort()).toEqual(written.sort());
  for (const { name, definer, config } of api) {
    expect(definer, name).toBe(false);
    expect(config, name).toContain(`statement_timeout=${organisersExecutable.includes(name) ? 15 : 5}s`);
  }
});

test('public reads are stable, so that they may be called over GET', async () => {
  const reads = [
    'api.publication',
    'api.contest',
    'api.units',
    'api.find_units',
    'api.leaderboard',
    'api.unit_leaderboard',
  ];
  for (const { name, volatility } of await functions()) {
    if (reads.includes(name)) expect(volatility, name).toBe('s');
  }
});

test('every foreign key is covered by an index', async () => {
  const rows = await database.sql(
    `select k.conrelid::regclass::text as relation, k.conname
     from pg_constraint as k join pg_namespace as n on n.oid = k.connamespace
     where k.contype = 'f' and n.nspname = 'contest' and not exists (
       select from pg_index as i
       where i.indrelid = k.conrelid and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
  );
  expect(rows).toEqual([]);
});
