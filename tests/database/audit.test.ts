import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeOnServers, openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisers, askAs, callAs, organisers } from '../support/organisers.ts';
import '../support/random-seed.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

const record = (act: string, details: object = {}, reason: string | null = null) =>
  database.sql('select contest.record($1, $2, $3)', [act, JSON.stringify(details), reason]);
const verify = () => askAs(database, 'admin', 'organiser_audit_verify', {});

/** What somebody with the owner's rights could do to the log: the triggers are no obstacle to them. */
async function tamper(...statements: string[]): Promise<void> {
  const triggers = (verb: 'disable' | 'enable') =>
    ['audit', 'audit_head'].map((table) => `alter table contest.${table} ${verb} trigger user`);
  for (const statement of [...triggers('disable'), ...statements, ...triggers('enable')]) await database.sql(statement);
}

describe('the audit log', () => {
  test('keeps who, when, what and why, and is read newest first in pages', async () => {
    for (const act of ['một', 'hai', 'ba']) {
      await record(act, { unit: 'xa-a' }, act === 'ba' ? null : 'Vì thế');
      await database.passTime(1500);
    }
    const first = await askAs(database, 'admin', 'organiser_audit', { size: 2 });
    expect(first).toMatchObject({
      rows: [
        { id: 3, act: 'ba', reason: null, at: '2026-06-15T05:00:03.000Z' },
        {
          id: 2,
          act: 'hai',
          reason: 'Vì thế',
          at: '2026-06-15T05:00:01.500Z',
          details: { unit: 'xa-a' },
          actor: 'owner',
        },
      ],
      total: 3,
    });
    const last = await askAs(database, 'admin', 'organiser_audit', { after: 2, size: 2 });
    expect(last.rows.map(({ act }) => act)).toEqual(['một']);
  });

  test('is for admins', async () => {
    for (const as of ['editor', 'unit'] as const)
      for (const name of ['organiser_audit', 'organiser_audit_verify'] as const)
        expect(await callAs(database, as, name, {})).toEqual({ status: 403, refusal: 'out_of_scope' });
  });

  // Guard: without the triggers each of these goes through.
  test.each([
    `update contest.audit set reason = 'khác' where id = 1`,
    'delete from contest.audit',
    'truncate contest.audit',
    'delete from contest.audit_head',
    'truncate contest.audit_head',
    `update contest.audit_head set hash = sha256('x')`,
    `update contest.audit_head set rows = 0`,
  ])('only grows, for the owner too: %s', async (statement) => {
    await record('một');
    await expect(database.sql(statement)).rejects.toMatchObject({ message: 'the audit log is append-only' });
    // Replication's leave to skip triggers is no way around them, where the owner may take it.
    await database.sql(`set session_replication_role = replica`).catch(() => undefined);
    await expect(database.sql(statement)).rejects.toMatchObject({ message: 'the audit log is append-only' });
    expect(await verify()).toMatchObject({ ok: true, rows: 1 });
  });

  test('that was left alone verifies, empty and full', async () => {
    const start = '0'.repeat(64);
    expect(await verify()).toEqual({ ok: true, rows: 0, head: start, broken_at: null });
    for (let n = 1; n <= 5; n += 1) await record('act', { n });
    const { rows } = await askAs(database, 'admin', 'organiser_audit', {});
    expect(await verify()).toEqual({ ok: true, rows: 5, head: rows[0]?.hash, broken_at: null });
  });

  test.each([
    ['a changed reason', `update contest.audit set reason = 'khác' where id = 2`, 2],
    ['a reason taken away', `update contest.audit set reason = null where id = 2`, 2],
    ['changed details', `update contest.audit set details = '{"n":2.0}' where id = 2`, 2],
    ['another actor', `update contest.audit set actor = 'ai-do@example.com' where id = 3`, 3],
    ['another act', `update contest.audit set act = 'y' where id = 1`, 1],
    ['a moment moved by a microsecond', `update contest.audit set at = at + interval '1 microsecond' where id = 2`, 2],
    ['a row taken from the middle', `delete from contest.audit where id = 3`, 3],
    ['a row taken from the beginning', `delete from contest.audit where id = 1`, 1],
    ['a row taken from the end', `delete from contest.audit where id = 5`, 5],
    ['everything taken', `delete from contest.audit`, 1],
    [
      'a row taken from the end, and the count with it',
      `delete from contest.audit where id = 5; update contest.audit_head set rows = 4`,
      4,
    ],
    [
      'a row taken from the middle, and the others moved up',
      `delete from contest.audit where id = 3; update contest.audit set id = id - 1 where id > 3; update contest.audit_head set rows = 4`,
      3,
    ],
    [
      'two rows in each other’s place',
      `update contest.audit set id = -2 where id = 2; update contest.audit set id = 2 where id = 3; update contest.audit set id = 3 where id = -2`,
      2,
    ],
    [
      'a row put behind the end',
      `insert into contest.audit select 6, at, actor, act, details, reason, hash, hash from contest.audit where id = 5`,
      6,
    ],
    [
      'a row with hashes to match, but the wrong ones before it',
      `update contest.audit set previous = contest.audit_start() where id = 4`,
      4,
    ],
    ['another head', `update contest.audit_head set hash = sha256('x')`, 5],
    // Guard: were the hash before not part of a row's own, a row could be changed and its neighbour told so.
    [
      'a row changed together with its hash, and the next told so',
      `update contest.audit set act = 'y' where id = 3; update contest.audit as a set hash = sha256(convert_to(contest.audit_text(a), 'UTF8')) where id = 3; update contest.audit set previous = (select hash from contest.audit where id = 3) where id = 4`,
      4,
    ],
    // Only the head, kept apart, gives this one away.
    [
      'the last row changed together with its hash',
      `update contest.audit as a set act = 'y' where id = 5; update contest.audit as a set hash = sha256(convert_to(contest.audit_text(a), 'UTF8')) where id = 5`,
      5,
    ],
  ])('shows %s', async (_, statements, place) => {
    for (let n = 1; n <= 5; n += 1) await record('x', { n }, `Lần ${n}`);
    await tamper(...statements.split('; '));
    expect(await verify()).toMatchObject({ ok: false, broken_at: place });
  });

  test('takes any text for what it is: no row can pass for another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.option(fc.string({ unit: 'grapheme' }))), {
          minLength: 1,
          maxLength: 4,
        }),
        async (entries) => {
          const clean = (text: string) => text.replaceAll('\u0000', '');
          for (const [act, reason] of entries) {
            const why = reason === null ? null : clean(reason);
            await record(clean(act) || 'x', { act: clean(act), reason: why, list: [1, null, clean(act)] }, why);
          }
          expect(await verify()).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 20 },
    );
    const hashes = await database.sql<{ hash: string }>(`select encode(hash, 'hex') as hash from contest.audit`);
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(hashes.length);
  });

  test('has the same hashes whatever the session’s time zone and styles', async () => {
    await record('một', { at: '2026-06-15', amount: 0.1, list: [1.5, 1e21] }, 'Vì thế');
    const { head } = await verify();
    // Guard: with the row's moment rendered by a cast, each of these breaks the chain.
    for (const setting of [
      `time zone 'Asia/Ho_Chi_Minh'`,
      'datestyle = german',
      'bytea_output = escape',
      'extra_float_digits = -5',
      `lc_time = 'C'`,
      'intervalstyle = sql_standard',
    ])
      await database.sql(`set ${setting}`);
    expect(await verify()).toMatchObject({ ok: true, head });
    await record('hai');
    await database.sql('reset all');
    await database.passTime(0);
    expect(await verify()).toMatchObject({ ok: true, rows: 2 });
  });

  test('leaves no trace of an act that was rolled back', async () => {
    await record('một');
    await database.sql('begin');
    await record('hai');
    await database.sql('rollback');
    await record('ba');
    expect(await verify()).toMatchObject({ ok: true, rows: 2 });
  });

  test('names the organiser a job works for, and who is signed in otherwise', async () => {
    await database.sql(`select contest.record('act', '{}', null, $1)`, [organisers.editor.email]);
    await askAs(database, 'admin', 'organiser_save_organiser', { ...organisers.editor, units: [] });
    const { rows } = await askAs(database, 'admin', 'organiser_audit', {});
    expect(rows.map(({ actor }) => actor)).toEqual([organisers.admin.email, organisers.editor.email]);
  });
});

describeOnServers('an audit log many write to at once', () => {
  test('is one chain, whole and without gaps', async () => {
    const sessions = await database.sessions(8);
    // Guard: without the lock on the head two rows want the same place, and one of the acts fails.
    await Promise.all(
      sessions.flatMap((session, index) =>
        Array.from({ length: 10 }, (_, n) =>
          session.sql('select contest.record($1, $2)', ['act', JSON.stringify({ index, n })]),
        ),
      ),
    );
    expect(await verify()).toMatchObject({ ok: true, rows: 80 });
  });
});
