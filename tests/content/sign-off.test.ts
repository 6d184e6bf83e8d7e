import { expect, test } from 'vitest';
import { formatReport } from '../../src/content-gate/format-report.ts';
import { minimalContent, reportOn, swap, type Changes } from '../support/content-folder.ts';

const orphansOf = async (changes: Changes = {}) => (await reportOn(changes)).orphans.map(({ route }) => route);

const lonely: Changes = {
  'qa/rieng.yaml': (minimalContent['qa/nghi-quyet.yaml'] ?? '')
    .replace('order: 1', 'order: 2')
    .replace('related: [/nghi-quyet/quan-diem/#quan-diem-1]\n', ''),
};

test('a page that only its section’s list names is told, with its file and address, and stops nothing', async () => {
  const before = await orphansOf();
  expect((await orphansOf(lonely)).sort()).toEqual([...before, '/hoi-dap/rieng/'].sort());
  const report = await reportOn(lonely);
  expect(report.problems).toEqual([]);
  expect(report.orphans).toContainEqual({
    file: 'content/qa/rieng.yaml',
    line: 1,
    field: '(cả mục)',
    route: '/hoi-dap/rieng/',
  });
  expect(formatReport(report)).toMatch(/Chưa trang nào khác dẫn tới[\s\S]* {2}\/hoi-dap\/ \(\d\): .*rieng/);
});

test.each<[string, Changes]>([
  ['a field', { 'key-points/quan-diem.mdx': swap('order: 1', 'order: 1\nrelated: [/hoi-dap/rieng/]') }],
  [
    'a link in a text',
    { 'key-points/quan-diem.mdx': swap('Mở đầu,', 'Mở đầu, [đọc](/hoi-dap/rieng/#may-quan-diem),') },
  ],
])('a page that another page leads to by %s is not told', async (_, changes) => {
  expect(await orphansOf({ ...lonely, ...changes })).not.toContain('/hoi-dap/rieng/');
});

test('neither a page’s own links, nor the navigation, nor a question of a round lead to it', async () => {
  const own = { 'qa/rieng.yaml': `${String(lonely['qa/rieng.yaml'])}related: [/hoi-dap/rieng/]\n` };
  const site = { 'site.yaml': (text: string) => `${text}  - title: Riêng\n    route: /hoi-dap/rieng/\n` };
  const rounds = {
    'contests/2026/questions/rounds/quan-diem.yaml': swap(
      'source: /nghi-quyet/quan-diem/#quan-diem-1',
      'source: /hoi-dap/rieng/#may-quan-diem',
    ),
  };
  expect(await orphansOf({ ...lonely, ...own, ...site, ...rounds })).toContain('/hoi-dap/rieng/');
  const practice = {
    'contests/2026/questions/practice/quan-diem.yaml': rounds['contests/2026/questions/rounds/quan-diem.yaml'],
  };
  expect(await orphansOf({ ...lonely, ...practice })).not.toContain('/hoi-dap/rieng/');
});

test('a document is led to by what rests on it, a term by what marks it', async () => {
  const more: Changes = {
    'sources.yaml': (text) => `${text}- { id: le, issuer: Bộ Chính trị, kind: chỉ thị, check: text }\n`,
    'glossary/chi-bo.yaml': `title: Chi bộ\nsummary: Nghĩa ngắn.\nterm: xiii\naudiences: [everyone]\nsources: [nq-dh13]\nupdated: 2026-11-20\ncheck: text\nmeaning: Nghĩa.\n`,
  };
  expect(await orphansOf(more)).toEqual(expect.arrayContaining(['/van-ban/le/', '/thuat-ngu/chi-bo/']));
  const led: Changes = {
    'qa/nghi-quyet.yaml': swap('sources: [nq-dh13]\nupdated', 'sources: [nq-dh13, le]\nupdated'),
    'key-points/quan-diem.mdx': swap('Mở đầu,', 'Mở đầu của <Term id="chi-bo">chi bộ</Term>,'),
  };
  const left = await orphansOf({ ...more, ...led });
  expect(left).not.toContain('/van-ban/le/');
  expect(left).not.toContain('/thuat-ngu/chi-bo/');
});

test('whatever is known from one source, or from memory, waits for a signature, in any collection', async () => {
  const { toSignOff } = await reportOn({
    'sources.yaml': (text) => text.replace('check: text', 'check: one'),
    'infographics/chi-tieu.yaml': swap('check: text', 'check: known'),
    'themes/doan-ket-2023.mdx': swap('check: text', 'check: two'),
  });
  expect(toSignOff.map(({ file, field, check }) => [file, field, check])).toEqual([
    ['content/infographics/chi-tieu.yaml', 'check', 'known'],
    ['content/sources.yaml', '[1].check', 'one'],
  ]);
});
