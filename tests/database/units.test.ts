import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const contest = 'cuoc-thi';
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('the unit tree', () => {
  test('is read level by level from the root', async () => {
    expect(await database.ask('units', { contest })).toEqual([
      { code: 'tinh', name: 'Tỉnh', kind: 'province', has_children: true },
    ]);
    const below = await database.ask('units', { contest, parent: 'xa-a' });
    expect(below.map(({ code, has_children }) => [code, has_children])).toEqual([
      ['xa-a-chi-bo-1', false],
      ['xa-a-chi-bo-2', false],
    ]);
    expect(await database.call('units', { contest, parent: 'khong-co' })).toEqual({
      status: 422,
      refusal: 'unit_unknown',
    });
  });

  test('sums headcounts upwards, a unit’s own figure overriding its children’s', async () => {
    const rows = await database.sql<{ code: string; headcount: number | null }>(
      'select code, headcount from contest.units',
    );
    const headcount = Object.fromEntries(rows.map((row) => [row.code, row.headcount]));
    expect(headcount).toEqual({
      'xa-a-chi-bo-1': 20,
      'xa-a-chi-bo-2': 30,
      'xa-b-chi-bo-1': null,
      'xa-a': 50,
      'xa-b': 200,
      tinh: 250,
    });
  });
});

describe('looking for a unit', () => {
  const codes = async (query: string) => (await database.ask('find_units', { contest, query })).map(({ code }) => code);

  test.each([
    ['with accents', 'Đồng A'],
    ['without accents', 'dong a'],
    ['in capitals', 'XÃ ĐỒNG A'],
    ['with decomposed letters', 'Đồng A'.normalize('NFD')],
  ])('%s finds it first', async (_, query) => {
    expect((await codes(query))[0]).toBe('xa-a');
  });

  test('by its own name and its parent’s tells the same names apart', async () => {
    expect((await codes('chi bo 1 dong b'))[0]).toBe('xa-b-chi-bo-1');
    expect((await codes('chi bo 1 dong a'))[0]).toBe('xa-a-chi-bo-1');
    const [found] = await database.ask('find_units', { contest, query: 'chi bộ 1 đồng b' });
    expect(found?.path).toEqual(['Tỉnh', 'Xã Đồng B', 'Chi bộ 1']);
  });

  test('needs every word to begin one of the unit’s, and lets the last be unfinished', async () => {
    expect(await codes('chi bo 2 do')).toEqual(['xa-a-chi-bo-2']);
    expect(await codes('hi bo')).toEqual([]);
  });

  test('takes % and _ for what they are, and nothing for nothing', async () => {
    expect(await codes('%')).toEqual([]);
    expect(await codes('_')).toEqual([]);
    expect(await codes('   ')).toEqual([]);
  });

  test('returns no more than asked for', async () => {
    expect(await database.ask('find_units', { contest, query: 'chi', size: 2 })).toHaveLength(2);
  });
});
