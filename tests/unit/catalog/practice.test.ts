import { expect, test } from 'vitest';
import { practiceQuestions } from '../../../src/catalog/practice.ts';
import type { TargetIndex } from '../../../src/catalog/targets.ts';
import { Question } from '../../../src/schemas/question.ts';

const target = (() => ({ bound: 'about', value: 45, unit: '%' })) as unknown as TargetIndex['target'];
const question = (id: string, topic: string) =>
  Question.parse({
    id,
    topic,
    difficulty: 'easy',
    prompt: 'Bao nhiêu?',
    right: ['{{urban}}'],
    wrong: ['50 %'],
    explanation: 'Là **{{urban}}**.',
    source: '/nghi-quyet/a/#doan',
  });

test('practice questions come in the order of the topics, with figures filled in and the passage named after its page', () => {
  const shown = practiceQuestions(
    [
      { id: 'mot', title: 'Một' },
      { id: 'hai', title: 'Hai' },
    ],
    [question('q-hai', 'hai'), question('q-mot', 'mot'), question('q-la', 'la')],
    { target },
    new Map([['/nghi-quyet/a/', 'Bài A']]),
  );
  expect(shown.map(({ id }) => id)).toEqual(['q-mot', 'q-hai']);
  expect(shown[0]).toMatchObject({
    right: ['khoảng 45\u00a0%'],
    explanation: '<p>Là <strong>khoảng <span class="figure">45\u00a0%</span></strong>.</p>',
    passage: { route: '/nghi-quyet/a/#doan', title: 'Bài A' },
  });
});
