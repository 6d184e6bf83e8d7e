import { test } from 'vitest';
import { expectProblems, swap, type Changes } from '../support/content-folder.ts';
import { publishedWith, sampleRound, writeText } from '../support/published-round.ts';

const folder = 'contests/2026/results';
const text = `${folder}/tuan-1.txt`;
const result = `${folder}/tuan-1.json`;
const names = `${folder}/tuan-1.names.json`;
const whole = `${folder}/_contest.json`;
const wholeNames = `${folder}/_contest.names.json`;

const canonical = writeText(sampleRound);
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const published = publishedWith(canonical, sampleRound);
const { hash: _hash, figure: _figure, lines, published_at, round: _round, ...shared } = published;
const wholeResult = {
  ...shared,
  as_of: published_at,
  total: lines,
  people: sampleRound.attempts.map(({ rank, unit, score, duration_ms, finished_at }) => ({
    rank,
    unit,
    score,
    duration_ms,
    submitted_at: finished_at,
  })),
};

/** A round as `npm run contest:results` leaves it, with changes to its files. */
const withResults = (changes: Changes = {}): Changes => ({
  [text]: canonical,
  [result]: json(published),
  [names]: json({ names: { 1: 'Trần Thị Bích Ngọc', 3: 'P.G.B.' } }),
  ...changes,
});

test('results as they were published are sound', () => expectProblems(withResults()));

test('names may be missing altogether: they are replaceable', () => expectProblems(withResults({ [names]: null })));

test('the board of the whole contest is sound once its rounds are published', () =>
  expectProblems(
    withResults({ [whole]: json(wholeResult), [wholeNames]: json({ names: { 1: 'Trần Thị Bích Ngọc' } }) }),
  ));

// Seen to fail without the comparison of the hash in faultsOfText.
test('a canonical text with a figure changed is refused, though its order is right', () =>
  expectProblems(withResults({ [text]: swap('60000', '59999')(canonical) }), {
    file: text,
    field: '(cả dòng)',
    problem: 'khác mã băm đã công bố',
    remedy: 'contest:results',
  }));

test('a text whose hash was made to fit is refused where its order is wrong', () => {
  const changed = swap('\tchi-bo-1\t2\t2\t5\t', '\tchi-bo-1\t1\t2\t5\t')(canonical);
  return expectProblems(withResults({ [text]: changed, [result]: json(publishedWith(changed, sampleRound)) }), {
    file: text,
    at: '2\tbbbbbbbb',
    field: '(cả dòng)',
    problem: 'phải đứng trên',
  });
});

test('what stands beside the text says the same as its header', () =>
  expectProblems(withResults({ [result]: json({ ...published, figure: 4 }) }), {
    file: text,
    field: '(cả dòng)',
    problem: 'số đúng của câu dự đoán ở dòng đầu là "3", bản công bố ghi "4"',
  }));

test('a unit shown on the page has its name beside it', () =>
  expectProblems(withResults({ [result]: json({ ...published, units: { 'chi-bo-1': ['Tỉnh mẫu', 'Chi bộ 1'] } }) }), {
    file: text,
    at: '3\tcccccccc',
    field: '(cả dòng)',
    problem: 'phuong-mot',
  }));

test('a text without its result, and a result without its text, are told by the file that is missing', async () => {
  await expectProblems(withResults({ [result]: null }), {
    file: result,
    field: '(cả tệp)',
    problem: 'chưa có tệp này',
    remedy: 'contest:results',
  });
  await expectProblems(withResults({ [text]: null }), { file: text, field: '(cả tệp)', problem: 'chưa có tệp này' });
});

test('a result belongs to a round and to the contest of its folder', () =>
  expectProblems(
    withResults({
      [text]: null,
      [names]: null,
      [result]: null,
      [`${folder}/tuan-9.txt`]: canonical,
      [`${folder}/tuan-9.json`]: json({ ...published, contest: 'cuoc-thi-2025' }),
    }),
    { file: `${folder}/tuan-9.json`, field: '(cả tệp)', problem: 'không có đợt "tuan-9"', remedy: 'tuan-1' },
    { file: `${folder}/tuan-9.json`, at: '"contest"', field: 'contest', problem: 'cuoc-thi-2025' },
    { file: `${folder}/tuan-9.json`, at: '"round"', field: 'round', problem: 'khác tên tệp' },
    { file: `${folder}/tuan-9.txt`, field: '(cả dòng)', problem: 'mã cuộc thi' },
  ));

test('nobody is named at a rank that is not shown', () =>
  expectProblems(withResults({ [names]: json({ names: { 3: 'Lê Văn Hòa', 4: 'Đỗ Quang Minh' } }) }), {
    file: names,
    at: '"4"',
    field: 'names.4',
    problem: 'hạng 4',
    remedy: 'xóa dòng này',
  }));

test('names without a result are refused', () =>
  expectProblems({ [names]: json({ names: {} }) }, { file: result, field: '(cả tệp)', problem: 'chưa có tệp này' }));

test('the board of units adds up to the people ranked', () => {
  const [top, ...below] = published.unit_boards;
  const rows = top?.rows.map((row) => ({ ...row, participants: 2 }));
  return expectProblems(withResults({ [result]: json({ ...published, unit_boards: [{ ...top, rows }, ...below] }) }), {
    file: result,
    at: '"lines"',
    field: 'lines',
    problem: 'có 3 người, bảng đơn vị cộng lại 2 người',
  });
});

test('the whole contest has no final board while a round that counts has none', () =>
  expectProblems({ [whole]: json(wholeResult) }, { file: whole, field: '(cả tệp)', problem: 'đợt tuan-1' }));

test('a file that is no result of anything is told', () =>
  expectProblems(withResults({ [`${folder}/tuan-1.pdf`]: 'x' }), {
    file: `${folder}/tuan-1.pdf`,
    field: '(cả tệp)',
    problem: 'nằm ngoài',
  }));
