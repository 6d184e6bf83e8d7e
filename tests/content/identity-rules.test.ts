import { test } from 'vitest';
import { expectProblems, minimalContent, swap } from '../support/content-folder.ts';

const keyPoint = 'key-points/quan-diem.mdx';
const qa = 'qa/nghi-quyet.yaml';
const data = 'data/targets-2021-2025.yaml';
const rounds = 'contests/2026/questions/rounds/quan-diem.yaml';
const practice = 'contests/2026/questions/practice/quan-diem.yaml';
const contest = 'contests/2026/contest.yaml';
const units = 'contests/2026/units.csv';

test('two documents may not share an id', () =>
  expectProblems(
    { 'sources.yaml': (text) => `${text}- id: nq-dh13\n  issuer: X\n  kind: kết luận\n  check: text\n` },
    { file: 'sources.yaml', at: '- id: nq-dh13\n  issuer: X', field: '[3].id', problem: /nq-dh13.*sources\.yaml:1/ },
  ));

test('two targets may not share an id, in one dataset or in two', () =>
  expectProblems(
    {
      'data/zz-khac.yaml': (minimalContent[data] ?? '')
        .replace('id: targets-2021-2025', 'id: zz-khac')
        .replace('id: kinh-te', 'id: xa-hoi'),
    },
    { file: 'data/zz-khac.yaml', at: 'id: gdp-growth', field: 'groups[1].targets[1].id', problem: 'gdp-growth' },
  ));

test('two groups of targets may not share an id', () =>
  expectProblems(
    {
      'data/zz-khac.yaml': (minimalContent[data] ?? '')
        .replace('id: targets-2021-2025', 'id: zz-khac')
        .replace('id: gdp-growth', 'id: gdp-khac'),
      [keyPoint]: swap('<TargetTable group="kinh-te" />\n', ''),
      [qa]: swap('#gdp-growth', '#muc-mot'),
    },
    { file: 'data/zz-khac.yaml', at: 'id: kinh-te', field: 'groups[1].id', problem: 'nhóm chỉ tiêu "kinh-te"' },
  ));

test('two questions of a Q&A set may not share an id', () =>
  expectProblems(
    {
      [qa]: (text) =>
        `${text}  - id: may-quan-diem\n    question: Hỏi lại?\n    answer: Đáp.\n    sources: [nq-dh13]\n`,
    },
    { file: qa, at: '- id: may-quan-diem\n    question: Hỏi lại', field: 'questions[2].id', problem: 'may-quan-diem' },
  ));

test('two contest questions may not share an id, not even across practice and rounds', () =>
  expectProblems(
    { [rounds]: swap('id: thi-quan-diem-02', 'id: luyen-quan-diem-01') },
    { file: rounds, at: 'id: luyen-quan-diem-01', field: '[2].id', problem: `content/${practice}:1` },
  ));

test('two units may not share a code', () =>
  expectProblems(
    { [units]: (text) => `${text}chi-bo-1,Chi bộ khác,party-cell,phuong-mot,,\n` },
    { file: units, at: 'chi-bo-1,Chi bộ khác', field: 'code', problem: 'chi-bo-1' },
  ));

test('two rounds may not share a slug', () =>
  expectProblems(
    { [contest]: (text) => text + text.slice(text.indexOf('  - slug: tuan-1')).replace('Tuần 1', 'Tuần 2') },
    { file: contest, at: '  - slug: tuan-1\n    title: Tuần 2', field: 'rounds[2].slug', problem: 'tuan-1' },
  ));

test('two topics may not share an id', () =>
  expectProblems(
    { [contest]: swap('min_participants', '  - id: quan-diem\n    title: Lại quan điểm\nmin_participants') },
    { file: contest, at: '  - id: quan-diem\n    title: Lại', field: 'topics[2].id', problem: 'quan-diem' },
  ));

test('two pages of a series may not share an order', () =>
  expectProblems(
    { 'key-points/sau.mdx': minimalContent[keyPoint] ?? '' },
    { file: 'key-points/sau.mdx', at: 'order: 1', field: 'order', problem: 'quan-diem.mdx' },
  ));

test('a dataset carries its file name as id', () =>
  expectProblems(
    { [data]: swap('id: targets-2021-2025', 'id: targets') },
    { file: data, at: 'id: targets', field: 'id', problem: 'targets-2021-2025', remedy: 'targets.yaml' },
  ));

test('a file name must be fit for an address', () =>
  expectProblems(
    { 'qa/Hỏi đáp.yaml': (minimalContent[qa] ?? '').replace('order: 1', 'order: 2') },
    { file: 'qa/Hỏi đáp.yaml', field: '(tên tệp)', problem: 'Hỏi đáp', remedy: 'không dấu' },
  ));

test('two passages of a page may not share an id', () =>
  expectProblems(
    { [keyPoint]: swap('<H2 id="muc-mot">Mục một</H2>', '<H2 id="muc-mot">Mục một</H2>\n\n<H3 id="muc-mot">Lại</H3>') },
    { file: keyPoint, at: '<H3', field: 'id', problem: 'muc-mot' },
  ));

test('a passage may not take the id of a row in a table of targets', () =>
  expectProblems(
    { [keyPoint]: swap('id="muc-mot"', 'id="gdp-growth"') },
    { file: keyPoint, at: '[mục dưới]', field: '(liên kết)', problem: '#muc-mot' },
    { file: keyPoint, at: '<TargetTable', field: '<TargetTable group="kinh-te">', problem: 'gdp-growth' },
  ));

test('a passage may not take an id that the page itself uses', () =>
  expectProblems(
    { 'themes/doan-ket-2023.mdx': swap('id="chuyen-de"', 'id="cac-moc"') },
    { file: 'themes/doan-ket-2023.mdx', at: 'id="cac-moc"', field: 'id', problem: 'cac-moc' },
  ));

test('an old address may not be the address of a living page', () =>
  expectProblems(
    { [qa]: swap('order: 1', 'order: 1\naliases: [/nghi-quyet/quan-diem/]') },
    { file: qa, at: 'aliases', field: 'aliases[1]', problem: 'quan-diem.mdx' },
  ));

test('an old address may lead to one page only', () =>
  expectProblems(
    {
      [qa]: swap('order: 1', 'order: 1\naliases: [/cu/]'),
      'infographics/chi-tieu.yaml': swap('version: 1', 'version: 1\naliases: [/cu/]'),
    },
    { file: 'infographics/chi-tieu.yaml', at: 'aliases', field: 'aliases[1]', problem: '/cu/' },
  ));
