import { expect, test } from 'vitest';
import { generatedSearchCost } from '../../bench/search-scale.ts';

test('three hundred pages answer their commonest words within 100 ms, warm', async () => {
  const { queries } = await generatedSearchCost(300);
  expect(queries.length).toBeGreaterThan(8);
  // Nearly every page has them: no query has more to rank.
  expect(queries.filter(({ found }) => found > 250).length).toBeGreaterThan(4);
  for (const { query, best } of queries) expect(best, query).toBeLessThan(100);
});
