import { test } from 'vitest';
import { expectProblems, swap } from '../support/content-folder.ts';

const keyPoint = 'key-points/quan-diem.mdx';
const qa = 'qa/nghi-quyet.yaml';
const units = 'contests/2026/units.csv';

test('broken YAML is reported at its line, and the entry is not reported again', () =>
  expectProblems(
    { [qa]: swap('topic: Nghị quyết', 'topic: Nghị quyết: phần một') },
    { file: qa, at: 'topic:', field: 'topic', problem: 'cú pháp YAML', remedy: 'dấu nháy' },
  ));

test('a broken list file is reported, not read as an empty list', () =>
  expectProblems(
    { 'contests/2026/questions/practice/quan-diem.yaml': swap('prompt: Câu', 'prompt: "Câu') },
    {
      file: 'contests/2026/questions/practice/quan-diem.yaml',
      at: 'prompt:',
      field: '[1].prompt',
      problem: 'cú pháp YAML',
    },
  ));

test('a key written twice is reported at the second one', () =>
  expectProblems(
    { [qa]: swap('topic: Nghị quyết', 'topic: Nghị quyết\nterm: xiv') },
    { file: qa, at: 'term: xiv', field: 'term', problem: 'đã có ở trên' },
  ));

test('broken YAML in a front matter is reported at the line of the file', () =>
  expectProblems(
    { [keyPoint]: swap('order: 1', 'order: [1') },
    { file: keyPoint, at: 'order:', field: 'order[1]', problem: 'cú pháp YAML' },
  ));

test('a page without front matter says so', () =>
  expectProblems(
    { 'key-points/trong.mdx': 'Chỉ có chữ.\n' },
    { file: 'key-points/trong.mdx', field: '(đầu tệp)', problem: 'khai báo', remedy: '---' },
  ));

test('an empty list file is reported', () =>
  expectProblems(
    { 'contests/2026/questions/practice/trong.yaml': '' },
    { file: 'contests/2026/questions/practice/trong.yaml', field: '(cả tệp)', problem: 'danh sách' },
  ));

test('a passage that is never closed is an MDX syntax error', () =>
  expectProblems(
    { [keyPoint]: swap('</Passage>\n', '') },
    { file: keyPoint, at: '<Passage', field: '(bài viết)', problem: /cú pháp MDX.*Passage/, remedy: '</Passage>' },
  ));

test('a heading written with ## is answered with the component', () =>
  expectProblems(
    { [keyPoint]: swap('<H2 id="muc-mot">Mục một</H2>', '<H2 id="muc-mot">Mục một</H2>\n\n### Đường lối mới') },
    {
      file: keyPoint,
      at: '### ',
      field: '(bài viết)',
      problem: '###',
      remedy: '<H3 id="duong-loi-moi">Đường lối mới</H3>',
    },
  ));

test('an unknown component is reported, with the nearest known one', () =>
  expectProblems(
    { [keyPoint]: swap('<TargetTable group', '<TargetTabel group') },
    { file: keyPoint, at: '<TargetTabel', field: '<TargetTabel>', problem: 'TargetTabel', remedy: '“TargetTable”' },
  ));

test('HTML in an article is reported', () =>
  expectProblems(
    { [keyPoint]: swap('Mở đầu', 'Mở <b>đầu</b>') },
    { file: keyPoint, at: '<b>', field: '<b>', problem: '<b>', remedy: 'Markdown' },
  ));

test('a component without its id is reported', () =>
  expectProblems(
    { [keyPoint]: swap('<H2 id="muc-mot">', '<H2>') },
    { file: keyPoint, at: '<H2>', field: '<H2 id>', problem: 'thiếu id', remedy: 'id="muc-mot"' },
  ));

test('an attribute no component has is reported', () =>
  expectProblems(
    { [keyPoint]: swap('<H2 id="muc-mot">', '<H2 id="muc-mot" class="to">') },
    { file: keyPoint, at: 'class=', field: '<H2 class>', problem: 'class' },
  ));

test('an import in an article is reported', () =>
  expectProblems(
    { [keyPoint]: swap('Mở đầu', "import x from 'y'\n\nMở đầu") },
    { file: keyPoint, at: 'import x', field: '(bài viết)', problem: 'import', remedy: 'xóa' },
  ));

