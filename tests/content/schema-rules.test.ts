import { expect, test } from 'vitest';
import { minimalContent, expectProblems, reportOn, swap } from '../support/content-folder.ts';

const theme = 'themes/doan-ket-2023.mdx';
const qa = 'qa/nghi-quyet.yaml';
const sources = 'sources.yaml';
const contest = 'contests/2026/contest.yaml';
const rounds = 'contests/2026/questions/rounds/quan-diem.yaml';

test('the minimal content has no problem', async () => {
  const report = await reportOn();
  expect(report.problems).toEqual([]);
  expect(report.read.files).toBe(Object.keys(minimalContent).length);
});

test('a missing field is named at its entry', () =>
  expectProblems(
    { [sources]: swap('  number: 05-CT/TW\n  date: 2016-05-15\n  issuer: Bộ Chính trị\n', '  number: 05-CT/TW\n') },
    { file: sources, at: 'id: ct-05-2016', field: '[2].issuer', problem: 'thiếu trường "issuer"', remedy: 'issuer: …' },
  ));

test('an unknown field is named, with the nearest known one', () =>
  expectProblems(
    { [qa]: swap('order: 1', 'order: 1\nsumary: x') },
    { file: qa, at: 'sumary', field: 'sumary', problem: 'không có trường nào tên "sumary"', remedy: '"summary"' },
  ));

test('an unknown field deep in a list is named where it stands', () =>
  expectProblems(
    { [qa]: swap('    sources: [nq-dh13]\n', '    sources: [nq-dh13]\n    anser: x\n') },
    { file: qa, at: 'anser', field: 'questions[1].anser', problem: 'anser', remedy: '"answer"' },
  ));

test('an unknown field like no other lists the fields that may be used', () =>
  expectProblems(
    { 'data/targets-2021-2025.yaml': swap('period:', 'xyzxyz: 1\nperiod:') },
    {
      file: 'data/targets-2021-2025.yaml',
      at: 'xyzxyz',
      field: 'xyzxyz',
      problem: 'xyzxyz',
      remedy: 'kind, id, title, period',
    },
  ));

test('a value outside a closed list offers the list and the nearest value', () =>
  expectProblems(
    { [theme]: swap('scope: year', 'scope: yaer') },
    { file: theme, at: 'scope:', field: 'scope', problem: '"yaer"', remedy: /có phải "year"\?.*"whole-term"/ },
  ));

test('a day that does not exist is refused', () =>
  expectProblems(
    { [theme]: swap('2023-03-31', '2023-02-30') },
    { file: theme, at: '2023-02-30', field: 'milestones[1].due', problem: 'ngày', remedy: '2026-11-20' },
  ));

test('a number where words belong is answered with quotes', () =>
  expectProblems(
    { [theme]: swap('when: quý I/2023', 'when: 2023') },
    { file: theme, at: 'when: 2023', field: 'milestones[1].when', problem: 'phải là chữ', remedy: '"2023"' },
  ));

test('a field left empty is told apart from a field left out', () =>
  expectProblems(
    { [theme]: swap('issuer: Ban Thường vụ', 'issuer:') },
    { file: theme, at: 'issuer:', field: 'issuer', problem: 'để trống' },
  ));

test('a text over its length says both lengths', () =>
  expectProblems(
    { 'site.yaml': swap('short_name: Trang mẫu', `short_name: ${'a'.repeat(40)}`) },
    { file: 'site.yaml', at: 'short_name', field: 'short_name', problem: /40.*32/, remedy: '32' },
  ));

test('an empty list is refused', () =>
  expectProblems(
    { [theme]: swap('contents: [Nội dung thứ nhất]', 'contents: []') },
    { file: theme, at: 'contents', field: 'contents', problem: 'ít mục', remedy: 'ít nhất 1' },
  ));

test('a question of a Q&A set must end in a question mark', () =>
  expectProblems(
    { [qa]: swap('mấy quan điểm?', 'mấy quan điểm') },
    { file: qa, at: 'question:', field: 'questions[1].question', problem: 'dấu hỏi', remedy: '"?"' },
  ));

test('an identifier with marks is refused with an example', () =>
  expectProblems(
    { [qa]: swap('id: may-quan-diem', 'id: mấy-quan-điểm') },
    { file: qa, at: 'id: mấy', field: 'questions[1].id', problem: 'mã không đúng dạng', remedy: 'muc-tieu-2045' },
  ));

test('a question may not name its source without an anchor', () =>
  expectProblems(
    { [rounds]: swap('source: /nghi-quyet/quan-diem/#quan-diem-1', 'source: /nghi-quyet/quan-diem/') },
    {
      file: rounds,
      at: 'source: /nghi-quyet/quan-diem/\n',
      field: '[1].source',
      problem: 'địa chỉ đoạn',
      remedy: '#quan-diem-2',
    },
  ));

test('two equal options are refused', () =>
  expectProblems(
    { [rounds]: swap('wrong: [Bốn quan điểm chỉ đạo, ', 'wrong: [Năm quan điểm chỉ đạo, ') },
    { file: rounds, at: '- id: thi-quan-diem-01', field: '(cả mục)', problem: 'hai phương án giống nhau' },
  ));

test('text that is not in NFC is refused in YAML', () =>
  expectProblems(
    { [qa]: swap('topic: Nghị quyết', `topic: ${'Nghị quyết'.normalize('NFD')}`) },
    { file: qa, at: 'topic:', field: 'topic', problem: 'NFC', remedy: 'Unicode dựng sẵn' },
  ));

test('a moment of a round that is neither a time nor a day count is refused in words', () =>
  expectProblems(
    { [contest]: swap("opens_at: { day: 0, at: '00:00' }", "opens_at: { day: 0, at: '24:00' }") },
    { file: contest, at: "'24:00'", field: 'rounds[1].opens_at.at', problem: /\S/ },
  ));

test('every message is Vietnamese', async () => {
  const { problems } = await reportOn({
    [qa]: (text) => text.replace('order: 1', 'order: 0').replace('term: xiii', 'term: 13'),
    'site.yaml': (text) =>
      text
        .replace('sample: true', 'sample: maybe')
        .replace('https://vidu.vn', 'vidu')
        .replace('banbientap@vidu.vn', 'thu'),
    [contest]: (text) => text.replace('count: 2', 'count: 2.5').replace('min_participants: 3', 'min_participants: ba'),
  });
  expect(problems).toHaveLength(7);
  for (const { problem, remedy } of problems)
    expect(`${problem} ${remedy}`).not.toMatch(/invalid|expected|received|string|number|boolean/i);
});
