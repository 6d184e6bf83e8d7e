import { test } from 'vitest';
import { expectProblems, swap } from '../support/content-folder.ts';

const keyPoint = 'key-points/quan-diem.mdx';
const term = `title: Chi bộ
summary: Tổ chức nhỏ nhất của Đảng.
term: xiii
audiences: [everyone]
sources: [nq-dh13]
updated: 2026-11-20
check: text
meaning: Nơi đảng viên sinh hoạt.
`;
const marking = (text: string) => ({ 'glossary/chi-bo.yaml': term, [keyPoint]: swap('Mở đầu,', text) });

test('a text may mark a term of the glossary', () => expectProblems(marking('Ở <Term id="chi-bo">chi bộ</Term>,')));

test('a marked term must stand in the glossary', () =>
  expectProblems(marking('Ở <Term id="chi-boo">chi bộ</Term>,'), {
    file: keyPoint,
    at: '<Term',
    field: '<Term id>',
    problem: 'không có thuật ngữ "chi-boo"',
    remedy: '“chi-bo”',
  }));

test('a text marks a term only where it first stands', () =>
  expectProblems(marking('Ở <Term id="chi-bo">chi bộ</Term>,\nrồi <Term id="chi-bo">chi bộ</Term> khác,'), {
    file: keyPoint,
    at: 'rồi <Term',
    field: '<Term id>',
    problem: 'thuật ngữ "chi-bo" đã dùng',
    remedy: 'lần đầu',
  }));

test.each([
  ['a heading', '<H2 id="moi">Ở <Term id="chi-bo">chi bộ</Term></H2>', 'tiêu đề'],
  ['a link', '[Ở <Term id="chi-bo">chi bộ</Term>](/nghi-quyet/)', 'liên kết'],
])('a term is not marked in %s', (_, text, holder) =>
  expectProblems(marking(`${text}\n\nMở`), {
    file: keyPoint,
    at: '<Term',
    field: '<Term>',
    problem: `đánh dấu trong ${holder}`,
    remedy: 'câu văn đầu tiên',
  }),
);
