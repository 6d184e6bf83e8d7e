import '../../support/random-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw, isRight, mockPaper, practicePaper, type PracticeQuestion } from '../../../src/contest/practice.ts';

/** A chance that fast-check can repeat. */
const chance = fc.infiniteStream(fc.integer({ min: 0, max: 999 })).map((numbers) => () => numbers.next().value / 1000);

const question = (id: string, topic = 'a', right = 1): PracticeQuestion => ({
  id,
  topic,
  prompt: `${id}?`,
  right: Array.from({ length: right }, (_, index) => `đúng ${index}`),
  wrong: ['sai 0', 'sai 1', 'sai 2'],
  explanation: '<p>Vì thế.</p>',
  passage: { route: '/nghi-quyet/a/#b', title: 'A' },
});
/** A bank with so many questions in each topic. */
const bank = (...counts: number[]) =>
  counts.flatMap((count, topic) =>
    Array.from({ length: count }, (_, index) => question(`${topic}-${index}`, String(topic))),
  );
const idsOf = (paper: { id: string }[]) => paper.map(({ id }) => id);

test('a question is drawn with all its options, lettered in the order shown, and its right ones known by letter', () => {
  fc.assert(
    fc.property(chance, fc.integer({ min: 1, max: 3 }), (random, right) => {
      const from = question('q', 'a', right);
      const drawn = draw(from, random);
      expect(drawn.options.map(({ key }) => key)).toEqual([...'ABCDEF'].slice(0, right + 3));
      expect(drawn.options.map(({ text }) => text).sort()).toEqual([...from.right, ...from.wrong].sort());
      const texts = drawn.right.map((key) => drawn.options.find((option) => option.key === key)?.text);
      expect(texts.sort()).toEqual(from.right);
      expect(drawn.multiple).toBe(right > 1);
    }),
  );
});

// Seen to fail with `some` for `every`, and without comparing the lengths.
test('an answer is right with all right options and no other, and never half right', () => {
  const asked = { right: ['A', 'C'] };
  expect(isRight(asked, ['C', 'A'])).toBe(true);
  for (const chosen of [[], ['A'], ['A', 'B'], ['A', 'B', 'C']]) expect(isRight(asked, chosen)).toBe(false);
});

test('a practice paper asks everything once, first what is not known yet', () => {
  fc.assert(
    fc.property(chance, fc.uniqueArray(fc.integer({ min: 0, max: 9 })), (random, known) => {
      const questions = bank(10);
      const isKnown = (id: string) => known.includes(Number(id.split('-')[1]));
      const asked = idsOf(practicePaper(questions, isKnown, random));
      expect([...asked].sort()).toEqual(idsOf(questions).sort());
      expect(asked.slice(10 - known.length).every(isKnown)).toBe(true);
    }),
  );
});

// Seen to fail with the first `count` of the shuffled bank taken, whatever their topics.
test('a mock paper has so many questions, none twice, and no topic more than one ahead of another that has more', () => {
  fc.assert(
    fc.property(
      chance,
      fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 20 }),
      (random, counts, wanted) => {
        const questions = bank(...counts);
        const paper = mockPaper(questions, wanted, random);
        expect(paper.length).toBe(Math.min(wanted, questions.length));
        expect(new Set(idsOf(paper)).size).toBe(paper.length);
        const asked = counts.map(
          (_, topic) => paper.filter(({ drawnFrom }) => drawnFrom.topic === String(topic)).length,
        );
        const most = Math.max(0, ...asked);
        asked.forEach((count, topic) => expect(count).toBeGreaterThanOrEqual(Math.min(counts[topic] ?? 0, most - 1)));
      },
    ),
  );
});
