import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFromIndex, encodeForIndex, wordsForIndex } from '../../../src/search/index-text.ts';
import { normaliseText, wordsOf } from '../../../src/search/vietnamese.ts';

/** Texts made of what is hard here: đ, tones in both schools, digits, what stands between words. */
const texts = fc.string({ unit: fc.constantFrom(...'đĐdDaàảãáạâầưừnghoóỏ eO-/.,05 ') });

test('what goes into the index comes back as it was, tones in their one place', () => {
  expect(decodeFromIndex(encodeForIndex('Đảng đã, số 05-CT/TW; 6,5 %', 'vi'))).toBe('Đảng đã, số 05-CT/TW; 6,5 %');
  fc.assert(
    fc.property(texts, (text) => {
      expect(decodeFromIndex(encodeForIndex(text, 'vi'))).toBe(normaliseText(text));
      expect(decodeFromIndex(encodeForIndex(text, 'en'))).toBe(normaliseText(text));
    }),
  );
});

/** The words Pagefind takes from a text: what stands between spaces, without the signs at its ends. */
const indexed = (text: string) =>
  encodeForIndex(text, 'vi')
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}\p{M}]/gu, '').toLowerCase())
    .filter((word) => word !== '');

test('a text has the same words in the index as in a query', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(indexed(text).join(' ')).toBe(wordsForIndex(wordsOf(text), 'vi'));
    }),
  );
});

test('no word is the beginning of another, so none is found in its place', () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      for (const word of indexed(one))
        for (const longer of indexed(other)) if (longer !== word) expect(longer.startsWith(word)).toBe(false);
    }),
  );
});

test('a word still being typed is the beginning of one', () => {
  const [word = ''] = indexed('quyết');
  expect(word.startsWith(wordsForIndex(['quyế'], 'vi', true))).toBe(true);
  expect(wordsForIndex(['nghị', 'quyế'], 'vi', true).split(' ')[0]).toBe(wordsForIndex(['nghị'], 'vi'));
});

test('English keeps its words bare, for their endings', () => {
  expect(encodeForIndex('Targets to 2025', 'en')).toBe('Targets to 2025');
  expect(wordsForIndex(['targets'], 'en')).toBe('targets');
});
