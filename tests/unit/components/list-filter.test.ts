import { expect, test } from 'vitest';
import { choiceOf, isChosen, queryOf, shownText } from '../../../src/components/list-filter.ts';

const offered = { 'chu-de': ['', 'muc-tieu', 'cuoc-thi'], 'doi-tuong': ['', 'youth', 'elderly'] };
const choice = (topic: string, audience: string) => ({ 'chu-de': topic, 'doi-tuong': audience });
const nothing = choice('', '');

test('an address brings back what was chosen', () => {
  for (const one of [nothing, choice('muc-tieu', ''), choice('', 'elderly'), choice('cuoc-thi', 'youth')]) {
    expect(choiceOf(queryOf(one), offered)).toEqual(one);
  }
  expect(queryOf(choice('cuoc-thi', 'youth'))).toBe('?chu-de=cuoc-thi&doi-tuong=youth');
  expect(queryOf(nothing)).toBe('');
});

test('a value that is no longer there is no choice', () => {
  expect(choiceOf('?chu-de=cu&doi-tuong=youth&khac=1', offered)).toEqual(choice('', 'youth'));
  expect(choiceOf('?chu-de=%3Cscript%3E&doi-tuong=', offered)).toEqual(nothing);
});

test('an item is shown when it is of everything that was chosen', () => {
  const item = { 'chu-de': ['muc-tieu'], 'doi-tuong': ['everyone', 'youth'] };
  expect(isChosen(nothing, item)).toBe(true);
  expect(isChosen(choice('muc-tieu', 'youth'), item)).toBe(true);
  expect(isChosen(choice('cuoc-thi', 'youth'), item)).toBe(false);
  expect(isChosen(choice('muc-tieu', 'elderly'), item)).toBe(false);
  expect(isChosen(choice('muc-tieu', ''), {})).toBe(false);
});

test('what is shown is told in words, an empty list with what to do', () => {
  expect(shownText(60, 60, 'câu')).toBe('Có cả 60 câu.');
  expect(shownText(7, 60, 'mốc')).toBe('Có 7 trong 60 mốc.');
  expect(shownText(0, 60, 'câu')).toContain('bỏ bớt');
});
