import { expect, test } from 'vitest';
import { pageCollections } from '../../../src/schemas/collections.ts';
import { interfaceTexts } from '../../../src/search/interface-text.ts';
import { isList, kindOf, yearOf } from '../../../src/search/page-address.ts';

test('kind and year come from the address', () => {
  expect(kindOf('/van-ban/ct-05-2016/')).toBe('document');
  expect(kindOf('/cuoc-thi/')).toBe('contest');
  expect(kindOf('/ke-hoach/chuyen-de-2023-tra-vinh/')).toBe('plan');
  expect(kindOf('/en/infographic/targets/')).toBe('infographic');
  expect(kindOf('/van-ban/')).toBe('page');
  expect(kindOf('/')).toBe('page');
  expect(['/', '/van-ban/', '/to-roi/'].every(isList)).toBe(true);
  expect(['/van-ban/ct-05-2016/', '/cuoc-thi/', '/quyen-rieng-tu/', '/en/'].some(isList)).toBe(false);
  expect(yearOf('/van-ban/ct-05-2016/')).toBe(2016);
  expect(yearOf('/cuoc-thi/2026/')).toBe(2026);
  expect(yearOf('/nghi-quyet/chi-tieu-2021-2025/')).toBeNull();
  expect(yearOf('/nghi-quyet/quan-diem/')).toBeNull();
});

test('every collection of pages has a kind, by the name readers know it', () => {
  // English pages are found among themselves, in an index of their own.
  const { english: _, ...ofVietnamese } = pageCollections;
  for (const { route, title } of Object.values(ofVietnamese)) {
    const kind = kindOf(`/${route}/a/`);
    expect(kind, route).not.toBe('page');
    expect(interfaceTexts.vi.kinds[kind]).toBe(title);
    expect(isList(`/${route}/`), route).toBe(true);
  }
});
