import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers, takeRound } from '../support/members.ts';
import { addOrganisers, askAs, callAs, signedIn } from '../support/organisers.ts';
import { sampleContest } from '../support/sample-contest.ts';

const round = 'tuan-2';
let database: TestDatabase;
beforeEach(async () => {
  // As many questions as a paper has: everybody draws the same four, in an order of their own.
  const sample = sampleContest();
  database = await openTestDatabase({
    ...sample,
    questions: sample.questions.filter(({ code }) => /-[01]$/.test(code)),
  });
  await addOrganisers(database);
});
afterEach(() => database.close());

const flagged = async (args: { after?: string; size?: number } = {}) =>
  (await askAs(database, 'editor', 'organiser_flagged', { round, ...args })).rows;

/** Takes the round with the options whose text ends so, by question: "sai mot-1 3" is the fourth option of mot-1. */
async function answerBy(ends: Record<string, number[]>, ms = 60_000, ticket?: string): Promise<string> {
  const holder = ticket ?? (await join(database));
  const { id: attempt, paper } = await database.ask('start_attempt', { ticket: holder, round });
  await database.passTime(ms);
  const answers = Object.fromEntries(
    paper.map(({ id, prompt, options }) => {
      const code = /Câu hỏi (.*)\?/.exec(prompt)?.[1] ?? '';
      const chosen = (ends[code] ?? []).map((place) => `${code} ${place}`);
      return [id, options.filter(({ text }) => chosen.some((end) => text.endsWith(end))).map(({ key }) => key)];
    }),
  );
  await database.ask('submit_attempt', { ticket: holder, attempt, answers });
  return attempt;
}
const allRight = { 'mot-0': [0], 'mot-1': [0], 'hai-0': [0, 1], 'hai-1': [0, 1] };
const oneWrong = { ...allRight, 'mot-1': [3] };

describe('flagged', () => {
  test('is an attempt too fast to have been read, with at least half of it right', async () => {
    const fast = await takeRound(database, await join(database), 2, 7_999);
    await takeRound(database, await join(database), 2, 8_000);
    await takeRound(database, await join(database), 1, 1_000);
    const [row, ...others] = await flagged();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      attempt: fast.attempt,
      reasons: ['too_fast'],
      facts: { duration_ms: 7_999, questions: 4, ms_per_question: 1_999, correct: 2, same_as: [] },
    });
    expect(row?.participant).toBeTypeOf('number');
  });

  test('are the same answers, one of them wrong, given by several people in whatever order', async () => {
    const ids = [await answerBy(oneWrong), await answerBy(oneWrong), await answerBy(oneWrong)].sort();
    await answerBy({ ...oneWrong, 'hai-0': [0] });
    const rows = await flagged();
    expect(rows.map(({ attempt, reasons }) => [attempt, reasons])).toEqual(
      ids.map((id) => [id, ['identical_answers']]),
    );
    for (const { attempt, facts } of rows) expect(facts.same_as).toEqual(ids.filter((id) => id !== attempt));
  });

  test('are not right answers, which are alike because they are right, nor blank papers', async () => {
    // Removed to see this fail: the 0 in "given.choice not in (0".
    for (let people = 0; people < 2; people += 1) {
      await answerBy(allRight);
      await answerBy({});
      await answerBy({ 'mot-0': [0] });
    }
    expect(await flagged()).toEqual([]);
  });

  test('is not one person who answers the same twice', async () => {
    const ticket = await join(database);
    await answerBy(oneWrong, 60_000, ticket);
    await answerBy(oneWrong, 60_000, ticket);
    // Removed to see this fail: min(participant) <> max(participant).
    expect(await flagged()).toEqual([]);
    const other = await answerBy(oneWrong);
    const rows = await flagged();
    expect(rows).toHaveLength(3);
    expect(rows.find(({ attempt }) => attempt === other)?.facts.same_as).toHaveLength(2);
    for (const { attempt, facts } of rows) if (attempt !== other) expect(facts.same_as).toEqual([other]);
  });

  test('by what was wrong is no more once it counts as right', async () => {
    await answerBy(oneWrong);
    await answerBy(oneWrong);
    await database.sql(
      `update contest.questions set accepted_choices = array[1 << (array_position(options, 'sai mot-1 3') - 1)] where code = 'mot-1'`,
    );
    expect(await flagged()).toEqual([]);
    await database.sql(`update contest.questions set accepted_choices = '{}', voided = true where code = 'mot-1'`);
    expect(await flagged()).toEqual([]);
  });

  test('is nothing that is still open', async () => {
    for (let people = 0; people < 2; people += 1) {
      const ticket = await join(database);
      const attempt = await database.ask('start_attempt', { ticket, round });
      await database.ask('save_answers', {
        ticket,
        attempt: attempt.id,
        revision: 1,
        answers: rightAnswers(attempt, 2),
      });
    }
    expect(await flagged()).toEqual([]);
  });

  test('comes page by page, for both reasons at once where both hold', async () => {
    for (let people = 0; people < 5; people += 1) await answerBy(oneWrong, 1_000);
    const all = await flagged();
    expect(all).toHaveLength(5);
    for (const { reasons } of all) expect(reasons).toEqual(['too_fast', 'identical_answers']);
    const pages = [];
    for (let after: string | undefined; ;) {
      const page = await flagged({ size: 2, ...(after && { after }) });
      if (page.length === 0) break;
      pages.push(...page);
      after = page.at(-1)?.attempt;
    }
    expect(pages).toEqual(all);
  });

  test('is for admins and editors to see, of a round that exists', async () => {
    const call = (as: Parameters<typeof callAs>[1], of: string | number = round) =>
      callAs(database, as, 'organiser_flagged', { round: of });
    expect(await call('unit')).toEqual({ status: 403, refusal: 'out_of_scope' });
    expect(await call(signedIn('nguoi-la@example.com'))).toEqual({ status: 403, refusal: 'not_an_organiser' });
    await expect(call({ actor: 'anon' })).rejects.toThrow('permission denied');
    expect(await call('editor', 'khong-co')).toEqual({ status: 404, refusal: 'round_not_found' });
    const [of] = await database.sql<{ id: number }>('select id from contest.rounds where slug = $1', [round]);
    expect((await call('admin', of?.id)).status).toBe(200);
  });
});
