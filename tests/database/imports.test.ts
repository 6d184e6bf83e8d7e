import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, callAs, finishJob, organisers } from '../support/organisers.ts';
import { rejections } from '../../src/contest/organiser-contract.ts';

const contest = 'cuoc-thi';
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

type Sheet = Record<string, unknown>[];
type Import = 'organiser_import_units' | 'organiser_import_questions';

async function importSheet(name: Import, rows: Sheet, dry_run?: boolean) {
  const job = await askAs(database, 'editor', name, { contest, rows: rows as never, dry_run });
  return finishJob(database, 'editor', job);
}
const importUnits = (rows: Sheet, dry_run = false) => importSheet('organiser_import_units', rows, dry_run);
const importQuestions = (rows: Sheet, dry_run = false) => importSheet('organiser_import_questions', rows, dry_run);

const units = () =>
  database.sql<{ code: string }>(
    `select u.code, u.name, u.kind, p.code as parent, u.own_headcount, u.includes_public, u.headcount, u.path
     from contest.units as u left join contest.units as p on p.id = u.parent_id order by u.code`,
  );
const unit = async (code: string) => (await units()).find((row) => row.code === code);
const questions = () => database.sql<{ code: string; id: number }>('select * from contest.questions order by code, id');
const question = async (code: string) => (await questions()).filter((row) => row.code === code);
const acts = () => database.sql<{ act: string; details: object }>('select act, details from contest.audit order by id');

const cell = { code: 'xa-b-chi-bo-2', name: 'Chi bộ 2', kind: 'party-cell', parent: 'xa-b', headcount: 12 };
const asked = {
  code: 'mot-9',
  topic: 'mot',
  difficulty: 'easy',
  prompt: 'Câu mới?',
  option_a: 'sai a',
  option_b: 'đúng b',
  option_c: 'sai c',
  option_d: 'đúng d',
  right: 'B, d',
  explanation: 'Vì thế.',
  source: '/nghi-quyet/trang/#moi',
};

