/** The built site's own index and the search page's own engine, asked in Node: no browser is needed to know what is found. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { SearchEngine } from '../../src/search/engine.ts';
import { openBuiltSearch } from '../support/built-search.ts';
import { builtHtml, builtSite } from '../support/site-pages.ts';
import { wantedInEnglish, wantedResults } from './search-queries.ts';

const noFilter = { kind: null, year: null };
let opened: Promise<SearchEngine> | undefined;
const search = () => (opened ??= openBuiltSearch(fileURLToPath(builtSite)));
const ask = async (query: string, size = 3) => (await search()).ask(query, noFilter, size);
const addresses = async (query: string, size = 3) => (await ask(query, size)).found.map(({ page }) => page.route);

for (const [about, wanted] of Object.entries(wantedResults)) {
  test(`what readers look for is found: ${about}`, async () => {
    for (const { query, address, within } of wanted)
      expect.soft((await addresses(query)).slice(0, within), query).toContain(address);
  });
}

test('what readers of English look for is found among the English pages', async () => {
  const inEnglish = await openBuiltSearch(fileURLToPath(builtSite), 'en');
  for (const { query, address, within } of wantedInEnglish) {
    const { found } = await inEnglish.ask(query, noFilter, within);
    expect
      .soft(
        found.map(({ page }) => page.route),
        query,
      )
      .toContain(address);
  }
  expect(await addresses('development of the country', 100)).not.toContain('/en/targets/');
});

test('the table of queries covers what it must', () => {
  const all = Object.values(wantedResults).flat();
  expect(all.length).toBeGreaterThanOrEqual(80);
  expect(new Set(all.map(({ query }) => query)).size).toBe(all.length);
});

test('what is found without marks is no less than what is found with them', async () => {
  for (const [bare, marked] of [
    ['dang', 'đảng'],
    ['dai hoi', 'đại hội'],
    ['duong loi', 'đường lối'],
  ] as const) {
    const withMarks = await addresses(marked, 1000);
    expect(withMarks.length).toBeGreaterThan(0);
    expect(await addresses(bare, 1000), bare).toEqual(expect.arrayContaining(withMarks));
  }
});

test('both placements of a tone find the same pages in the same order', async () => {
  for (const [one, other] of [
    ['hoà bình', 'hòa bình'],
    ['sức khoẻ', 'sức khỏe'],
    ['uỷ ban', 'ủy ban'],
  ] as const) {
    const found = await addresses(one, 1000);
    expect(found.length, one).toBeGreaterThan(0);
    expect(await addresses(other, 1000), other).toEqual(found);
  }
});

test('every place a result points to exists: its page, and the passage in it', async () => {
  for (const query of ['nghị quyết', 'kinh tế', 'học tập và làm theo', 'kế hoạch', '2021']) {
    for (const { page, passage, more } of (await ask(query, 30)).found) {
      for (const address of [page.route, ...[...(passage ? [passage] : []), ...more].map((place) => place.address)]) {
        const [route = '', id] = address.split('#');
        const html = await builtHtml(route);
        if (id !== undefined) expect(html, `${query}: ${address}`).toContain(` id="${id}"`);
      }
    }
  }
});

test('neither the search page nor the page for missing addresses is found', async () => {
  for (const query of ['tìm kiếm', 'không tìm thấy trang'])
    for (const address of await addresses(query, 1000)) expect(address).not.toMatch(/tim-kiem|404/);
});

test('no script that search loads looks behind, which iPhones before iOS 16.4 cannot parse', async () => {
  const scripts = (await readdir(new URL('_astro/', builtSite))).filter((name) => name.endsWith('.js'));
  for (const name of scripts)
    expect(await readFile(new URL(`_astro/${name}`, builtSite), 'utf8'), name).not.toMatch(/\(\?<[=!]/);
});
