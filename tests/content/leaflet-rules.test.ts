import { test } from 'vitest';
import { expectProblems, swap, type Changes } from '../support/content-folder.ts';

const leaflet = 'leaflets/to-mau.yaml';
const panel = (id: string) => `  - id: ${id}
    title: Mặt ${id}
    text: |
      Đoạn của ${id}.
`;
const text = `title: Tờ rơi mẫu
summary: Tóm tắt cho người đọc.
term: xiii
audiences: [youth]
sources: [nq-dh13]
updated: 2026-11-20
check: text
order: 1
source_line: 'Nguồn: Nghị quyết.'
panels:
${['mot', 'hai', 'ba', 'bon'].map(panel).join('')}`;
const changed = (from: string, to: string): Changes => ({ [leaflet]: swap(from, to)(text) });

test('a leaflet that fits its sheet is let through', () => expectProblems({ [leaflet]: text }));

// Seen to fail with checkLeaflets left out of the gate.
test('a panel longer than its room is named, with the lines to take away', () =>
  expectProblems(changed('Đoạn của ba.', 'Một câu dài cho đầy mặt giấy. '.repeat(90)), {
    file: leaflet,
    at: 'text: |\n      Một câu dài',
    field: 'panels[3].text',
    problem: /^mặt 4 của tờ rơi \(mặt trong thứ 3\) dài quá \d+ dòng$/,
    remedy: 'bớt chữ',
  }));

test('a cover longer than its room is named', () =>
  expectProblems(
    changed(
      'order: 1',
      `order: 1\ncover: [${Array(5).fill('Một dòng bìa dài hơn bề ngang tờ giấy nhiều lần liền').join(', ')}]`,
    ),
    {
      file: leaflet,
      at: 'summary',
      field: 'summary',
      problem: /^bìa của tờ rơi dài quá \d+ dòng$/,
    },
  ));

test('a leaflet has four written panels', () =>
  expectProblems(changed(panel('bon'), ''), { file: leaflet, at: 'panels', field: 'panels', problem: 'quá ít' }));

test('a large figure is one of a dataset', () =>
  expectProblems(changed('title: Mặt hai', 'title: Mặt hai\n    targets: [gdp-grow]'), {
    file: leaflet,
    at: 'targets',
    field: 'panels[2].targets[1]',
    problem: 'gdp-grow',
    remedy: 'gdp-growth',
  }));

test.each([['**đậm**'], ['[chữ](/nghi-quyet/)'], ['1. một'], ['# Đề mục']])('paper takes no %s', (markup) =>
  expectProblems(changed('Đoạn của hai.', markup), {
    file: leaflet,
    at: `text: |\n      ${markup}`,
    field: 'panels[2].text',
    problem: 'chỉ có đoạn văn',
    remedy: 'bỏ chữ đậm',
  }),
);

test('a sign the printed face lacks is named', () =>
  expectProblems(changed('Đoạn của hai.', 'Đi → tới.'), {
    file: leaflet,
    at: 'Đi → tới',
    field: 'panels[2].text',
    problem: '"→"',
  }));

test('two panels do not share an anchor', () =>
  expectProblems(changed('- id: hai', '- id: mot'), {
    file: leaflet,
    at: '- id: mot\n    title: Mặt hai',
    field: 'panels[2].id',
    problem: 'mot',
  }));
