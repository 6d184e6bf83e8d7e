import { expect, test } from 'vitest';
import { indexablePage } from '../../../src/search/indexable.ts';

const page = (main: string, head = '', lang = 'vi') =>
  `<!doctype html><html lang="${lang}"><head><title>Tên – Trang</title>${head}</head><body><header>Đầu trang</header><main>${main}</main><footer>Chân trang</footer></body></html>`;

test('the frame, navigation, scripts and small print are not indexed', () => {
  const { html } = indexablePage(
    '/nghi-quyet/a/',
    page(
      '<nav>Đường dẫn</nav><h1>Tên bài</h1><p class="small soft">Cập nhật</p><p>Nội dung</p><script>let x</script><a class="anchor no-print">#</a><svg><text>hình</text></svg>',
    ),
  ) ?? { html: '' };
  expect(
    html
      .replace(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter(Boolean),
  ).toEqual(['Tên', 'bài', 'Tên', 'bài', 'Nội', 'dung']);
});

test('đ is written so that the index can fold it, and attributes and entities survive', () => {
  const found = indexablePage(
    '/nghi-quyet/a/',
    page('<h1>Đảng</h1><h2 id="duong-loi">Đường <b>lối</b></h2><p>a &lt; b &amp; đ</p>'),
  );
  expect(found?.html).toContain('<h2 id="duong-loi">D\u0335ường lối</h2>');
  expect(found?.html).toContain('a &lt; b &amp; d\u0335');
  expect(found?.record).toEqual({
    route: '/nghi-quyet/a/',
    title: 'Đảng',
    kind: 'key-point',
    year: null,
    headings: [{ id: 'duong-loi', text: 'Đường lối' }],
  });
});

test('words of neighbouring blocks do not run together', () => {
  expect(
    indexablePage(
      '/nghi-quyet/a/',
      page('<ul><li>một</li><li>hai</li></ul><table><tr><td>ba</td><td>bốn</td></tr></table>'),
    )?.html,
  ).not.toMatch(/mộthai|babốn/);
});

test('pages that ask not to be listed, pages in another language and embeds are left out', () => {
  expect(indexablePage('/tim-kiem/', page('<h1>Tìm</h1>', '<meta name="robots" content="noindex">'))).toBeNull();
  expect(indexablePage('/en/', page('<h1>Resolution</h1>', '', 'en'))).toBeNull();
  expect(indexablePage('/nhung/a/', '<html lang="vi"><body><svg></svg></body></html>')).toBeNull();
});

test('a section that lists its entries is known by its name and lead alone', () => {
  const found = indexablePage(
    '/hoi-dap/',
    page('<h1>Hỏi – đáp</h1><p class="lead">Mười câu.</p><ul><li>Đại hội họp ở đâu?</li></ul>'),
  );
  expect(found?.html).toContain('Mười câu.');
  expect(found?.html).not.toContain('họp ở');
});

test('the contents of an island are left out: they are the app, not the page', () => {
  expect(
    indexablePage('/cuoc-thi/2026/', page('<h1>Cuộc thi</h1><p>Thể lệ</p><astro-island><p>Đang tải</p></astro-island>'))
      ?.html,
  ).not.toContain('tải');
});

test("a document's page is known by itself, not by the pages it lists", () => {
  const found = indexablePage(
    '/van-ban/ct-05-2016/',
    page(
      '<article><h1>Chỉ thị số 05-CT/TW</h1><dl><dd>Bộ Chính trị</dd></dl><div class="heading"><h2 id="quan-he">Quan hệ</h2></div><ul><li>Kế hoạch khác</li></ul></article>',
    ),
  );
  expect(found?.html).toContain('Bộ Chính trị');
  expect(found?.html).not.toContain('Kế hoạch khác');
  expect(found?.record).toMatchObject({ kind: 'document', year: 2016, headings: [] });
});
