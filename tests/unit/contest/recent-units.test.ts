import { expect, test } from 'vitest';
import { createRecentUnits } from '../../../src/contest/recent-units.ts';
import { deniedShelf, memoryShelf } from '../../support/memory-shelf.ts';

const unit = (code: string) => ({ code, path: ['Tỉnh mẫu', code] });
const codes = (units: { code: string }[]) => units.map(({ code }) => code);

// Seen to fail with keep() adding without leaving out the same unit.
test('the four units chosen last are offered, the newest first, each once, apart for each contest', () => {
  const { shelf } = memoryShelf();
  const recent = createRecentUnits(shelf, 'mot');
  for (const code of ['a', 'b', 'a', 'c', 'd', 'e', 'c']) recent.keep(unit(code));
  expect(recent.list()).toEqual([unit('c'), unit('e'), unit('d'), unit('a')]);
  expect(createRecentUnits(shelf, 'hai').list()).toEqual([]);
});

test('nothing is kept of a unit but its code and its names', () => {
  const { items, shelf } = memoryShelf();
  createRecentUnits(shelf, 'mot').keep(Object.assign(unit('a'), { full_name: 'Trần Thị Mẫu' }));
  expect([...items.values()]).toEqual([JSON.stringify([unit('a')])]);
});

test('a unit that is gone is offered no more, and forgetting leaves nothing', () => {
  const { items, shelf } = memoryShelf();
  const recent = createRecentUnits(shelf, 'mot');
  recent.keep(unit('a'));
  recent.keep(unit('b'));
  recent.drop('b');
  expect(codes(recent.list())).toEqual(['a']);
  recent.forget();
  expect(items.size).toBe(0);
});

test('without storage, or with what somebody else left there, nothing is offered', () => {
  const none = createRecentUnits(undefined, 'mot');
  none.keep(unit('a'));
  expect(none.list()).toEqual([]);
  const denied = createRecentUnits(deniedShelf(), 'mot');
  denied.keep(unit('a'));
  denied.forget();
  expect(denied.list()).toEqual([]);
  const { items, shelf } = memoryShelf();
  const recent = createRecentUnits(shelf, 'mot');
  recent.keep(unit('a'));
  for (const junk of ['{', '"a"', '[{"code":1}]']) {
    for (const key of items.keys()) items.set(key, junk);
    expect(recent.list()).toEqual([]);
  }
});
