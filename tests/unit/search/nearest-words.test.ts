import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestQueries, slips } from '../../../src/search/nearest-words.ts';
import { parseQuery } from '../../../src/search/query.ts';
import { withoutTelex } from '../../../src/search/telex.ts';
import { wordsOf } from '../../../src/search/vietnamese.ts';
import { Vocabulary } from '../../../src/search/vocabulary.ts';

const titles = [
  'Nghị quyết Đại hội XIII',
  'Ba đột phá chiến lược',
  'Sáu nhiệm vụ trọng tâm',
  'Quan điểm chỉ đạo',
  'Nghỉ quyền lợi',
  'Nước sạch cho dân cư',
];
const counts = new Map<string, number>();
for (const word of titles.flatMap(wordsOf)) counts.set(word, (counts.get(word) ?? 0) + 1);
const vocabulary = new Vocabulary('vi', [...counts], titles);
const nearest = (query: string) => nearestQueries(parseQuery(query), vocabulary)[0];

test('a slip of the finger is put right, and its neighbours say which word was meant', () => {
  expect(nearest('ngị quyết')).toBe('nghị quyết');
  expect(nearest('nghi quyt')).toBe('nghị quyết');
  expect(nearest('đột phs chiến lược')).toBe('đột phá chiến lược');
});

test('a word written as it is spoken is put right', () => {
  expect(nearest('nhiệm vụ chọng tâm')).toBe('nhiệm vụ trọng tâm');
  expect(nearest('ba đột fá')).toBe('ba đột phá');
  expect(nearest('nước xạch')).toBe('nước sạch');
});

test('Telex typed without its mode is read', () => {
  expect(nearest('nghij quyeets ddaij hooij')).toBe('nghị quyết đại hội');
  for (const [keys, word] of [
    ['ddaij', 'đại'],
    ['quyeets', 'quyết'],
    ['hooij', 'hội'],
    ['dduwowngf', 'đường'],
    ['phats', 'phát'],
    ['hoaf', 'hòa'],
  ] as const)
    expect(withoutTelex(keys), keys).toBe(word);
  for (const word of ['dang', 'quyết', '05', 'nghi']) expect(withoutTelex(word), word).toBeNull();
});

test('words that the site has are not put in question', () => {
  for (const query of ['nghị quyết', 'nghi quyet', 'đại đột', 'xiii'])
    expect(nearestQueries(parseQuery(query), vocabulary), query).toEqual([]);
});

test('what is near nothing is offered nothing', () => {
  expect(nearestQueries(parseQuery('xqzwk'), vocabulary)).toEqual([]);
});

test('slips are none for the same word, as many one way as the other, and at most the longer word', () => {
  const words = fc.string({ unit: fc.constantFrom(...'nghiquyetdaoc'), maxLength: 7 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      expect(slips(one, one)).toBe(0);
      expect(slips(one, other)).toBe(slips(other, one));
      expect(slips(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length));
      if (one !== other) expect(slips(one, other)).toBeGreaterThan(0);
    }),
  );
});
