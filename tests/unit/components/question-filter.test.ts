import { expect, test } from 'vitest';
import { choiceOf, isChosen, queryOf, shownText } from '../../../src/components/question-filter.ts';

const topics = ['', 'muc-tieu', 'cuoc-thi'];
const audiences = ['', 'youth', 'elderly'];
const nothing = { topic: '', audience: '' };

test('an address brings back what was chosen', () => {
  for (const choice of [
    nothing,
    { topic: 'muc-tieu', audience: '' },
    { topic: '', audience: 'elderly' },
    { topic: 'cuoc-thi', audience: 'youth' },
  ]) {
    expect(choiceOf(queryOf(choice), topics, audiences)).toEqual(choice);
  }
  expect(queryOf({ topic: 'cuoc-thi', audience: 'youth' })).toBe('?chu-de=cuoc-thi&doi-tuong=youth');
  expect(queryOf(nothing)).toBe('');
});

test('a topic or audience that is no longer there is no choice', () => {
  expect(choiceOf('?chu-de=cu&doi-tuong=youth', topics, audiences)).toEqual({ topic: '', audience: 'youth' });
  expect(choiceOf('?chu-de=%3Cscript%3E&doi-tuong=', topics, audiences)).toEqual(nothing);
});

test('a question is shown when it is of the topic and for the audience that were chosen', () => {
  const question = { topic: 'muc-tieu', audiences: ['everyone', 'youth'] };
  expect(isChosen(nothing, question)).toBe(true);
  expect(isChosen({ topic: 'muc-tieu', audience: 'youth' }, question)).toBe(true);
  expect(isChosen({ topic: 'cuoc-thi', audience: 'youth' }, question)).toBe(false);
  expect(isChosen({ topic: 'muc-tieu', audience: 'elderly' }, question)).toBe(false);
});

test('what is shown is told in words, an empty list with what to do', () => {
  expect(shownText(60, 60)).toBe('Có cả 60 câu.');
  expect(shownText(7, 60)).toBe('Có 7 trong 60 câu.');
  expect(shownText(0, 60)).toContain('bỏ bớt');
});
