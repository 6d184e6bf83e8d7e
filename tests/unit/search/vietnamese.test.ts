import { expect, test } from 'vitest';
import { fold, isAccented, normaliseText, wordsOf } from '../../../src/search/vietnamese.ts';

test('both schools of tone placement are one word', () => {
  for (const [one, other] of [
    ['hoà', 'hòa'],
    ['khoẻ', 'khỏe'],
    ['thuỷ', 'thủy'],
    ['Uỷ ban', 'Ủy ban'],
    ['HOÀ BÌNH', 'HÒA BÌNH'],
  ] as const) {
    expect(normaliseText(one)).toBe(other);
    expect(normaliseText(other)).toBe(other);
  }
});

test('a tone on the wrong vowel goes to the right one', () => {
  expect(normaliseText('tòan qúy khỏang cuả gìa')).toBe('toàn quý khoảng của già');
});

test('words that are written one way stay as they are', () => {
  const text =
    'Nghị quyết, đường lối, nguyễn, rượu, giữa, giếng, gì, quốc, quá, khuỷu, xoáy, thuở, được, tuần, hoàn toàn, của, mùa, yếu, Hồ Chí Minh, ngoằn ngoèo, già';
  expect(normaliseText(text)).toBe(text);
});

test('what is no Vietnamese syllable stays as it is', () => {
  expect(normaliseText('café résumé GDP')).toBe('café résumé GDP');
});

test('text in combining form is read as typed', () => {
  expect(normaliseText('Đường lối'.normalize('NFD'))).toBe('Đường lối');
  expect(wordsOf('đổi mới'.normalize('NFD'))).toEqual(['đổi', 'mới']);
});

test('folding leaves the letters alone, the bar of đ included', () => {
  expect(fold('Đường lối ĐẠI HỘI Ễ ỹ ư ơ')).toBe('duong loi dai hoi e y u o');
});

test('words are letters and digits, whatever stands between', () => {
  expect(wordsOf('“Hỏi – đáp”: 05-CT/TW, 6,5 %')).toEqual(['hỏi', 'đáp', '05', 'ct', 'tw', '6', '5']);
});

test('a mark or a barred đ counts as accented', () => {
  expect(isAccented(['dang'])).toBe(false);
  expect(isAccented(['đang'])).toBe(true);
  expect(isAccented(['nghi', 'quyết'])).toBe(true);
});
