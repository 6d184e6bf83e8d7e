import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMigrations } from '../../supabase/local/migrations.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers, takeRound } from '../support/members.ts';
import { sampleContest } from '../support/sample-contest.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

test('loading a contest again keeps every participant and attempt, and takes over what has changed', async () => {
  const ticket = await join(database);
  await takeRound(database, ticket, 2);
  const before = await database.ask('me', { ticket });
  const contest = sampleContest();
  await database.load({
    ...contest,
    title: 'Tên mới',
    rounds: contest.rounds.map((of) => ({ ...of, max_attempts: 5 })),
  });
  expect(await database.ask('me', { ticket })).toEqual(before);
  const loaded = await database.ask('contest', { slug: 'cuoc-thi' });
  expect(loaded.title).toBe('Tên mới');
  expect(loaded.rounds.map(({ max_attempts }) => max_attempts)).toEqual([5, 5, 5]);
});

test('a question taken out of the bank is not drawn again, but stays with those who had it', async () => {
  const ticket = await join(database);
  const attempt = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
  const contest = sampleContest();
  const questions = contest.questions.filter(({ code }) => !/-[0-2]$/.test(code));
  await database.load({ ...contest, questions });
  expect(await database.ask('start_attempt', { ticket, round: 'tuan-2' })).toEqual(attempt);
  const other = await database.ask('start_attempt', { ticket: await join(database), round: 'tuan-2' });
  expect(other.paper.every(({ prompt }) => /-[3-5]\?$/.test(prompt))).toBe(true);
});

test('a question whose options or key change is a new one: papers under way and their receipts stay as they were', async () => {
  const ticket = await join(database);
  const attempt = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
  const contest = sampleContest();
  const questions = contest.questions.map((question) => ({
    ...question,
    prompt: `${question.prompt} (sửa chữ)`,
    options: [...question.options].reverse(),
  }));
  const rounds = contest.rounds.map((of) => ({
    ...of,
    blueprint: of.blueprint.map((cell) => ({ ...cell, count: 1 })),
  }));
  await database.load({ ...contest, questions, rounds });
  expect(await database.ask('start_attempt', { ticket, round: 'tuan-2' })).toEqual(attempt);
  const submit = { ticket, attempt: attempt.id, answers: rightAnswers(attempt) };
  expect(await database.ask('submit_attempt', submit)).toMatchObject({ correct: 4, total: 4, score: 50 });
  await database.sql('select contest.tick()');
  expect((await database.ask('unit_leaderboard', { contest: 'cuoc-thi' })).rows[0]).toMatchObject({ full_marks: 1 });
});

test('right options in another order are the same question', async () => {
  const contest = sampleContest();
  const before = await database.sql('select id, right_options from contest.questions order by id');
  await database.load({
    ...contest,
    questions: contest.questions.map((of) => ({ ...of, right_options: [...of.right_options].reverse() })),
  });
  expect(await database.sql('select id, right_options from contest.questions order by id')).toEqual(before);
});

test('words that do not touch the key are mended in place', async () => {
  const ticket = await join(database);
  const attempt = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
  const contest = sampleContest();
  await database.load({ ...contest, questions: contest.questions.map((of) => ({ ...of, prompt: 'Câu đã sửa?' })) });
  const again = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
  expect(again.paper.map(({ id }) => id)).toEqual(attempt.paper.map(({ id }) => id));
  expect(new Set(again.paper.map(({ prompt }) => prompt))).toEqual(new Set(['Câu đã sửa?']));
});

test('a unit moved in the tree takes its participants along', async () => {
  await takeRound(database, await join(database), 4);
  await database.sql('select contest.tick()');
  const contest = sampleContest();
  await database.load({
    ...contest,
    units: contest.units.map((unit) => (unit.code === 'xa-a-chi-bo-1' ? { ...unit, parent: 'xa-b' } : unit)),
  });
  const participants = async () =>
    Object.fromEntries(
      (await database.ask('unit_leaderboard', { contest: 'cuoc-thi', parent: 'tinh' })).rows.map((row) => [
        row.code,
        row.participants,
      ]),
    );
  expect(await participants()).toEqual({ 'xa-a': 0, 'xa-b': 1 });
  await database.sql('select contest.tick()');
  expect(await participants()).toEqual({ 'xa-a': 0, 'xa-b': 1 });
});

test('a bank smaller than a blueprint is refused, and nothing of it is stored', async () => {
  const contest = sampleContest();
  const tooFew = { ...contest, title: 'Thiếu câu', questions: contest.questions.slice(0, 7) };
  await expect(database.load(tooFew)).rejects.toMatchObject({ message: 'bank_too_small', code: 'PT422' });
  expect((await database.ask('contest', {})).title).toBe('Cuộc thi');
});

test('the contest asked for without a slug is the one running now', async () => {
  const old = sampleContest();
  const earlier = (moment: string) => moment.replace('2026', '2025');
  await database.load({
    ...old,
    slug: 'nam-truoc',
    year: 2025,
    rounds: old.rounds.map((of) => ({ ...of, opens_at: earlier(of.opens_at), closes_at: earlier(of.closes_at) })),
  });
  expect((await database.ask('contest', {})).slug).toBe('cuoc-thi');
  await database.setClock(new Date('2025-06-15T05:00:00.000Z'));
  expect((await database.ask('contest', {})).slug).toBe('nam-truoc');
  expect(await database.call('contest', { slug: 'khong-co' })).toEqual({ status: 404, refusal: 'contest_not_found' });
});

test('migrations are applied once and remembered', async () => {
  const connection = {
    exec: (sql: string) =>
      database.sql(sql).catch(() =>
        Promise.all(
          sql
            .split(';')
            .filter((part) => part.trim())
            .map((part) => database.sql(part)),
        ),
      ),
    query: async <Row>(sql: string, parameters?: unknown[]) => ({ rows: await database.sql<Row>(sql, parameters) }),
  };
  expect(await applyMigrations(connection)).toEqual([]);
});