describe('a sheet of units', () => {
  test('adds and changes, removes nothing, and brings the tree up to date', async () => {
    const before = await units();
    const ended = await importUnits([
      { code: 'xa-c-to-1', name: 'Tổ 1', kind: 'party-cell', parent: 'xa-c', headcount: '30', includes_public: 'X' },
      { code: 'xa-c', name: 'Xã C', kind: 'commune', parent: 'tinh' },
      { code: 'xa-b', name: 'Xã Đồng B mới', kind: 'commune', parent: 'tinh', headcount: 250 },
    ]);
    expect(ended).toMatchObject({ state: 'done', done: 3, of: 3, accepted: 3, rejected: [] });
    expect(ended.result).toEqual({ stored: true, added: 2, changed: 1 });
    expect(await units()).toHaveLength(before.length + 2);
    expect(await unit('xa-c-to-1')).toMatchObject({
      parent: 'xa-c',
      own_headcount: 30,
      includes_public: true,
      path: ['Tỉnh', 'Xã C', 'Tổ 1'],
    });
    expect(await unit('xa-c')).toMatchObject({ own_headcount: null, headcount: 30, includes_public: false });
    expect(await unit('tinh')).toMatchObject({ headcount: 50 + 250 + 30 });
    expect(await unit('xa-b-chi-bo-1')).toMatchObject({ path: ['Tỉnh', 'Xã Đồng B mới', 'Chi bộ 1'] });
    const found = await database.ask('find_units', { contest, query: 'to 1 xa c' });
    expect(found.map(({ code }) => code)).toEqual(['xa-c-to-1']);
    // New units stand last, the others where they stood.
    const listed = await database.ask('units', { contest, parent: 'tinh' });
    expect(listed.map(({ code }) => code)).toEqual(['xa-a', 'xa-b', 'xa-c']);
    expect(await acts()).toMatchObject([
      { act: 'import_units', details: { contest, added: 2, changed: 1, job: expect.any(String) } },
    ]);
  });

  test('takes participants along with a unit that moves', async () => {
    await takeRound(database, await join(database), 4);
    await database.sql('select contest.tick()');
    const participants = async () =>
      (await database.ask('unit_leaderboard', { contest, parent: 'tinh', metric: 'participants' })).rows.map((row) => [
        row.code,
        row.participants,
      ]);
    expect(await participants()).toEqual([
      ['xa-a', 1],
      ['xa-b', 0],
    ]);
    await importUnits([{ code: 'xa-a-chi-bo-1', name: 'Chi bộ 1', kind: 'party-cell', parent: 'xa-b', headcount: 20 }]);
    expect(await participants()).toEqual([
      ['xa-b', 1],
      ['xa-a', 0],
    ]);
    await takeRound(database, await join(database), 4);
    await database.sql('select contest.tick()');
    expect(await participants()).toEqual([
      ['xa-b', 2],
      ['xa-a', 0],
    ]);
  });

  test('leaves alone what it has no column for, and empties what its column leaves empty', async () => {
    await importUnits([{ code: 'xa-a-chi-bo-1', name: 'Chi bộ Một', kind: 'party-cell' }]);
    expect(await unit('xa-a-chi-bo-1')).toMatchObject({ name: 'Chi bộ Một', parent: 'xa-a', own_headcount: 20 });
    // Spreadsheet readers leave empty cells out: the column is there as soon as one row has it.
    await importUnits([{ ...cell }, { code: 'xa-a-chi-bo-1', name: 'Chi bộ 1', kind: 'party-cell', parent: 'xa-a' }]);
    expect(await unit('xa-a-chi-bo-1')).toMatchObject({ parent: 'xa-a', own_headcount: null });
  });

  test('is only looked at unless a plain no to the dry run says otherwise', async () => {
    const before = await units();
    for (const dry_run of [true, undefined, null as never]) {
      const ended = await importSheet('organiser_import_units', [cell], dry_run);
      expect(ended).toMatchObject({ state: 'done', accepted: 1, rejected: [] });
      expect(ended.result).toEqual({ stored: false, added: 1, changed: 0 });
    }
    expect(await units()).toEqual(before);
    expect(await acts()).toEqual([]);
  });

  test('keeps cells as text, whatever they begin with, composed and trimmed', async () => {
    const names = [
      '=HYPERLINK("x")',
      '+84 912',
      '-1',
      '@SUM(A1)',
      '<b>Xã</b>',
      "Xã 'x'; drop table",
      'Xã C'.normalize('NFD'),
    ];
    await importUnits(names.map((name, index) => ({ ...cell, code: `  c-${index}\u00a0`, name: ` ${name}\t` })));
    const stored = await database.sql<{ name: string }>(
      `select name from contest.units where code like 'c-%' order by code`,
    );
    expect(stored.map(({ name }) => name)).toEqual(names.map((name) => name.normalize('NFC')));
  });

  test('is rejected for everything wrong at once, and nothing of it is stored', async () => {
    const before = await units();
    const rows = [
      cell,
      { ...cell, code: '' },
      { ...cell, code: null },
      { ...cell, code: 'x'.repeat(101) },
      cell,
      { ...cell, code: 'c-6', name: ' ' },
      { ...cell, code: 'c-7', name: 'x'.repeat(1000) },
      { ...cell, code: 'c-8', name: ['Xã'] },
      { ...cell, code: 'c-9', kind: '' },
      { ...cell, code: 'c-10', parent: 'khong-co' },
      { ...cell, code: 'c-11', parent: 'c-11' },
      { ...cell, code: 'c-12', parent: 'c-13' },
      { ...cell, code: 'c-13', parent: 'c-12' },
      // Above its own parent, by way of units already stored.
      { ...cell, code: 'tinh', parent: 'xa-a-chi-bo-1' },
      'Xã C',
      null,
      { ...cell, code: 'c-17', headcuont: 5 },
      { ...cell, code: 'c-18', headcuont: 6 },
      ...['1.200', '1,200', '-5', 0, '0', 1.5, '12 người', '1e3', 10 ** 12, true].map((headcount, index) => ({
        ...cell,
        code: `c-${19 + index}`,
        headcount,
      })),
      { ...cell, code: 'c-29', includes_public: 'có' },
      { ...cell, code: 'c-30', name: 'x'.repeat(201), headcount: 'x', kind: 'x'.repeat(51) },
    ];
    const ended = await importUnits(rows as Sheet);
    const told = ended.rejected.map(({ row, column, reason }) => [row, column, reason].join(' '));
    // What is below a circle cannot be reached either.
    const inCircle = [1, 4, 6, 7, 8, 9, 17, 18, ...Array.from({ length: 12 }, (_, index) => index + 19)];
    expect(
      told.filter((line) => !inCircle.includes(Number(line.split(' ')[0])) || !line.endsWith('parent_cycle')),
    ).toEqual([
      '2 code code_required',
      '3 code code_required',
      '4 code code_too_long',
      '5 code duplicate_code',
      '6 name name_required',
      '7 name name_too_long',
      '8 name not_text',
      '9 kind kind_required',
      '10 parent parent_unknown',
      '11 parent parent_cycle',
      '12 parent parent_cycle',
      '13 parent parent_cycle',
      '14 parent parent_cycle',
      '15  not_a_row',
      '16  not_a_row',
      '17 headcuont unknown_column',
      ...Array.from({ length: 10 }, (_, index) => `${index + 19} headcount invalid_headcount`),
      '29 includes_public invalid_includes_public',
      '30 headcount invalid_headcount',
      '30 kind kind_too_long',
      '30 name name_too_long',
    ]);
    expect(ended.rejected.find(({ row }) => row === 10)?.value).toBe('khong-co');
    expect(ended.rejected.find(({ row }) => row === 7)?.value).toHaveLength(200);
    expect(ended).toMatchObject({ state: 'done', of: 30, result: { stored: false } });
    expect(await units()).toEqual(before);
    expect(await acts()).toEqual([]);
  });

  test('with one bad row among good ones stores none of them', async () => {
    const before = await units();
    const ended = await importUnits([cell, { ...cell, code: 'c-2', headcount: 'x' }]);
    expect(ended).toMatchObject({
      accepted: 1,
      rejected: [{ row: 2, column: 'headcount', reason: 'invalid_headcount', value: 'x' }],
    });
    expect(await units()).toEqual(before);
  });

  // Seen to fail without contest.headcount_problems: the dry run accepts it, and the import ends in a fault.
  test('may not add up to more people than a sum can hold, and a dry run says where', async () => {
    const million = 1_000_000;
    const heavy = (from: number, to: number, parent: string) =>
      Array.from({ length: to - from }, (_, index) => ({
        ...cell,
        code: `c-${from + index}`,
        parent,
        headcount: 100 * million,
      }));
    const told = (row: number, value: number) => ({
      state: 'done',
      rejected: [{ row, column: 'headcount', reason: 'headcount_too_large', value: String(value) }],
      result: { stored: false },
    });
    const before = await units();
    const district = { ...cell, code: 'xa-d', parent: 'tinh', headcount: '' };
    for (const dry_run of [true, false]) {
      // Told at the unit whose sum it is where the sheet has it, else at the first of its rows below.
      expect(await importUnits([...heavy(0, 22, 'xa-d'), district], dry_run)).toMatchObject(told(23, 2200 * million));
      expect(await importUnits([cell, ...heavy(0, 22, 'xa-a')], dry_run)).toMatchObject(told(2, 2200 * million + 50));
      expect(await importUnits([district, ...heavy(0, 22, 'xa-d')], dry_run)).toMatchObject(told(1, 2200 * million));
    }
    expect(await units()).toEqual(before);

    // 2,147,483,647 is the most; a figure of its own stands for all below it, and stops the sum.
    const most = [...heavy(0, 21, 'xa-d'), { ...cell, code: 'c-21', parent: 'xa-d', headcount: 47_483_647 }];
    expect(await importUnits([{ ...district, parent: '' }, ...most])).toMatchObject({ result: { stored: true } });
    expect(await unit('xa-d')).toMatchObject({ headcount: 2_147_483_647 });
    expect(await importUnits([{ ...most[21], headcount: 47_483_648 }], true)).toMatchObject(told(1, 2_147_483_648));
    expect(await importUnits([{ ...district, code: 'xa-e', headcount: 5 }, ...heavy(30, 60, 'xa-e')])).toMatchObject({
      result: { stored: true },
    });
    // By a move, or by emptying a figure, of rows that are not heavy themselves.
    expect(
      await importUnits(
        [
          { ...district, parent: 'xa-b' },
          { ...cell, headcount: 1 },
        ],
        true,
      ),
    ).toMatchObject({
      rejected: [],
    });
    await importUnits([
      { ...district, code: 'xa-b', headcount: '', parent: 'tinh' },
      { ...cell, code: 'xa-b-chi-bo-1', headcount: 9 },
    ]);
    expect(await importUnits([{ ...district, parent: 'xa-b' }], true)).toMatchObject(told(1, 2_147_483_656));
    expect(await importUnits([{ ...district, code: 'xa-e', headcount: '' }], true)).toMatchObject(
      told(1, 3000 * million),
    );
  });

  test('may be a hundred levels deep', async () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index) => ({ ...cell, code: `c-${index}`, parent: index ? `c-${index - 1}` : '' }));
    expect(await importUnits(chain(101))).toMatchObject({
      rejected: [{ row: 101, column: 'parent', reason: 'too_deep' }],
    });
    expect(await importUnits(chain(100))).toMatchObject({ rejected: [], accepted: 100 });
  });

  test('may turn the tree upside down, as long as it stays a tree', async () => {
    const ended = await importUnits([
      { ...cell, code: 'tinh', name: 'Tỉnh', kind: 'province', parent: 'xa-a', headcount: '' },
      { ...cell, code: 'xa-a', name: 'Xã Đồng A', kind: 'commune', parent: '', headcount: '' },
    ]);
    expect(ended).toMatchObject({ rejected: [], result: { stored: true, added: 0, changed: 2 } });
    expect(await unit('xa-b')).toMatchObject({ path: ['Xã Đồng A', 'Tỉnh', 'Xã Đồng B'] });
  });
});

