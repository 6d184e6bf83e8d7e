import { expect, test } from 'vitest';
import { decodeFromIndex, encodeForIndex } from '../../../src/search/index-text.ts';
import { indexablePage } from '../../../src/search/indexable.ts';

/** The page's own entry, in readable letters. */
const entryOf = (route: string, html: string) => {
  const [entry] = indexablePage(route, html)?.entries ?? [];
  return { html: decodeFromIndex(entry?.html ?? ''), record: entry?.record };
};
const page = (main: string, head = '', lang = 'vi') =>
  `<!doctype html><html lang="${lang}"><head><title>Tên – Trang</title>${head}</head><body><header>Đầu trang</header><main>${main}</main><footer>Chân trang</footer></body></html>`;

test('the frame, navigation, scripts and small print are not indexed', () => {
  const { html } = entryOf(
    '/nghi-quyet/a/',
    page(
      '<nav>Đường dẫn</nav><h1>Tên bài</h1><p class="small soft">Cập nhật</p><p>Nội dung</p><script>let x</script><a class="anchor no-print">#</a><svg><text>hình</text></svg>',
    ),
  );
  expect(
    html
      .replace(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter(Boolean),
  ).toEqual(['Tên', 'bài', 'Tên', 'bài', 'Nội', 'dung']);
});

test('a page is written in the spelling of the index, and its anchors and entities survive', () => {
  const html = page('<h1>Đảng</h1><h2 id="duong-loi">Đường <b>lối</b></h2><p>a &lt; b &amp; đ</p>');
  expect(indexablePage('/nghi-quyet/a/', html)?.entries[0]?.html).toContain(encodeForIndex('Đường lối', 'vi'));
  const found = entryOf('/nghi-quyet/a/', html);
  expect(found.html).toContain('<h2 id="duong-loi">Đường lối</h2>');
  expect(found.html).toContain('a &lt; b &amp; đ');
  expect(found.record).toEqual({
    route: '/nghi-quyet/a/',
    title: 'Đảng',
    also: [],
    kind: 'key-point',
    year: null,
    within: null,
    headings: [{ id: 'duong-loi', text: 'Đường lối' }],
  });
});

test('a word that goes through an element stays one, two words that only its edge keeps apart stay two', () => {
  const { html } = entryOf(
    '/cuoc-thi/2026/',
    page('<p>100 m<sup>2</sup></p><a><b>Luyện tập</b><span>60 câu</span></a>'),
  );
  expect(html).toContain('100 m2');
  expect(html).toContain('Luyện tập 60 câu');
});

test('every question of a page of questions is an entry by itself', () => {
  const found = indexablePage(
    '/hoi-dap/muc-tieu/',
    page(
      '<h1>Hỏi – đáp về mục tiêu</h1><p class="lead">Hai câu.</p><section class="question"><h2 id="mot">Mục tiêu là gì?</h2><p>Đích đến.</p></section><section class="question"><h2 id="hai">Có mấy mục tiêu?</h2><p>Ba.</p></section>',
    ),
  );
  expect(found?.entries.map(({ record }) => [record.route, record.title, record.within])).toEqual([
    ['/hoi-dap/muc-tieu/', 'Hỏi – đáp về mục tiêu', null],
    ['/hoi-dap/muc-tieu/#mot', 'Mục tiêu là gì?', 'Hỏi – đáp về mục tiêu'],
    ['/hoi-dap/muc-tieu/#hai', 'Có mấy mục tiêu?', 'Hỏi – đáp về mục tiêu'],
  ]);
  const [set, first] = (found?.entries ?? []).map(({ words }) => words);
  expect(set?.has('đích')).toBe(false);
  expect(first?.has('đích')).toBe(true);
  expect(first?.has('ba')).toBe(false);
});

test('a page says its year and its other names in its markup', () => {
  const { record } = entryOf(
    '/van-ban/nq-dh13/',
    page('<h1>Nghị quyết</h1><dl data-search-year="2021"></dl><p data-search-also>Văn kiện</p>').replace(
      'Đầu trang',
      '<nav><a href="/van-ban/" aria-current="page">Văn bản</a><a href="/">Khác</a></nav>',
    ),
  );
  expect(record).toMatchObject({ year: 2021, also: ['Văn bản', 'Văn kiện'] });
});

test('a page points at the pages its text leads to, each once, and not at those its menus lead to', () => {
  const found = indexablePage(
    '/nghi-quyet/a/',
    page(
      '<nav><a href="/">Trang đầu</a></nav><p><a href="/van-ban/b/#c">b</a> <a href="/van-ban/b/">b</a> <a href="#c">c</a> <a href="https://example.com/">d</a> <a href="/nghi-quyet/a/">a</a></p>',
    ),
  );
  expect(found?.pointsAt).toEqual(['/van-ban/b/']);
});

test('words of neighbouring blocks do not run together', () => {
  expect(
    entryOf('/nghi-quyet/a/', page('<ul><li>một</li><li>hai</li></ul><table><tr><td>ba</td><td>bốn</td></tr></table>'))
      .html,
  ).not.toMatch(/mộthai|babốn/);
});

test('pages that ask not to be listed, pages in languages without an index and embeds are left out', () => {
  expect(indexablePage('/tim-kiem/', page('<h1>Tìm</h1>', '<meta name="robots" content="noindex">'))).toBeNull();
  expect(indexablePage('/fr/', page('<h1>Résolution</h1>', '', 'fr'))).toBeNull();
  expect(indexablePage('/en/', page('<h1>Resolution</h1>', '', 'en'))?.language).toBe('en');
  expect(indexablePage('/nhung/a/', '<html lang="vi"><body><svg></svg></body></html>')).toBeNull();
});

test('a section that lists its entries is known by its name and lead alone', () => {
  const found = entryOf(
    '/hoi-dap/',
    page('<h1>Hỏi – đáp</h1><p class="lead">Mười câu.</p><ul><li>Đại hội họp ở đâu?</li></ul>'),
  );
  expect(found.html).toContain('Mười câu.');
  expect(found.html).not.toContain('họp ở');
});

test('the contents of an island are left out: they are the app, not the page', () => {
  expect(
    entryOf('/cuoc-thi/2026/', page('<h1>Cuộc thi</h1><p>Thể lệ</p><astro-island><p>Đang tải</p></astro-island>')).html,
  ).not.toContain('tải');
});

test("a document's page is known by itself, not by the pages it lists", () => {
  const found = entryOf(
    '/van-ban/ct-05-2016/',
    page(
      '<article><h1>Chỉ thị số 05-CT/TW</h1><dl><dd>Bộ Chính trị</dd></dl><div class="heading"><h2 id="quan-he">Quan hệ</h2></div><ul><li>Kế hoạch khác</li></ul></article>',
    ),
  );
  expect(found.html).toContain('Bộ Chính trị');
  expect(found.html).not.toContain('Kế hoạch khác');
  expect(found.record).toMatchObject({ kind: 'document', year: 2016, headings: [] });
});
