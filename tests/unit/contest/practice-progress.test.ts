import { expect, test } from 'vitest';
import { countRight, createProgressShelf } from '../../../src/contest/practice-progress.ts';
import { deniedShelf, memoryShelf } from '../../support/memory-shelf.ts';

test('progress is kept under one key, apart for each contest, until it is cleared', () => {
  const { items, shelf } = memoryShelf();
  expect(createProgressShelf(shelf, 'mot').keep({ a: true, b: false })).toBe(true);
  expect(items.size).toBe(1);
  expect(createProgressShelf(shelf, 'mot').read()).toEqual({ a: true, b: false });
  expect(createProgressShelf(shelf, 'hai').read()).toEqual({});
  createProgressShelf(shelf, 'mot').clear();
  expect(items.size).toBe(0);
});

test('what was last answered wrong does not count as known', () => {
  expect(countRight([{ id: 'a' }, { id: 'b' }, { id: 'c' }], { a: true, b: false, gone: true })).toBe(1);
});

// Seen to fail with the version not looked at.
test('what is unreadable, of another version or not progress at all is as good as not there', () => {
  const { items, shelf } = memoryShelf();
  const progress = createProgressShelf(shelf, 'mot');
  progress.keep({ a: true });
  const [key = ''] = items.keys();
  for (const stored of [
    '{',
    'null',
    '7',
    '[]',
    '{"version":0,"answered":{"a":true}}',
    '{"version":1,"answered":null}',
  ]) {
    items.set(key, stored);
    expect(progress.read(), stored).toEqual({});
  }
  items.set(key, '{"version":1,"answered":{"a":true,"b":"x"}}');
  expect(progress.read()).toEqual({ a: true });
});

test('where nothing can be stored, nothing is promised and nothing breaks', () => {
  for (const shelf of [undefined, deniedShelf()]) {
    const progress = createProgressShelf(shelf, 'mot');
    expect(progress.read()).toEqual({});
    expect(progress.keep({ a: true })).toBe(false);
    expect(() => progress.clear()).not.toThrow();
  }
});
