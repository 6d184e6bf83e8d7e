import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrganiserArgs } from '../../src/contest/organiser-contract.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, callAs, finishJob } from '../support/organisers.ts';
import { sampleContest } from '../support/sample-contest.ts';
import '../support/random-seed.ts';

const contest = 'cuoc-thi';
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
  await addOrganisers(database);
});
afterEach(() => database.close());

const bank = (args: Partial<OrganiserArgs<'organiser_questions'>> = {}) =>
  askAs(database, 'editor', 'organiser_questions', { contest, ...args });
const codes = async (args: Partial<OrganiserArgs<'organiser_questions'>>) =>
  (await bank(args)).rows.map(({ code }) => code);
const named = async (code: string) => (await bank()).rows.filter((row) => row.code === code);

describe('the question bank', () => {
  test('is read with its keys, by letters in the order it stores options', async () => {
    const { rows, total } = await bank();
    expect(total).toBe(12);
    const stored = sampleContest().questions;
    expect(rows).toEqual(
      stored.map(({ right_options, ...question }, index) => ({
        ...question,
        id: rows[index]?.id,
        right: right_options.map((position) => 'ABCDEF'[position - 1]),
        accepted: [],
        retired: false,
        voided: false,
        drawn: 0,
        right_share: null,
        discrimination: null,
      })),
    );
  });

  test('is paged without a gap or a repeat', async () => {
    const all = (await bank()).rows.map(({ id }) => id);
    const paged: number[] = [];
    for (let after = 0; ; after = paged.at(-1) ?? 0) {
      const { rows, total } = await bank({ after, size: 5 });
      expect(total).toBe(12);
      if (rows.length === 0) break;
      paged.push(...rows.map(({ id }) => id));
    }
    expect(paged).toEqual(all);
    expect((await bank({ size: 1000 })).rows).toHaveLength(12);
  });

  test('is searched by topic and by words of code, question and options, without regard to accents', async () => {
    expect(await codes({ topic: 'hai' })).toHaveLength(6);
    expect(await codes({ topic: 'khong-co' })).toEqual([]);
    await database.sql(
      `update contest.questions set prompt = 'Nghị quyết Đại hội nào?', options = '{Thứ nhất,Thứ hai}' where code = 'mot-3'`,
    );
    expect(await codes({ query: 'NGHI QUYET đại' })).toEqual(['mot-3']);
    expect(await codes({ query: 'thu nhat' })).toEqual(['mot-3']);
    expect(await codes({ query: 'hai-4 Câu' })).toEqual(['hai-4']);
    expect(await codes({ query: 'ghị quyết' })).toEqual([]);
    expect(await codes({ query: 'thứ nhất', topic: 'hai' })).toEqual([]);
    expect(await codes({ query: ' %_ ' })).toHaveLength(12);
  });

  test('shows questions taken out of it, beside those that took their place', async () => {
    const questions = sampleContest().questions.map((question) =>
      question.code === 'mot-0' ? { ...question, options: [...question.options].reverse() } : question,
    );
    await database.load({ ...sampleContest(), questions: questions.slice(0, -1) });
    expect((await named('mot-0')).map(({ retired, right }) => [retired, right])).toEqual([
      [true, ['A']],
      [false, ['A']],
    ]);
    expect(await named('hai-5')).toMatchObject([{ retired: true }]);
  });

  test('is for admins and editors', async () => {
    const out_of_scope = { status: 403, refusal: 'out_of_scope' };
    expect(await callAs(database, 'unit', 'organiser_questions', { contest })).toEqual(out_of_scope);
    expect(await callAs(database, 'admin', 'organiser_questions', { contest })).toMatchObject({ status: 200 });
    const contest_not_found = { status: 404, refusal: 'contest_not_found' };
    expect(await callAs(database, 'editor', 'organiser_questions', { contest: 'x' })).toEqual(contest_not_found);
  });
});

