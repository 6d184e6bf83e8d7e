import { expect, test } from 'vitest';
import { createSpeller } from '../../src/content-gate/spelling/speller.ts';
import { inNewStyle, inOldStyle } from '../../src/content-gate/spelling/tone-placement.ts';
import { expectProblems, expectWarnings, reportOn, swap } from '../support/content-folder.ts';

const keyPoint = 'key-points/quan-diem.mdx';
const qa = 'qa/nghi-quyet.yaml';
const practice = 'contests/2026/questions/practice/quan-diem.yaml';
const units = 'contests/2026/units.csv';

const nothingListed = createSpeller([]);
const slips = (text: string, speller = nothingListed) => speller.check(text).map(({ word }) => word);
const suggested = (word: string) => nothingListed.check(word)[0]?.suggestions;

test('a misspelt word is a warning with its file, line, field and what may be meant', () =>
  expectWarnings(
    { [qa]: swap('Có năm quan điểm.', 'Có năm quan điễm.') },
    { file: qa, at: 'quan điễm', field: 'questions[1].answer', problem: '"điễm"', remedy: '"điểm"' },
  ));

test('a misspelt word of an article is named with its own line, also far down a paragraph', () =>
  expectWarnings(
    { [keyPoint]: swap('Mở đầu, xem', 'Mở đầu,\nrồi **ngòai** ra\nxem') },
    { file: keyPoint, at: 'rồi **ngòai', field: '(bài viết)', problem: '"ngòai"', remedy: '"ngoài"' },
  ));

test('questions, units and headings are read too', () =>
  expectWarnings(
    {
      [practice]: swap('Trang này ghi', 'Trang nầy nghi nghành'),
      [units]: swap('Chi bộ 1', 'Chi bộ nghành 1'),
      [keyPoint]: swap('>Mục một<', '>Mụcc một<'),
    },
    { file: practice, at: 'Trang', field: '[1].explanation', problem: '"nghành"', remedy: '"ngành"' },
    { file: units, at: 'nghành', field: 'name', problem: '"nghành"' },
    { file: keyPoint, at: 'Mụcc', field: '(bài viết)', problem: '"Mụcc"', remedy: 'content/words.txt' },
  ));

test('a tone mark placed as the other pages do not place it is a warning', () =>
  expectWarnings(
    { [qa]: swap('Có năm quan điểm.', 'Có năm quan điểm. Văn hoá, sức khoẻ, thuỷ lợi.') },
    ...['hoá|hóa', 'khoẻ|khỏe', 'thuỷ|thủy'].map((pair) => {
      const [wrong = '', right = ''] = pair.split('|');
      return {
        file: qa,
        at: 'Văn hoá',
        field: 'questions[1].answer',
        problem: `"${wrong}"`,
        remedy: `viết "${right}"`,
      };
    }),
  ));

test('a word of the project’s own list is right: in small letters in any case, with capitals as it is written', async () => {
  const text = swap('Có năm quan điểm.', 'Infographic của Krông Pắc, của KRÔNG.');
  const list = { 'words.txt': '# ghi chú Blog\ninfographic\nKrông Pắc # tên xã\n' };
  await expectWarnings(
    { ...list, [qa]: text },
    { file: qa, at: 'Infographic', field: 'questions[1].answer', problem: '"KRÔNG"' },
  );
});

test('a misspelling does not stop a build', async () => {
  const { problems, warnings } = await reportOn({ [qa]: swap('Có năm quan điểm.', 'Có năm quan điễm.') });
  expect([problems.length, warnings.length]).toEqual([0, 1]);
});

test('addresses, markers, code, document numbers and Roman numerals are no words', () => {
  const text =
    '[bài](/nghi-quyet/quan-diem/#gdp) {{gdp-growth}} `npm run` https://vidu.vn/abc a@vidu.vn 05-CT/TW 1973/QĐ-TTg XIII lich.ics /to-roi/';
  expect(slips(text)).toEqual([]);
  expect(slips('CT TW QĐ')).toEqual(['CT', 'TW', 'QĐ']);
});

test('a slip of marks is answered with the words of the same letters first, in the capitals it was written in', () => {
  expect(suggested('quyêt')?.[0]).toBe('quyết');
  expect(suggested('Ngòai')?.[0]).toBe('Ngoài');
  expect(suggested('QUYÊT')?.[0]).toBe('QUYẾT');
  expect(suggested('Dảng')).toContain('Đảng');
});

test('both styles of tone placement are known, and only where there are two', () => {
  const pairs = ['hóa|hoá', 'KHỎE|KHOẺ', 'Thủy|Thuỷ', 'ủy|uỷ', 'tòa|toà', 'lòe|loè'];
  for (const [old = '', young = ''] of pairs.map((pair) => pair.split('|'))) {
    expect(inNewStyle(old)).toBe(young);
    expect(inOldStyle(young)).toBe(old);
    expect(slips(old)).toEqual([]);
    expect(nothingListed.check(young)).toMatchObject([{ word: young, kind: 'tone-placement', suggestions: [old] }]);
  }
  for (const word of ['quý', 'quà', 'của', 'hoàn', 'huỳnh', 'ngoài', 'quỷ', 'tuần', 'khuyến', 'múa', 'hòe'])
    expect([word, inOldStyle(word), slips(word)]).toEqual([word, word, []]);
  expect(slips('hòan ngòai qúy khúyên')).toEqual(['hòan', 'ngòai', 'qúy', 'khúyên']);
});

// In front matter and comments, which no schema and no reader of articles looks at.
test('every line of every file is in NFC', () =>
  expectProblems(
    {
      'sources.yaml': (text) => `# ${'Đảng bộ'.normalize('NFD')}\n${text}`,
      'words.txt': `GDP\n${'Lênin'.normalize('NFD')}\n`,
    },
    { file: 'sources.yaml', field: '(cả dòng)', problem: 'NFC', remedy: 'dựng sẵn' },
    { file: 'words.txt', at: 'L', field: '(cả dòng)', problem: 'NFC' },
  ));
