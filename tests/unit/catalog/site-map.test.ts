import { expect, test } from 'vitest';
import { siteMapOf } from '../../../src/catalog/site-map.ts';

const page = (route: string) => ({ route, title: route });

test('every section with pages is listed with them, in the order of the collections', () => {
  const listed = siteMapOf([
    page('/van-ban/a/'),
    page('/nghi-quyet/b/'),
    page('/nghi-quyet/a/'),
    page('/khac/a/'),
    page('/en/targets/'),
  ]);
  expect(listed.map(({ route, pages, total }) => [route, pages.map((one) => one.route), total])).toEqual([
    ['/nghi-quyet/', ['/nghi-quyet/b/', '/nghi-quyet/a/'], 2],
    ['/van-ban/', ['/van-ban/a/'], 1],
  ]);
});

test('a long section names its first pages and how many there are', () => {
  const [section] = siteMapOf(Array.from({ length: 55 }, (_, index) => page(`/thuat-ngu/${index}/`)));
  expect([section?.pages.length, section?.total]).toEqual([40, 55]);
});