test('an expression in an article is reported', () =>
  expectProblems(
    { [keyPoint]: swap('Mở đầu', 'Mở đầu {gdp}') },
    { file: keyPoint, at: '{gdp}', field: '(bài viết)', problem: 'biểu thức', remedy: '<Target id' },
  ));

test('text that is not in NFC is refused in an article', () =>
  expectProblems(
    { [keyPoint]: swap('Tăng trưởng', 'Tăng trưởng'.normalize('NFD')) },
    { file: keyPoint, at: 'Tăng trưởng'.normalize('NFD'), field: '(bài viết)', problem: 'NFC' },
  ));

test('HTML in an answer is reported', () =>
  expectProblems(
    { [qa]: swap('Tăng trưởng {{', 'Tăng<br>trưởng {{') },
    { file: qa, at: '<br>', field: 'questions[1].answer', problem: '<br>', remedy: 'Markdown' },
  ));

test('a file in a place nobody reads is reported', () =>
  expectProblems(
    { 'qa/khac.yml': 'title: x\n' },
    { file: 'qa/khac.yml', field: '(cả tệp)', problem: 'nằm ngoài', remedy: '.yaml' },
  ));

test('a file that is not UTF-8 is reported', () =>
  expectProblems(
    { [units]: new Uint8Array([0x63, 0x6f, 0x64, 0x65, 0xff, 0xfe]) },
    { file: units, field: '(cả tệp)', problem: 'UTF-8', remedy: 'CSV UTF-8' },
  ));

test('a CSV with other columns is refused', () =>
  expectProblems(
    { [units]: (text) => text.replaceAll(',', ';') },
    { file: units, field: '(dòng đầu)', problem: 'code;name', remedy: 'dấu phẩy' },
  ));

test('a quote never closed in a CSV is reported at its row', () =>
  expectProblems(
    { [units]: swap('Phường Một (đơn vị mẫu)', '"Phường Một') },
    { file: units, at: 'phuong-mot,', field: 'name', problem: 'nháy', remedy: '"' },
  ));

test('a row with too few cells is reported at its row', () =>
  expectProblems(
    { [units]: swap('chi-bo-1,Chi bộ 1,party-cell,phuong-mot,30,', 'chi-bo-1,Chi bộ 1,party-cell') },
    { file: units, at: 'chi-bo-1', field: '(cả dòng)', problem: '3 cột', remedy: 'dấu phẩy' },
  ));

test('a bad cell of a CSV is reported at its row and column', () =>
  expectProblems(
    { [units]: swap('tinh-mau,Tỉnh mẫu,province,,5000', 'tinh-mau,Tỉnh mẫu,provinc,,5.000') },
    { file: units, at: 'tinh-mau', field: 'headcount', problem: 'số', remedy: '1250' },
    { file: units, at: 'tinh-mau', field: 'kind', problem: 'provinc', remedy: '"province"' },
  ));

test('a CSV saved by Excel with a byte-order mark and CRLF is read', () =>
  expectProblems({ [units]: (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}` }));

test('a CSV with a header alone is reported', () =>
  expectProblems(
    { [units]: 'code,name,kind,parent,headcount,includes_public\n' },
    { file: units, field: '(cả tệp)', problem: 'chưa có đơn vị nào' },
  ));

test('what refers to a broken file is not reported a second time', async () => {
  await expectProblems(
    { 'sources.yaml': swap('issuer: Bộ Chính trị', 'issuer: Bộ: Chính trị') },
    { file: 'sources.yaml', at: 'issuer: Bộ', field: '[2].issuer', problem: 'cú pháp YAML' },
  );
  await expectProblems(
    { 'data/targets-2021-2025.yaml': swap('title: Kinh tế', 'title: Kinh: tế') },
    { file: 'data/targets-2021-2025.yaml', at: 'title: Kinh:', field: 'groups[1].title', problem: 'cú pháp YAML' },
  );
  await expectProblems(
    { 'contests/2026/contest.yaml': swap('title: Quan điểm', 'title: Quan: điểm') },
    { file: 'contests/2026/contest.yaml', at: 'title: Quan:', field: 'topics[1].title', problem: 'cú pháp YAML' },
  );
});
