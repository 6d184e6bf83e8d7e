import { expect, test } from 'vitest';
import {
  documentNumber,
  parseQuery,
  phraseForIndex,
  shorterQueries,
  wordsForIndex,
} from '../../../src/search/query.ts';

test('marks typed by the reader are meant', () => {
  expect(parseQuery('Nghị quyết').accented).toBe(true);
  expect(parseQuery('nghi quyet').accented).toBe(false);
  expect(parseQuery('đang').accented).toBe(true);
});

test('a document number is found however it is typed', () => {
  for (const typed of [
    '05-CT/TW',
    '05 ct tw',
    '05-ct-tw',
    'chỉ thị 5-CT/TW',
    'Chỉ thị số 05 - CT / TW ngày 15/5/2016',
  ]) {
    expect(documentNumber(typed), typed).toBe('05-ct/tw');
  }
  expect(documentNumber('37-KH/ĐU')).toBe('37-kh/du');
  expect(documentNumber('27/CT-TTg')).toBe('27-ct/ttg');
});

test('numbers that name no document are no document number', () => {
  for (const text of ['mục tiêu 2045', '12 định hướng', '6,5 %', 'năm 2023 chuyên đề', '05'])
    expect(documentNumber(text), text).toBeNull();
});

test('quotes ask for the words side by side', () => {
  expect(parseQuery('"đại đoàn kết"')).toMatchObject({ quoted: true, words: ['đại', 'đoàn', 'kết'] });
  expect(parseQuery('“đại đoàn kết”').quoted).toBe(true);
  expect(parseQuery('đại đoàn kết').quoted).toBe(false);
});

test('the index is asked in its own spelling', () => {
  const query = parseQuery('Đại đoàn, kết!');
  expect(wordsForIndex(query)).toBe('d\u0335ại d\u0335oàn kết');
  expect(phraseForIndex(query)).toBe('"d\u0335ại d\u0335oàn kết"');
  expect(phraseForIndex(parseQuery('đảng'))).toBeNull();
});

test('an empty query has no words', () => {
  for (const text of ['', '   ', '?!', '""']) expect(parseQuery(text).words).toEqual([]);
});

test('a query that found nothing is offered with one word fewer, the last word first', () => {
  expect(shorterQueries(parseQuery('nghị quyết abcxyz'))).toEqual(['nghị quyết', 'nghị abcxyz', 'quyết abcxyz']);
  expect(shorterQueries(parseQuery('abcxyz'))).toEqual([]);
});
