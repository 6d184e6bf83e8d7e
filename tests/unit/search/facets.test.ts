import fc from 'fast-check';
import { expect, test } from 'vitest';
import { narrow } from '../../../src/search/facets.ts';
import { pageKinds, type PageRecord } from '../../../src/search/page-record.ts';

const kinds = fc.constantFrom(...pageKinds.slice(0, 3));
const years = fc.constantFrom(null, 2021, 2023);
const pages = fc.array(
  fc.record({ kind: kinds, year: years }).map(({ kind, year }) => ({ page: { kind, year } as PageRecord })),
);

test('every count is what choosing it shows, with the other choice as it is', () => {
  fc.assert(
    fc.property(pages, fc.option(kinds), years, (all, kind, year) => {
      const facets = narrow(all, { kind, year });
      for (const [other, count] of facets.kinds) expect(narrow(all, { kind: other, year }).chosen).toHaveLength(count);
      for (const [other, count] of facets.years) expect(narrow(all, { kind, year: other }).chosen).toHaveLength(count);
    }),
  );
});

test('a choice that was made is named even where it finds nothing, so that it can be undone', () => {
  const { chosen, kinds: named, years: namedYears } = narrow([], { kind: 'plan', year: 2021 });
  expect([chosen, [...named], [...namedYears]]).toEqual([[], [['plan', 0]], [[2021, 0]]]);
});
