import { expect, test } from 'vitest';
import { latestDocumentFirst, tasksByPart } from '../../../src/catalog/plans.ts';

const plan = (id: string) => ({ id, data: { document: `vb-${id}` } });

test('plans stand by the day of their document, the latest first and the undated last', () => {
  const documents = [
    { id: 'vb-a', date: '2021-03-09', year: undefined },
    { id: 'vb-b', date: undefined, year: undefined },
    { id: 'vb-c', date: '2023-02-17', year: undefined },
    { id: 'vb-d', date: undefined, year: 2022 },
  ];
  expect(latestDocumentFirst(['a', 'b', 'c', 'd'].map(plan), documents).map(({ id }) => id)).toEqual([
    'c',
    'd',
    'a',
    'b',
  ]);
});

// Seen to fail with a new part begun at every change of part.
test('a part keeps all its tasks together, in the order of the document', () => {
  const task = (id: string, part: string) => ({ id, part, task: 'Việc' });
  const parts = tasksByPart([task('a', 'Học tập'), task('b', 'Báo cáo'), task('c', 'Học tập')]);
  expect(parts.map(({ id, title, tasks }) => [id, title, tasks.map((one) => one.id)])).toEqual([
    ['phan-1', 'Học tập', ['a', 'c']],
    ['phan-2', 'Báo cáo', ['b']],
  ]);
});
