import '../../support/random-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UnitMetric } from '../../../src/contest/contract.ts';
import { readAddress, writeAddress } from '../../../src/contest/island/board-view.ts';

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
