import { expect, test } from 'vitest';
import { isUnitMeant } from '../../../src/contest/unit-search.ts';

const path = ['Tỉnh mẫu', 'Xã Đông Hòa', 'Chi bộ 12'];

// Seen to fail with the bar of đ left on.
test.each(['chi bo 12', 'CHI BỘ', 'dong', 'đông hoà', 'bo 1', '12 dong hoa', 'hoa,  chi-bo', 'tinh mau chi'])(
  'a unit is meant by “%s”',
  (query) => expect(isUnitMeant(path, query)).toBe(true),
);

test.each(['', '  ', '–', 'hi bo', 'chi bo 2', 'dong hai', 'chi bo 123'])('and not by “%s”', (query) =>
  expect(isUnitMeant(path, query)).toBe(false),
);
