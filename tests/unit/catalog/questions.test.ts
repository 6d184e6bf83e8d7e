import { expect, test } from 'vitest';
import { audiencesOf, basisOf, topicsOf } from '../../../src/catalog/questions.ts';
import { QaItem } from '../../../src/schemas/qa.ts';
import { Source } from '../../../src/schemas/source.ts';

const item = (id: string, more: object = {}) =>
  QaItem.parse({ id, question: `${id}?`, answer: 'Có.', sources: ['nq'], ...more });
const set = (id: string, topic: string, questions: QaItem[]) => ({
  id,
  data: { title: id, summary: '…', topic, audiences: ['everyone' as const, 'youth' as const], questions },
});

test('sets of one topic stand together, under the slug of the first', () => {
  const topics = topicsOf([set('a', 'Mục tiêu', [item('x')]), set('b', 'Cuộc thi', []), set('c', 'Mục tiêu', [])]);
  expect(topics.map(({ id, title, sets }) => [id, title, sets.map(({ title: name }) => name)])).toEqual([
    ['a', 'Mục tiêu', ['a', 'c']],
    ['b', 'Cuộc thi', ['b']],
  ]);
  expect(topics[0]?.sets[0]?.questions[0]?.route).toBe('/hoi-dap/a/#x');
});

test('a question is for those it names, else for those of its set; "everyone" is never offered as a choice', () => {
  const topics = topicsOf([set('a', 'Mục tiêu', [item('x'), item('y', { audiences: ['everyone', 'elderly'] })])]);
  expect(topics[0]?.sets[0]?.questions.map(({ audiences }) => audiences)).toEqual([
    ['everyone', 'youth'],
    ['everyone', 'elderly'],
  ]);
  expect(audiencesOf(topics).map(({ id }) => id)).toEqual(['elderly', 'youth']);
});

test('an answer rests on a document or on a rule of this site, and says on which', () => {
  const document = Source.parse({ id: 'nq', issuer: 'Đại hội', kind: 'nghị quyết', number: '1', check: 'text' });
  const both = item('x', { site_rules: ['privacy-notice'] });
  expect(basisOf(both, [document]).map(({ route }) => route)).toEqual(['/van-ban/nq/', '/quyen-rieng-tu/#khi-du-thi']);
  expect(() => item('y', { sources: [] })).toThrow('chưa có căn cứ');
  expect(item('z', { sources: [], site_rules: ['contest-rules'] }).sources).toEqual([]);
});
