import '../../support/random-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnitMetric } from '../../../src/contest/contract.ts';
import { asksForBoards, readAddress, writeAddress } from '../../../src/contest/island/board-view.ts';

const first = { round: undefined, metric: 'participation_rate', units: [] } as const;

test('an address is read as it was written, whatever the names in it', () => {
  fc.assert(
    fc.property(
      fc.option(fc.string(), { nil: undefined }),
      fc.constantFrom(...UnitMetric.options),
      fc.array(fc.string()),
      (round, metric, units) => {
        expect(readAddress(writeAddress({ round, metric, units }))).toEqual({ round, metric, units });
      },
    ),
  );
});

test('the first view has an address without a word in it', () => {
  expect(writeAddress({ ...first, units: [] })).toBe('');
  expect(readAddress('')).toEqual(first);
});

test('what makes no sense in an address is left out', () => {
  expect(readAddress('#xep=diem&la=1')).toEqual(first);
});

test('an address of boards is told from a link to a place on the page', () => {
  for (const hash of ['', '#dot=tuan-2', '#xep=participants', '#don-vi=tinh&don-vi=xa'])
    expect(asksForBoards(hash)).toBe(true);
  for (const hash of ['#main', '#live-boards', '#ca-cuoc-thi', '#ket-qua-tuan-2'])
    expect(asksForBoards(hash)).toBe(false);
});