describe('figures of a question', () => {
  test('count papers that are finished, and how they were answered', async () => {
    const wrong = await join(database);
    const open = await database.ask('start_attempt', { ticket: wrong, round: 'tuan-2' });
    expect((await bank()).rows.every(({ drawn }) => drawn === 0)).toBe(true);
    await database.ask('submit_attempt', { ticket: wrong, attempt: open.id, answers: rightAnswers(open, 1) });
    await takeRound(database, await join(database), 4);
    const { rows } = await bank();
    expect(rows.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(8);
    for (const row of rows) expect(row.right_share === null, row.code).toBe(row.drawn === 0);
    const right = rows.reduce((sum, { drawn, right_share }) => sum + drawn * (right_share ?? 0), 0);
    expect(right).toBe(5);
  });

  test('count what organisers accepted later as right, and a voided question by its key alone', async () => {
    const ticket = await join(database);
    const { id, paper } = await database.ask('start_attempt', { ticket, round: 'tuan-2' });
    const [first, second] = paper;
    const answers = { [first?.id ?? '']: ['A'], [second?.id ?? '']: [] };
    await database.ask('submit_attempt', { ticket, attempt: id, answers });
    await database.sql(
      'update contest.questions set accepted_choices = array(select generate_series(1, 63)) where id = $1',
      [Number(first?.id)],
    );
    await database.sql('update contest.questions set voided = true where id = $1', [Number(second?.id)]);
    const { rows } = await bank();
    const of = (question: string | undefined) => rows.find((row) => String(row.id) === question);
    expect(of(first?.id)).toMatchObject({ drawn: 1, right_share: 1 });
    expect(of(second?.id)).toMatchObject({ drawn: 1, right_share: 0, voided: true });
  });

  test('are what a plain count over every paper gives, ties and all', async () => {
    const [question] = await named('mot-0');
    const [other] = await named('mot-1');
    await join(database);
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            choice: fc.integer({ min: 0, max: 15 }),
            score: fc.integer({ min: 0, max: 50 }),
            open: fc.boolean(),
          }),
          {
            minLength: 1,
            maxLength: 40,
          },
        ),
        async (papers) => {
          await database.sql('delete from contest.attempts');
          await database.sql(
            `insert into contest.attempts (participant_id, round_id, ordinal, id, state, started_at, expires_at, question_ids,
               option_orders, weights, right_choices, keys, choices, finished_at, duration_ms, score, correct)
             select p.id, r.id, given.ordinal, ('00000000-0000-4000-8000-' || lpad(given.ordinal::text, 12, '0'))::uuid,
               case when given.open then 'open' else 'submitted' end::contest.attempt_state, contest.clock(), contest.clock(),
               array[$2, $3]::int[], array[4321, 4321], array[10, 10], array[1, 1], '{}', array[0, given.choice], contest.clock(), 1, given.score, 0
             from contest.participants as p, contest.rounds as r,
               rows from (jsonb_to_recordset($1) as (choice int, score int, open boolean)) with ordinality
                 as given (choice, score, open, ordinal)
             where r.slug = 'tuan-2'`,
            [JSON.stringify(papers), other?.id, question?.id],
          );
          const finished = papers
            .map((paper, index) => ({ ...paper, index, right: Number(paper.choice === 1) }))
            .filter(({ open }) => !open)
            .sort((a, b) => a.score - b.score || a.index - b.index);
          const share = (of: typeof finished) => of.reduce((sum, { right }) => sum + right, 0) / of.length;
          const size = Math.max(Math.round(0.27 * finished.length), 1);
          const [row] = await named('mot-0');
          expect(row?.drawn).toBe(finished.length);
          if (finished.length === 0) expect(row).toMatchObject({ right_share: null, discrimination: null });
          else expect(row?.right_share).toBeCloseTo(share(finished), 3);
          if (finished.length < 2) expect(row?.discrimination).toBeNull();
          else
            expect(row?.discrimination).toBeCloseTo(share(finished.slice(-size)) - share(finished.slice(0, size)), 3);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('stay with the question that was answered, not with the one that took its place', async () => {
    await takeRound(database, await join(database), 4);
    const drawn = (await bank()).rows.filter((row) => row.drawn > 0);
    const rows = drawn.map(({ code, topic, difficulty, prompt, options }) => ({
      code,
      topic,
      difficulty,
      prompt,
      options,
      right: 'D',
    }));
    await finishJob(
      database,
      'editor',
      await askAs(database, 'editor', 'organiser_import_questions', { contest, rows, dry_run: false }),
    );
    const after = (await bank()).rows;
    for (const { id, code } of drawn) {
      expect(after.find((row) => row.id === id)).toMatchObject({ drawn: 1, right_share: 1, retired: true });
      expect(after.find((row) => row.code === code && !row.retired)).toMatchObject({ drawn: 0, right_share: null });
    }
  });
});
