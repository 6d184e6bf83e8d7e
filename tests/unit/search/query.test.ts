import { expect, test } from 'vitest';
import { askedNumber, documentNumber, isTitleOfNumber } from '../../../src/search/document-number.ts';
import { parseQuery, phraseForIndex, shorterQueries } from '../../../src/search/query.ts';

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

test("a kind's name and a number name a document", () => {
  expect(askedNumber('chi thi 05')).toBe('05-ct');
  expect(askedNumber('Nghị quyết số 35')).toBe('35-nq');
  expect(askedNumber('quy định 8')).toBe('08-qd');
  expect(askedNumber('37-KH/ĐU')).toBe('37-kh/du');
  for (const text of ['chỉ thị', 'kế hoạch 2021', 'kế hoạch năm 2021', 'nghị quyết 6,5', 'kết luận 20 %', '05'])
    expect(askedNumber(text), text).toBeNull();
});

test("the document of a number is told from one about it, with or without the number's end", () => {
  expect(isTitleOfNumber('05-ct', 'Chỉ thị số 05-CT/TW')).toBe(true);
  expect(isTitleOfNumber('05-ct/tw', 'Chỉ thị số 05-CT/TW')).toBe(true);
  expect(isTitleOfNumber('01-kl/tw', 'Kế hoạch: Thực hiện Kết luận số 01-KL/TW')).toBe(false);
  expect(isTitleOfNumber('05-c', 'Chỉ thị số 05-CT/TW')).toBe(false);
});

test('quotes ask for the words side by side', () => {
  expect(parseQuery('"đại đoàn kết"')).toMatchObject({ quoted: true, words: ['đại', 'đoàn', 'kết'] });
  expect(parseQuery('“đại đoàn kết”').quoted).toBe(true);
  expect(parseQuery('đại đoàn kết').quoted).toBe(false);
});

test('a single word is its own phrase', () => {
  expect(phraseForIndex(parseQuery('Đại đoàn, kết!'))).toMatch(/^"d\u0335ại.* d\u0335oàn.* kết.*"$/);
  expect(phraseForIndex(parseQuery('đảng'))).toBeNull();
});

test('what only makes a question of the words is not asked of a page', () => {
  for (const [asked, needed] of [
    ['Ba đột phá chiến lược là gì?', 'ba đột phá chiến lược'],
    ['thế nào là đại đoàn kết', 'đại đoàn kết'],
    ['ty le che phu rung la bao nhieu', 'ty le che phu rung'],
    ['Đại hội XIII họp ở đâu, khi nào?', 'đại hội xiii họp'],
    ['là gì', 'là gì'],
    ['"là gì"', 'là gì'],
  ] as const)
    expect(parseQuery(asked).needed.join(' '), asked).toBe(needed);
});

test('an empty query has no words', () => {
  for (const text of ['', '   ', '?!', '""']) expect(parseQuery(text).words).toEqual([]);
});

test('a query that found nothing is offered with one word fewer, the last word first', () => {
  expect(shorterQueries(parseQuery('nghị quyết abcxyz'))).toEqual(['nghị quyết', 'nghị abcxyz', 'quyết abcxyz']);
  expect(shorterQueries(parseQuery('abcxyz'))).toEqual([]);
});
