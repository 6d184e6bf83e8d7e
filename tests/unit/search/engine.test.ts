/** The engine over a small index of pages made for it: what Pagefind by itself gets wrong in Vietnamese. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIndex } from '../../../src/search/build-index.ts';
import type { SearchEngine } from '../../../src/search/engine.ts';
import { openBuiltSearch } from '../../support/built-search.ts';

const noFilter = { kind: null, year: null };
const pages: Record<string, string> = {
  'nghi-quyet/nghi-quyet': '<h1>Nghị quyết Đại hội</h1><p>Nghị quyết nói về đường lối.</p>',
  'nghi-quyet/nghi-quyen-loi':
    '<h1>Nghỉ quyền lợi</h1><p>Nghỉ quyền lợi, nghỉ quyền, nghỉ quyết, nghỉ nghỉ, quyền quyền quyền.</p>',
  'nghi-quyet/hoa-binh': '<h1>Môi trường</h1><h2 id="hoa-binh">Giữ hòa bình</h2><p>Giữ vững hòa bình.</p>',
  'nghi-quyet/ke-hoach': '<h1>Lập kế hoạch</h1><p>Kế hoạch, kế hoạch hoạch định bình quân, trung bình.</p>',
  'nghi-quyet/dang': '<h1>Việc chung</h1><p>Nước đang phát triển. Khu đang hoạt động. Chỉ có 5 thị xã, 3 việc.</p>',
  'nghi-quyet/dang-bo': '<h1>Tổ chức</h1><p>Đảng bộ và Đảng viên.</p>',
  'nghi-quyet/ba': '<h1>Danh sách</h1><p>Ban, bao, bàn, bảo, bác. Ba đột phá. Ba việc.</p>',
  'nghi-quyet/bao': '<h1>Chuyện khác</h1><p>Ban bao bàn bảo bác đợt phát.</p>',
  'van-ban/ct-05-2016': '<h1>Chỉ thị số 05-CT/TW</h1><dl data-search-year="2016"><dd>Bộ Chính trị</dd></dl>',
  'van-ban/kh-1': '<h1>Kế hoạch: Thực hiện Chỉ thị số 05-CT/TW</h1><p>Chỉ thị số 05-CT/TW, chỉ thị số 05-CT/TW.</p>',
  'infographic/a': '<h1>Tỷ lệ che phủ rừng</h1><p>42 %</p>',
  'hoi-dap/a':
    '<h1>Hỏi – đáp</h1><p class="lead">Hai câu.</p><section class="question"><h2 id="mot">Rừng là gì?</h2><p>Cây lá.</p></section><section class="question"><h2 id="hai">Biển ở đâu?</h2><p>Phía đông.</p></section>',
};
const english = '<h1>Development goals</h1><p>Three milestones of the country.</p>';

let site = '';
let search: SearchEngine;
const found = async (query: string, filter: Parameters<SearchEngine['ask']>[1] = noFilter) =>
  (await search.ask(query, filter, 10)).found.map(({ page }) => page.route);

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'search-engine-'));
  const index = await openIndex();
  const add = (path: string, main: string, language: string) =>
    index.add(`/${path}/`, `<html lang="${language}"><body><main>${main}</main></body></html>`);
  for (const [path, main] of Object.entries(pages)) add(path, main, 'vi');
  add('en/targets', english, 'en');
  await index.write(site);
  search = await openBuiltSearch(site);
});
afterAll(() => rm(site, { recursive: true, force: true }));

test('“Nghỉ quyền lợi” does not outrank “Nghị quyết” for “nghị quyết”, however often it says its words', async () => {
  expect((await found('nghị quyết'))[0]).toBe('/nghi-quyet/nghi-quyet/');
  expect((await found('nghi quyet'))[0]).toBe('/nghi-quyet/nghi-quyet/');
});

test('a syllable is not found inside a longer one', async () => {
  expect(await found('hoà bình')).toEqual(['/nghi-quyet/hoa-binh/']);
  expect(await found('ba đột phá')).toEqual(['/nghi-quyet/ba/']);
});

test('marks that were typed come first, and without them everything is found', async () => {
  expect(await found('đang')).toEqual(['/nghi-quyet/dang/', '/nghi-quyet/dang-bo/']);
  expect(await found('đảng')).toEqual(['/nghi-quyet/dang-bo/', '/nghi-quyet/dang/']);
  expect((await found('dang')).sort()).toEqual(['/nghi-quyet/dang-bo/', '/nghi-quyet/dang/']);
});

test('both schools of tones and combining letters are the same words', async () => {
  for (const query of ['hoà bình', 'hòa bình', 'HOÀ BÌNH', 'hoà bình'.normalize('NFD'), 'hoa binh'])
    expect((await found(query))[0], query).toBe('/nghi-quyet/hoa-binh/');
});

test('a number finds its document first, then those about it, even when no page has the number as it was typed', async () => {
  for (const query of ['05-CT/TW', 'chi thi 05', 'chỉ thị 5', 'Chỉ thị số 05-CT/TW'])
    expect((await found(query))[0], query).toBe('/van-ban/ct-05-2016/');
});

test('small numbers are found as words, too', async () => {
  expect(await found('3 đột phá')).toEqual(['/nghi-quyet/ba/']);
  expect((await found('3 việc')).sort()).toEqual(['/nghi-quyet/ba/', '/nghi-quyet/dang/']);
});

test('quotes ask for the words side by side', async () => {
  expect(await found('"đột phá"')).toEqual(['/nghi-quyet/ba/']);
  expect(await found('"phá đột"')).toEqual([]);
});

test('a word still being typed finds what it begins', async () => {
  expect((await found('nghị quyế'))[0]).toBe('/nghi-quyet/nghi-quyet/');
});

test('the kind of a page may be part of its name', async () => {
  expect((await found('infographic rừng'))[0]).toBe('/infographic/a/');
});

test('a single question is a result by itself, with the address of its answer', async () => {
  expect(await found('biển ở đâu')).toEqual(['/hoi-dap/a/#hai']);
});

test('results are narrowed by kind and by the year a page says', async () => {
  expect(await found('chỉ thị', { kind: 'document', year: 2016 })).toEqual(['/van-ban/ct-05-2016/']);
});

test('where in the page the words stand is told', async () => {
  const { found: results } = await search.ask('giữ hòa bình', noFilter, 1);
  expect(results[0]?.passage).toEqual({ title: 'Giữ hòa bình', address: '/nghi-quyet/hoa-binh/#hoa-binh' });
});

test('a word that no page has does not hide the others, and what was meant is offered', async () => {
  const answer = await search.ask('ngị quyết', noFilter, 1);
  expect(answer.completeness).toBe('some');
  expect(answer.found[0]?.page.route).toBe('/nghi-quyet/nghi-quyet/');
  expect(answer.suggestions[0]).toBe('nghị quyết');
});

test('words that stand on no page together find the pages that have the most telling of them', async () => {
  const answer = await search.ask('đường lối che phủ rừng', noFilter, 3);
  expect(answer.completeness).toBe('some');
  expect(answer.found[0]?.page.route).toBe('/infographic/a/');
});

test('each language has an index of its own, and English words are found by their stems', async () => {
  const inEnglish = await openBuiltSearch(site, 'en');
  const answer = await inEnglish.ask('goal milestone', noFilter, 5);
  expect(answer.found.map(({ page }) => page.route)).toEqual(['/en/targets/']);
  expect((await inEnglish.ask('nghị quyết', noFilter, 5)).found).toEqual([]);
  expect(await found('development')).toEqual([]);
});
