import { expect, test } from 'vitest';
import { excerptParts } from '../../../src/search/excerpt.ts';

test('an excerpt is text with marked parts, written as people write', () => {
  expect(excerptParts('về <mark>d\u0335ường</mark> <mark>lối</mark> mới')).toEqual([
    { text: 'về ', marked: false },
    { text: 'đường lối', marked: true },
    { text: ' mới', marked: false },
  ]);
});

test('what looks like markup in an excerpt stays text', () => {
  expect(excerptParts('a &lt;b&gt; <mark>c</mark>')).toEqual([
    { text: 'a <b> ', marked: false },
    { text: 'c', marked: true },
  ]);
});

test('punctuation beside a found word is not marked', () => {
  expect(excerptParts('của <mark>“Đảng.”</mark> Rồi')).toEqual([
    { text: 'của “', marked: false },
    { text: 'Đảng', marked: true },
    { text: '.” Rồi', marked: false },
  ]);
});
