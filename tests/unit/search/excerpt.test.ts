import { expect, test } from 'vitest';
import { excerptOf, hasWhole } from '../../../src/search/excerpt.ts';
import { encodeForIndex } from '../../../src/search/index-text.ts';

const shown = (content: string, locations: number[], words: number, from?: number) =>
  excerptOf(content, locations, words, from)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join('');
const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

test('found words are marked, neighbours as one, and written as people write', () => {
  expect(shown('về d\u0335ường lối mới', [1, 2], 2)).toBe('về [đường lối] mới');
});

test('punctuation beside a found word is not marked', () => {
  expect(shown('của “Đảng.” Rồi, (Đảng) thôi', [1, 3], 1)).toBe('của “[Đảng].” Rồi, ([Đảng]) thôi');
});

test('a number with signs inside is marked as one', () => {
  const content = encodeForIndex('theo (05-CT/TW), ngày', 'vi');
  expect(shown(content, [1, 2, 3], 3)).toBe('theo ([05-CT/TW]), ngày');
  expect(shown(content, [2], 1)).toBe('theo (05-[CT]/TW), ngày');
});

test('what looks like markup is text', () => {
  expect(
    excerptOf('a <mark>b</mark> c', [2], 1)
      .map(({ text }) => text)
      .join(''),
  ).toBe('a <mark>b</mark> c');
});

test('the excerpt stands where the words are side by side, not where one of them comes first', () => {
  const text = `con d\u0335ường ${words(60)} d\u0335ường lối ${words(60)}`;
  expect(shown(text, [1, 62, 63], 2)).toMatch(/^… w54 .* \[đường lối\] w0 .* …$/);
});

test('an excerpt does not reach back over the beginning of its passage', () => {
  expect(shown(`${words(40)} tên mục đảng ${words(40)}`, [42], 1, 40)).toMatch(/^tên mục \[đảng\]/);
});

test('an excerpt of a page without found words is its beginning', () => {
  expect(shown(words(40), [], 1)).toMatch(/^w0 w1 .* …$/);
});

test('words side by side are told from words apart', () => {
  expect(hasWhole([3, 4, 9], 2)).toBe(true);
  expect(hasWhole([3, 5, 9], 2)).toBe(false);
  expect(hasWhole([], 1)).toBe(false);
});