describe('a sheet of questions', () => {
  test('adds and changes, removes nothing, and papers are drawn from what it brought', async () => {
    const before = await questions();
    const [mended] = await question('mot-0');
    const ended = await importQuestions([
      asked,
      { ...asked, code: 'mot-10', option_c: '', option_d: null, right: ['b'] },
      {
        code: 'mot-0',
        topic: 'mot',
        difficulty: 'EASY',
        prompt: 'Câu đã sửa?',
        options: ['đúng mot-0 0', 'sai mot-0 1', 'sai mot-0 2', 'sai mot-0 3'],
        right: 'A',
      },
    ]);
    expect(ended).toMatchObject({ state: 'done', of: 3, accepted: 3, rejected: [] });
    expect(ended.result).toEqual({ stored: true, added: 2, replaced: 0, changed: 1 });
    expect(await questions()).toHaveLength(before.length + 2);
    expect(await question('mot-9')).toMatchObject([
      {
        options: ['sai a', 'đúng b', 'sai c', 'đúng d'],
        right_options: [2, 4],
        explanation: 'Vì thế.',
        retired: false,
      },
    ]);
    expect(await question('mot-10')).toMatchObject([{ options: ['sai a', 'đúng b'], right_options: [2] }]);
    expect(await question('mot-0')).toMatchObject([{ id: mended?.id, prompt: 'Câu đã sửa?', explanation: '' }]);
    const [cell] = await database.sql<{ pool: number[] }>(
      `select b.pool from contest.blueprint_cells as b join contest.rounds as r on r.id = b.round_id
       where r.slug = 'tuan-2' and b.topic = 'mot'`,
    );
    expect(cell?.pool).toHaveLength(8);
    expect(await acts()).toMatchObject([
      { act: 'import_questions', details: { contest, added: 2, replaced: 0, changed: 1 } },
    ]);
  });

  test('makes a new question of one whose options or key change: papers under way stay as they were', async () => {
    const ticket = await join(database);
    const attempt = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
    const rows = (await questions()).map((row) => {
      const { code, topic, difficulty, prompt, options } = row as never as Record<string, string> & {
        options: string[];
      };
      return { code, topic, difficulty, prompt, options, right: 'D' };
    });
    const ended = await importQuestions(rows);
    expect(ended.result).toEqual({ stored: true, added: 0, replaced: 12, changed: 0 });
    expect((await question('mot-1')).map((row) => (row as never as { retired: boolean }).retired)).toEqual([
      true,
      false,
    ]);
    expect(await database.ask('start_attempt', { ticket, round: 'tuan-2' })).toEqual(attempt);
    expect(
      await database.ask('submit_attempt', { ticket, attempt: attempt.id, answers: rightAnswers(attempt) }),
    ).toMatchObject({ correct: 4 });
    const fresh = await database.ask('start_attempt', { ticket: await join(database), round: 'tuan-2' });
    const ids = new Set(attempt.paper.map(({ id }) => id));
    expect(fresh.paper.some(({ id }) => ids.has(id))).toBe(false);
  });

  // Seen to fail with "order by place desc" in contest.read_right.
  test('may name the right options in any order, also twice: they are stored ascending, and marked alike', async () => {
    const sets = ['D, B', ['d', 'B'], 'B;D', ['B', 'D', 'B'], 'DB'];
    const rows = sets.map((right, index) => ({ ...asked, code: `thu-${index}`, topic: 'thu', right }));
    await importQuestions(rows);
    const stored = await database.sql<{ right_options: number[] }>(
      `select right_options from contest.questions where topic = 'thu'`,
    );
    expect(stored).toEqual(sets.map(() => ({ right_options: [2, 4] })));
    // Turned round once more, it is the same sheet.
    expect(await importQuestions(rows.map((row) => ({ ...row, right: 'DDB' })))).toMatchObject({
      result: { added: 0, replaced: 0, changed: 0 },
    });

    // Without shuffling, options stand as the sheet has them, and are marked by what they say, not where they stand.
    await database.sql(
      `with changed as (update contest.rounds set shuffle_options = false, question_count = 5, max_score = 5 where slug = 'tuan-2' returning id)
       delete from contest.blueprint_cells as b using changed where b.round_id = changed.id`,
    );
    await database.sql(
      `insert into contest.blueprint_cells (round_id, ordinal, topic, difficulty, count, weight)
       select r.id, 1, 'thu', 'easy', 5, 1 from contest.rounds as r where r.slug = 'tuan-2'`,
    );
    await database.sql('select contest.derive_pools(c.id) from contest.contests as c');
    const ticket = await join(database);
    const attempt = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
    for (const { options, multiple } of attempt.paper) {
      expect(multiple).toBe(true);
      expect(options.map(({ text }) => text)).toEqual(['sai a', 'đúng b', 'sai c', 'đúng d']);
    }
    const answers = Object.fromEntries(
      attempt.paper.map(({ id }, index) => [id, [['B', 'D'], ['D', 'B'], ['B'], ['A', 'B', 'D'], []][index] ?? []]),
    );
    expect(await database.ask('submit_attempt', { ticket, attempt: attempt.id, answers })).toMatchObject({
      correct: 2,
      score: 2,
    });
  });

  test('is only looked at in a dry run', async () => {
    const before = await questions();
    const ended = await importQuestions([asked, { ...asked, code: 'mot-0' }], true);
    expect(ended.result).toEqual({ stored: false, added: 1, replaced: 1, changed: 0 });
    expect(await questions()).toEqual(before);
    expect(await acts()).toEqual([]);
  });

  test('may not leave a round short of questions, and a dry run says so too', async () => {
    const before = await questions();
    const rows = Array.from({ length: 5 }, (_, index) => ({
      ...asked,
      code: `mot-${index}`,
      topic: 'hai',
      difficulty: 'hard',
    }));
    for (const dry_run of [true, false])
      expect(await importQuestions(rows, dry_run)).toMatchObject({
        state: 'failed',
        accepted: 0,
        result: { error: 'bank_too_small', detail: 'tuan-1: mot/easy needs 2, has 1' },
      });
    expect(await questions()).toEqual(before);
  });

  test('is rejected for everything wrong at once, and nothing of it is stored', async () => {
    const before = await questions();
    const { option_a: _, option_b: __, option_c: ___, option_d: ____, ...bare } = asked;
    const rows = [
      asked,
      { ...asked, code: '' },
      { ...asked },
      { ...asked, code: 'c-4', topic: '', difficulty: 'dễ', prompt: '' },
      { ...asked, code: 'c-5', topic: 'x'.repeat(101), prompt: 'x'.repeat(2001), difficulty: null },
      { ...bare, code: 'c-6', right: 'A' },
      { ...bare, code: 'c-7', options: ['một'], right: 'A' },
      { ...bare, code: 'c-8', options: ['1', '2', '3', '4', '5', '6', '7'], right: 'A' },
      { ...asked, code: 'c-9', option_c: '' },
      { ...asked, code: 'c-10', option_c: ' sai a ' },
      { ...asked, code: 'c-11', option_a: 'x'.repeat(1001) },
      { ...asked, code: 'c-12', right: '' },
      { ...asked, code: 'c-13', right: 'E' },
      { ...asked, code: 'c-14', right: 'B và D' },
      { ...asked, code: 'c-15', right: 'ABCD' },
      { ...asked, code: 'c-16', right: ['B', 'X'] },
      { ...asked, code: 'c-17', right: 2 },
      { ...asked, code: 'c-18', prompt: { text: 'x' } },
      { ...asked, code: 'c-19', explanation: 'x'.repeat(10_001), source: 'x'.repeat(1001) },
      { ...asked, code: 'c-20', right_options: [1] },
      { ...bare, code: 'c-21', options: 'một, hai', right: 'A' },
      { ...bare, code: 'c-22', options: ['một', { text: 'hai' }, null], right: ['A'] },
    ];
    const ended = await importQuestions(rows);
    expect(ended.rejected.map(({ row, column, reason }) => [row, column, reason].join(' '))).toEqual([
      '2 code code_required',
      '3 code duplicate_code',
      '4 difficulty invalid_difficulty',
      '4 prompt prompt_required',
      '4 topic topic_required',
      '5 difficulty invalid_difficulty',
      '5 prompt prompt_too_long',
      '5 topic topic_too_long',
      '6 options too_few_options',
      '7 options too_few_options',
      '8 options too_many_options',
      '9 option_c option_required',
      '10 option_c duplicate_option',
      '11 option_a option_too_long',
      '12 right right_required',
      '13 right invalid_right',
      '14 right invalid_right',
      '15 right invalid_right',
      '16 right invalid_right',
      '17 right invalid_right',
      '18 prompt not_text',
      '19 explanation explanation_too_long',
      '19 source source_too_long',
      '20 right_options unknown_column',
      '21 options too_few_options',
      '22 option_c option_required',
      '22 options not_text',
    ]);
    expect(ended).toMatchObject({ state: 'done', result: { stored: false } });
    expect(await questions()).toEqual(before);
  });
});

