import { expect, test } from 'vitest';
import { expectProblems, reportOn, swap } from '../support/content-folder.ts';

const keyPoint = 'key-points/quan-diem.mdx';
const theme = 'themes/doan-ket-2023.mdx';
const qa = 'qa/nghi-quyet.yaml';
const infographic = 'infographics/chi-tieu.yaml';
const rounds = 'contests/2026/questions/rounds/quan-diem.yaml';

test('a page may only cite documents that are listed', () =>
  expectProblems(
    { [keyPoint]: swap('sources: [nq-dh13]', 'sources: [nq-dh13, ct-05-2017]') },
    { file: keyPoint, at: 'sources', field: 'sources[2]', problem: 'ct-05-2017', remedy: '“ct-05-2016”' },
  ));

test('an answer may only cite documents that are listed', () =>
  expectProblems(
    { [qa]: swap('    sources: [nq-dh13]\n', '    sources: [khong-co]\n') },
    {
      file: qa,
      at: '    sources: [khong-co]',
      field: 'questions[1].sources[1]',
      problem: 'khong-co',
      remedy: 'content/sources.yaml',
    },
  ));

test('a milestone may only cite a document that is listed', () =>
  expectProblems(
    { [theme]: swap('source: nq-dh13', 'source: khong-co') },
    { file: theme, at: 'source: khong-co', field: 'milestones[1].source', problem: 'khong-co' },
  ));

test('what a group of a theme should read must exist', () =>
  expectProblems(
    {
      [theme]: swap(
        'milestones:',
        `groups:
  - id: dang-vien
    audience: party-members
    who: Đảng viên
    tasks: [Đăng ký một việc]
    materials: [/nghi-quyet/quan-diem/, /nghi-quyet/khong-co/]
milestones:`,
      ),
      [qa]: swap('[/nghi-quyet/quan-diem/#quan-diem-1]', '[/chuyen-de/doan-ket-2023/#dang-vien]'),
    },
    { file: theme, at: 'materials:', field: 'groups[1].materials[2]', problem: '/nghi-quyet/khong-co/' },
  ));

test('a dataset may only cite documents that are listed', () =>
  expectProblems(
    { 'data/targets-2021-2025.yaml': swap('[nq-dh13]', '[khong-co]') },
    { file: 'data/targets-2021-2025.yaml', at: 'sources', field: 'sources[1]', problem: 'khong-co' },
  ));

test('a document may only relate to documents that are listed, and not to itself', () =>
  expectProblems(
    { 'sources.yaml': swap('continues: [nq-dh13]', 'continues: [khong-co, ct-05-2016]') },
    { file: 'sources.yaml', at: 'continues', field: '[2].relations.continues[1]', problem: 'khong-co' },
    { file: 'sources.yaml', at: 'continues', field: '[2].relations.continues[2]', problem: 'chính nó' },
  ));

test('a related page must exist', () =>
  expectProblems(
    { [qa]: swap('related: [/nghi-quyet/quan-diem/#quan-diem-1]', 'related: [/nghi-quyet/quan-diems/]') },
    {
      file: qa,
      at: 'related',
      field: 'related[1]',
      problem: '/nghi-quyet/quan-diems/',
      remedy: '"/nghi-quyet/quan-diem/"',
    },
  ));

test('a related passage must exist', () =>
  expectProblems(
    { [qa]: swap('related: [/nghi-quyet/quan-diem/#quan-diem-1]', 'related: [/nghi-quyet/quan-diem/#quan-diem-9]') },
    { file: qa, at: 'related', field: 'related[1]', problem: '#quan-diem-9', remedy: '"#quan-diem-1"' },
  ));

test('an address that has moved is answered with the new one', () =>
  expectProblems(
    {
      [keyPoint]: swap('order: 1', 'order: 1\naliases: [/nghi-quyet/ten-cu/]'),
      [qa]: swap('related: [/nghi-quyet/quan-diem/#quan-diem-1]', 'related: [/nghi-quyet/ten-cu/]'),
    },
    { file: qa, at: 'related', field: 'related[1]', problem: 'địa chỉ cũ', remedy: '/nghi-quyet/quan-diem/' },
  ));

test('the navigation may only name pages that exist', () =>
  expectProblems(
    { 'site.yaml': swap('route: /nghi-quyet/', 'route: /nghi-quyet-moi-nhat/') },
    { file: 'site.yaml', at: 'route', field: 'navigation[1].route', problem: '/nghi-quyet-moi-nhat/' },
  ));

test('a target quoted in an article must exist', () =>
  expectProblems(
    { [keyPoint]: swap('<Target id="gdp-growth" />', '<Target id="gdp-grow" />') },
    { file: keyPoint, at: '<Target id', field: '<Target id>', problem: 'gdp-grow', remedy: '“gdp-growth”' },
  ));

test('a group drawn as a table must exist', () =>
  expectProblems(
    { [keyPoint]: swap('group="kinh-te"', 'group="van-hoa"'), [qa]: swap('#gdp-growth', '#muc-mot') },
    { file: keyPoint, at: '<TargetTable', field: '<TargetTable group>', problem: 'van-hoa', remedy: 'content/data' },
  ));

test('a marker in an answer must name a target, and is found on its own line', () =>
  expectProblems(
    { [qa]: swap('{{gdp-growth}}', '{{gdp-grwoth}}') },
    { file: qa, at: '{{gdp-grwoth}}', field: 'questions[1].answer', problem: 'gdp-grwoth', remedy: '“gdp-growth”' },
  ));

