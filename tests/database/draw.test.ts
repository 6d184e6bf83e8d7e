import '../support/random-seed.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { join } from '../support/members.ts';
import { sampleContest, type SampleContest } from '../support/sample-contest.ts';

const round = 'tuan-2';
const topics = ['mot', 'hai', 'ba'];

/** A bank and a blueprint it can fill: per topic how many questions there are, and how many a paper takes. */
const bank = fc
  .array(
    fc.record({
      have: fc.integer({ min: 1, max: 7 }),
      options: fc.integer({ min: 2, max: 6 }),
      weight: fc.integer({ min: 1, max: 9 }),
    }),
    {
      minLength: 1,
      maxLength: topics.length,
    },
  )
  .chain((cells) =>
    fc
      .tuple(fc.constant(cells), ...cells.map(({ have }) => fc.integer({ min: 1, max: have })))
      .map(([all, ...counts]) =>
        all.map((cell, index) => ({ ...cell, topic: topics[index] ?? '', count: counts[index] ?? 1 })),
      ),
  );
type Bank = typeof bank extends fc.Arbitrary<infer Value> ? Value : never;

function contestOf(cells: Bank, shuffle: boolean): SampleContest {
  const sample = sampleContest();
  return {
    ...sample,
    questions: cells.flatMap(({ topic, have, options }) =>
      Array.from({ length: have }, (_, index) => ({
        code: `${topic}-${index}`,
        topic,
        difficulty: 'easy' as const,
        prompt: `Câu ${topic} ${index}?`,
        options: Array.from({ length: options }, (__, place) => `${topic} ${index} ${place}`),
        right_options: [1],
        explanation: 'Vì thế.',
        source: '/trang/#neo',
      })),
    ),
    rounds: sample.rounds.map((of) => ({
      ...of,
      max_attempts: 3,
      shuffle_options: shuffle,
      blueprint: cells.map(({ topic, count, weight }) => ({ topic, difficulty: 'easy' as const, count, weight })),
    })),
  };
}

describe('a paper', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  test('holds what the blueprint asks for, every question once, and questions not had before all others', async () => {
    await fc.assert(
      fc.asyncProperty(bank, fc.boolean(), async (cells, shuffle) => {
        await database.sql(`
          truncate contest.finished, contest.attempts, contest.participants cascade;
        `);
        await database.sql('delete from contest.questions');
        await database.load(contestOf(cells, shuffle));
        const ticket = await join(database);
        const had = new Map<string, Set<string>>(topics.map((topic) => [topic, new Set()]));
        for (let ordinal = 1; ordinal <= 3; ordinal += 1) {
          const { id, paper } = await database.ask('start_attempt', { ticket, round });
          expect(new Set(paper.map((question) => question.id)).size).toBe(paper.length);
          for (const { topic, have, count, options } of cells) {
            const drawn = paper.filter(({ prompt }) => prompt.startsWith(`Câu ${topic} `));
            expect(drawn).toHaveLength(count);
            const seen = had.get(topic) ?? new Set();
            const repeated = drawn.filter((question) => seen.has(question.id));
            expect(repeated).toHaveLength(Math.max(0, count - (have - seen.size)));
            for (const question of drawn) {
              seen.add(question.id);
              expect(question.options.map(({ key }) => key).join('')).toBe('ABCDEF'.slice(0, options));
              const places = question.options.map(({ text }) => Number(text.split(' ')[2]));
              expect([...places].sort()).toEqual(Array.from({ length: options }, (_, place) => place));
              if (!shuffle) expect(places).toEqual([...places].sort());
            }
          }
          await database.ask('submit_attempt', { ticket, attempt: id, answers: {} });
        }
      }),
      { numRuns: 25 },
    );
  });

  test('draws every question of a cell and every order of its options alike', async () => {
    const cells: Bank = [{ topic: 'mot', have: 4, options: 3, weight: 1, count: 2 }];
    await database.sql('truncate contest.finished, contest.attempts, contest.participants cascade');
    await database.sql('delete from contest.questions');
    await database.load(contestOf(cells, true));
    const draws = 600;
    const rows = await database.sql<{ questions: string; orders: string }>(
      `select paper.question_ids::text as questions, paper.option_orders::text as orders
       from contest.rounds as r, generate_series(1, $1) as n,
         lateral (select d.* from contest.draw_paper(case when n > 0 then r.id end, r.question_count, r.shuffle_options, null) as d) as paper
       where r.slug = $2`,
      [draws, round],
    );
    const count = (texts: string[]) => {
      const counts = new Map<string, number>();
      for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
      return [...counts.values()];
    };
    // 12 ordered pairs of 4 questions, 50 draws expected of each; 6 orders of 3 options, 200 expected of each. Six standard
    // deviations of a fair draw: one false alarm in some ten million runs.
    const pairs = count(rows.map(({ questions }) => questions));
    expect(pairs).toHaveLength(12);
    for (const times of pairs)
      expect(Math.abs(times - draws / 12)).toBeLessThan(6 * Math.sqrt((draws / 12) * (11 / 12)));
    const orders = count(rows.flatMap(({ orders: both }) => both.replace(/[{}]/g, '').split(',')));
    expect(orders).toHaveLength(6);
    for (const times of orders) {
      expect(Math.abs(times - (2 * draws) / 6)).toBeLessThan(6 * Math.sqrt(((2 * draws) / 6) * (5 / 6)));
    }
  });
});
