import { expect, test } from 'vitest';
import { byLetter, termsMarkedIn, usesOfTerms } from '../../../src/catalog/glossary.ts';

const named = (...titles: string[]) => titles.map((title) => ({ data: { title } }));

test('terms stand under the letter a reader looks under: without marks, Đ after D', () => {
  const letters = byLetter(named('An ninh', 'Ấm no', 'Dân vận', 'Đột phá', 'Ủy ban', 'Ý chí'));
  expect(letters.map(({ letter, anchor, terms }) => [letter, anchor, terms.length])).toEqual([
    ['A', 'chu-a', 2],
    ['D', 'chu-d', 1],
    ['Đ', 'chu-dd', 1],
    ['U', 'chu-u', 1],
    ['Y', 'chu-y', 1],
  ]);
});

test('a term that begins with a quotation mark stands under its first letter', () => {
  expect(byLetter(named('“Tự diễn biến”', 'Thể chế')).map(({ letter }) => letter)).toEqual(['T']);
});

test('the terms a text marks are found wherever they stand in it, each once', () => {
  const body = `Có <Term id="chi-bo">chi bộ</Term>.

<Passage id="a">

- và **<Term id="cap-uy">cấp ủy</Term>**, rồi <Term id="chi-bo">chi bộ</Term>

</Passage>`;
  expect(termsMarkedIn(body)).toEqual(['chi-bo', 'cap-uy']);
  expect(termsMarkedIn('Chữ <Target id="tfp" /> thôi.')).toEqual([]);
});

test('a term is told every page that marks it, in their order', () => {
  const mark = (id: string) => `Có <Term id="${id}">chữ</Term>.`;
  const first = { route: '/a/', body: mark('chi-bo') };
  const second = { route: '/b/', body: mark('chi-bo') + mark('cap-uy') };
  const uses = usesOfTerms([first, second, { route: '/c/', body: undefined }]);
  expect(uses.get('chi-bo')).toEqual([first, second]);
  expect(uses.get('cap-uy')).toEqual([second]);
  expect(uses.get('khac')).toBeUndefined();
});
