import { expect, test } from 'vitest';
import { readPrediction } from '../../../src/contest/prediction.ts';

// Seen to fail with every dot and blank taken out first (12.5, 0.125, 1 2, 1.234 567), and with no NFKC.
test.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  [' 1234 ', 1234],
  ['1.234', 1234],
  ['1 234 567', 1_234_567],
  ['1\u00a0234', 1234],
  ['１２３４', 1234],
  ['100.000.000', 100_000_000],
  ['100.000.001', undefined],
  ['12.5', undefined],
  ['12,5', undefined],
  ['0.125', undefined],
  ['12.50', undefined],
  ['1.2345', undefined],
  ['1234.567', undefined],
  ['1.234 567', undefined],
  ['1 2', undefined],
  ['12.', undefined],
  ['-3', undefined],
  ['1e3', undefined],
  ['một nghìn', undefined],
])('the prediction %j is read as %j', (typed, read) => {
  expect(readPrediction(typed)).toBe(read);
});