test('a marker in a contest question must name a target', () =>
  expectProblems(
    { [rounds]: swap('wrong: [Bốn quan điểm chỉ đạo', 'wrong: ["{{khong-co}}"') },
    { file: rounds, at: '{{khong-co}}', field: '[1].wrong[1]', problem: 'khong-co' },
  ));

test('an infographic draws a dataset that exists', () =>
  expectProblems(
    { [infographic]: swap('data: targets-2021-2025', 'data: targets-2026-2030') },
    { file: infographic, at: 'data:', field: 'data', problem: 'targets-2026-2030', remedy: '“targets-2021-2025”' },
  ));

test('an infographic draws groups its dataset has', () =>
  expectProblems(
    { [infographic]: swap('groups: [kinh-te]', 'groups: [kinh-te, van-hoa]') },
    { file: infographic, at: 'groups', field: 'groups[2]', problem: 'van-hoa', remedy: 'kinh-te' },
  ));

test('key figures are targets its dataset has', () =>
  expectProblems(
    {
      [infographic]: swap(
        'kind: target-bars\ndata: targets-2021-2025\ngroups: [kinh-te]',
        'kind: key-figures\ndata: targets-2021-2025\nfigures: [gdp-growth, gdp-grwth]',
      ),
    },
    { file: infographic, at: 'figures: [', field: 'figures[2]', problem: 'gdp-grwth', remedy: 'gdp-growth' },
  ));

const comparing = (cells: string) =>
  swap(
    'kind: target-bars\ndata: targets-2021-2025\ngroups: [kinh-te]\n',
    `kind: comparison\ncolumns: [Một, Hai]\nrows:\n  - { title: Điểm, cells: [Có, Không] }\n  - { title: Điểm, cells: ${cells} }\n`,
  );

test('a comparison has a cell for each thing compared', () =>
  expectProblems(
    { [infographic]: comparing('[Có, Không, Có]') },
    { file: infographic, at: '[Có, Không, Có]', field: 'rows[2].cells', problem: 'số ô', remedy: 'columns' },
  ));

test('a comparison quotes the figures of content/data', async () => {
  await expectProblems({ [infographic]: comparing("['Tăng {{gdp-growth}}.', Không]") });
  await expectProblems(
    { [infographic]: comparing("['Tăng {{gdp-grwth}}.', Không]") },
    { file: infographic, at: 'gdp-grwth', field: 'rows[2].cells[1]', problem: 'gdp-grwth', remedy: 'gdp-growth' },
  );
});

test('a link in an article must lead to a page', () =>
  expectProblems(
    { [keyPoint]: swap('/van-ban/ct-05-2016/#thong-tin', '/van-ban/ct-99/') },
    { file: keyPoint, at: '/van-ban/ct-99/', field: '(liên kết)', problem: '/van-ban/ct-99/' },
  ));

test('a link in an article to its own passage must lead to one', () =>
  expectProblems(
    { [keyPoint]: swap('(#muc-mot)', '(#muc-hai)') },
    { file: keyPoint, at: '#muc-hai', field: '(liên kết)', problem: '#muc-hai' },
  ));

test('a link without its closing slash is answered with the whole address', () =>
  expectProblems(
    { [keyPoint]: swap('/van-ban/ct-05-2016/#thong-tin', '/van-ban/ct-05-2016#thong-tin') },
    {
      file: keyPoint,
      at: '/van-ban/ct-05-2016#',
      field: '(liên kết)',
      problem: 'thiếu dấu "/"',
      remedy: '/van-ban/ct-05-2016/#thong-tin',
    },
  ));

test('a link that is neither of this site nor of the web is refused', () =>
  expectProblems(
    { [keyPoint]: swap('/van-ban/ct-05-2016/#thong-tin', '../van-ban/') },
    { file: keyPoint, at: '../van-ban/', field: '(liên kết)', problem: '../van-ban/', remedy: 'https://' },
  ));

test('a link in an answer is found on its own line', () =>
  expectProblems(
    { [qa]: swap('(/nghi-quyet/quan-diem/#gdp-growth)', '(/nghi-quyet/quan-diem/#gdp)') },
    { file: qa, at: '#gdp)', field: 'questions[1].answer', problem: '#gdp', remedy: '"#gdp-growth"' },
  ));

test('links to other sites, to letters and to downloads are left alone', () =>
  expectProblems({
    [keyPoint]: swap(
      'Mở đầu,',
      'Mở [a](https://vidu.vn) [b](mailto:a@vidu.vn) [c](/infographic/chi-tieu/chi-tieu.pdf)',
    ),
  }));

test('entries waiting for an editor are listed without failing', async () => {
  const report = await reportOn({
    [qa]: swap('check: text', 'check: known'),
    'sources.yaml': swap('  check: text\n- id: ct', '  check: one\n- id: ct'),
  });
  expect(report.problems).toEqual([]);
  expect(report.toSignOff).toEqual([
    { file: 'content/qa/nghi-quyet.yaml', line: 7, field: 'check', title: 'Quan điểm chỉ đạo', check: 'known' },
    { file: 'content/sources.yaml', line: 4, field: '[1].check', title: 'nq-dh13', check: 'one' },
  ]);
});
