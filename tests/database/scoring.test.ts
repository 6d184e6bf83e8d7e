import '../support/random-seed.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answers, OpenAttempt } from '../../src/contest/contract.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join, rightAnswers } from '../support/members.ts';
import { sampleContest, type SampleContest } from '../support/sample-contest.ts';

const round = 'tuan-2';
const weights = { mot: 7, hai: 11 };

/** Per question: how many options there are, and which are right (at least one, not all). */
const question = fc.integer({ min: 2, max: 6 }).chain((options) =>
  fc.record({
    options: fc.constant(options),
    right: fc.subarray(
      Array.from({ length: options }, (_, index) => index + 1),
      { minLength: 1, maxLength: Math.min(5, options - 1) },
    ),
  }),
);

function contestOf(questions: { options: number; right: number[] }[]): SampleContest {
  const sample = sampleContest();
  return {
    ...sample,
    questions: questions.map(({ options, right }, index) => ({
      code: `cau-${index}`,
      topic: index % 2 === 0 ? 'mot' : 'hai',
      difficulty: 'easy' as const,
      prompt: `Câu ${index}?`,
      options: Array.from({ length: options }, (_, place) => `${right.includes(place + 1) ? 'đúng' : 'sai'} ${place}`),
      right_options: right,
      explanation: 'Vì thế.',
      source: '/trang/#neo',
    })),
    rounds: sample.rounds.map((of) => ({
      ...of,
      blueprint: (['mot', 'hai'] as const).map((topic, odd) => ({
        topic,
        difficulty: 'easy' as const,
        count: Math.ceil((questions.length - odd) / 2),
        weight: weights[topic],
      })),
    })),
  };
}

/** All or nothing, from what the paper shows: every right option and no other. */
function expected({ paper }: OpenAttempt, answers: Answers) {
  let score = 0;
  let correct = 0;
  for (const { id, prompt, options } of paper) {
    const right = options.filter(({ text }) => text.startsWith('đúng')).map(({ key }) => key);
    const chosen = new Set(answers[id] ?? []);
    if (chosen.size !== right.length || !right.every((key) => chosen.has(key))) continue;
    correct += 1;
    score += Number(/\d+/.exec(prompt)?.[0]) % 2 === 0 ? weights.mot : weights.hai;
  }
  return { score, correct, total: paper.length };
}

describe('a score', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  test('is what a plain reading of the paper gives, for any bank and any answers, saved or submitted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(question, { minLength: 2, maxLength: 8 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.boolean(),
        async (questions, chances, isLate) => {
          await database.sql('truncate contest.finished, contest.attempts, contest.participants cascade');
          await database.sql('delete from contest.questions');
          await database.setClock(new Date('2026-06-15T05:00:00.000Z'));
          await database.load(contestOf(questions));
          const ticket = await join(database);
          const attempt = await database.ask('start_attempt', { ticket, round });
          const chance = () => chances.next().value ?? 0;
          // One in three questions is answered right on purpose; the others by lot, in any order, or not at all.
          const answers: Answers = {};
          for (const { id, options } of attempt.paper) {
            const isKnown = chance() < 1 / 3;
            const keys = options
              .filter(({ text }) => (isKnown ? text.startsWith('đúng') : chance() < 0.4))
              .map(({ key }) => key);
            // A key given twice counts once.
            if (chance() < 0.1) keys.push(...keys.slice(0, 1));
            if (keys.length > 0 || chance() < 0.5) answers[id] = chance() < 0.5 ? keys : keys.reverse();
          }
          // The next letter after a question's own is no key of it, though other questions of the paper have it.
          for (const { id, options } of attempt.paper) {
            const beyond = String.fromCharCode(65 + options.length);
            for (const name of ['save_answers', 'submit_attempt'] as const)
              expect(
                await database.call(name, {
                  ticket,
                  attempt: attempt.id,
                  revision: 1,
                  answers: { ...answers, [id]: [beyond] },
                }),
              ).toEqual({ status: 422, refusal: 'invalid_answers' });
          }
          if (isLate) {
            await database.ask('save_answers', { ticket, attempt: attempt.id, revision: 1, answers });
            await database.passTime(3_600_000);
            await database.sql('select contest.tick()');
          } else {
            await database.ask('submit_attempt', { ticket, attempt: attempt.id, answers });
          }
          expect((await database.ask('me', { ticket })).attempts).toMatchObject([
            { state: isLate ? 'expired' : 'submitted', ...expected(attempt, answers) },
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });

  // Seen to fail with one place counted as its neighbour in contest.mark. A right answer is at each of six places in a
  // sixth of all questions: at one of them in none of 160, with a chance below 1 in 10¹¹.
  test('counts a single right answer at whatever place of the paper it stands', async () => {
    await database.sql('truncate contest.finished, contest.attempts, contest.participants cascade');
    await database.sql('delete from contest.questions');
    await database.setClock(new Date('2026-06-15T05:00:00.000Z'));
    await database.load(
      contestOf(Array.from({ length: 16 }, (_, index) => ({ options: 6, right: [(index % 6) + 1] }))),
    );
    for (let person = 0; person < 10; person += 1) {
      const ticket = await join(database);
      const attempt = await database.ask('start_attempt', { ticket, round });
      const submit = { ticket, attempt: attempt.id, answers: rightAnswers(attempt) };
      expect(await database.ask('submit_attempt', submit)).toMatchObject({ correct: 16, total: 16 });
    }
  });
});