describe('an import', () => {
  const both: Import[] = ['organiser_import_units', 'organiser_import_questions'];

  test('is for admins and editors', async () => {
    for (const name of both) {
      expect(await callAs(database, 'unit', name, { contest, rows: [] })).toEqual({
        status: 403,
        refusal: 'out_of_scope',
      });
      expect(await callAs(database, 'admin', name, { contest, rows: [] })).toMatchObject({ status: 200 });
    }
  });

  test('is refused at once for what is no sheet, or too long a one', async () => {
    for (const name of both) {
      for (const rows of ['x', {}, null, 1] as never[])
        expect(await callAs(database, 'editor', name, { contest, rows })).toEqual({
          status: 422,
          refusal: 'invalid_rows',
        });
      const rows = Array.from({ length: 20_001 }, () => ({}));
      expect(await callAs(database, 'editor', name, { contest, rows })).toEqual({
        status: 422,
        refusal: 'too_many_rows',
      });
      expect(await callAs(database, 'editor', name, { contest: 'khong-co', rows: [] })).toEqual({
        status: 404,
        refusal: 'contest_not_found',
      });
    }
    expect(await database.sql('select from contest.jobs')).toEqual([]);
  });

  test('of nothing is done at once', async () => {
    expect(await importUnits([])).toMatchObject({ state: 'done', of: 0, accepted: 0, rejected: [] });
    expect(await importQuestions([])).toMatchObject({ state: 'done', of: 0, accepted: 0, rejected: [] });
  });

  test('of twenty thousand rows is taken whole', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      ...cell,
      code: `c-${index}`,
      parent: index < 100 ? 'tinh' : `c-${index % 100}`,
    }));
    expect(await importUnits(rows)).toMatchObject({
      state: 'done',
      accepted: 20_000,
      result: { stored: true, added: 20_000 },
    });
    expect(await importUnits(rows)).toMatchObject({ result: { stored: true, added: 0, changed: 0 } });
  });

  test('keeps none of its rows once it is over', async () => {
    await importUnits([cell]);
    expect(await database.sql('select arguments from contest.jobs')).toEqual([{ arguments: { dry_run: false } }]);
  });

  test('is carried out in the name of who asked for it', async () => {
    await importUnits([cell]);
    const { rows } = await askAs(database, 'admin', 'organiser_audit', {});
    expect(rows[0]?.actor).toBe(organisers.editor.email);
  });
});

test('every reason the database can give for rejecting a cell is in the contract', async () => {
  const sources = await database.sql<{ source: string }>(
    `select p.prosrc as source from pg_proc as p
     where p.proname in
       ('sheet_problems', 'unit_row_problems', 'unit_tree_problems', 'headcount_problems', 'question_problems')`,
  );
  const said = sources.flatMap(({ source }) =>
    [...source.matchAll(/'([a-z]+(?:_[a-z]+)+)'/g)].map(([, word]) => word ?? ''),
  );
  const columns = ['includes_public', 'option_'];
  const reasons = [...new Set(said)].filter((word) => !columns.includes(word));
  expect(reasons.sort()).toEqual([...rejections].sort());
});
