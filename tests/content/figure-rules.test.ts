import { test } from 'vitest';
import { expectProblems, swap, type Changes } from '../support/content-folder.ts';

const keyPoint = 'key-points/quan-diem.mdx';
const qa = 'qa/nghi-quyet.yaml';
const rounds = 'contests/2026/questions/rounds/quan-diem.yaml';
const data = 'data/targets-2021-2025.yaml';

/** Targets beside the one there is. */
const targets = swap(
  "        unit: '%/năm'\n",
  `        unit: '%/năm'
      - { id: urbanisation, what: Tỉ lệ đô thị hóa, short: Đô thị hóa, bound: about, value: 45, unit: '%' }
      - { id: polluters, what: Cơ sở gây ô nhiễm được xử lý, short: Cơ sở ô nhiễm, bound: exact, value: 100, unit: '%' }
      - { id: gdp-per-head, what: GDP bình quân đầu người, short: GDP đầu người, bound: about, value: [4700, 5000], unit: USD }
      - { id: life, what: Tuổi thọ trung bình, short: Tuổi thọ, bound: about, value: 74.5, unit: tuổi }
`,
);
const saying = (text: string): Changes => ({ [data]: targets, [qa]: swap('Có năm quan điểm.', text) });
const inAnswer = { file: qa, field: 'questions[1].answer' };

test.each([
  ['a share, in a sentence on the same thing', 'Tỉ lệ đô thị hóa là khoảng 45 %.', '45 %', 'urbanisation'],
  ['without a space', 'Đô thị hóa đạt 45% vào năm 2025.', '45%', 'urbanisation'],
  ['a range, its unit cut short', 'Tốc độ tăng trưởng đạt 6,5–7 % mỗi năm.', '6,5–7 %', 'gdp-growth'],
  ['a range in words, with points for commas', 'Tốc độ tăng trưởng từ 6.5 đến 7%/năm.', '6.5 đến 7%', 'gdp-growth'],
  ['an amount in a unit of its own', 'Thu nhập 4.700-5.000 USD.', '4.700-5.000 USD', 'gdp-per-head'],
  ['an age', 'Sống đến 74,5 tuổi.', '74,5 tuổi', 'life'],
])('a figure of content/data is not typed: %s', (_, sentence, typed, id) =>
  expectProblems(saying(sentence), { ...inAnswer, at: sentence, problem: `"${typed}"`, remedy: `viết {{${id}}}` }),
);

test('nor is it typed in an article, whose sentence may be cut by bold type', () =>
  expectProblems(
    { [data]: targets, [keyPoint]: swap('Mở đầu, xem', 'Tỉ lệ **đô thị hóa** là 45 %, xem') },
    { file: keyPoint, at: '45 %', field: '(bài viết)', problem: '"45 %"', remedy: '<Target id="urbanisation" />' },
  ));

test('nor in a right option, whose subject stands in the question', () =>
  expectProblems(
    {
      [data]: targets,
      [rounds]: (text) =>
        text
          .replace('Câu thi thứ nhất hỏi về mấy quan điểm?', 'Tỉ lệ đô thị hóa là bao nhiêu?')
          .replace('[Năm quan điểm chỉ đạo]', '[khoảng 45 %]'),
    },
    { file: rounds, at: '[khoảng 45 %]', field: '[1].right[1]', problem: '"45 %"', remedy: '{{urbanisation}}' },
  ));

test('a field that prints no markers goes without the figure', () =>
  expectProblems(
    { [data]: targets, [qa]: swap('summary: Năm quan điểm', 'summary: Đô thị hóa 45 %, năm quan điểm') },
    { file: qa, at: 'summary', field: 'summary', problem: '"45 %"', remedy: 'bỏ con số ở trường này' },
  ));

test.each([
  'Kế hoạch đề ra 100 % chi bộ hoàn thành việc học tập trong 45 ngày.',
  'Ngày 07/05/2021, kỷ niệm 100 năm, 50 năm, 45 năm.',
  'Tỉ lệ đô thị hóa của xã là 46 %, của huyện là 145 %.',
  'Đô thị hóa là {{urbanisation}}, năm 2045.',
  'Phiếu đạt 45 % số người.',
  'Năm 45 tuổi, 4.700 USD.',
])('a number that is no figure of content/data is let pass: %s', (sentence) => expectProblems(saying(sentence)));

test('wrong options are typed, and none of them may be the right one', () =>
  expectProblems(
    {
      [data]: targets,
      [rounds]: (text) =>
        text
          .replace('Câu thi thứ nhất hỏi về mấy quan điểm?', 'Tỉ lệ đô thị hóa là bao nhiêu?')
          .replace('[Năm quan điểm chỉ đạo]', "['{{urbanisation}}']")
          .replace('[Bốn quan điểm chỉ đạo, Sáu quan điểm chỉ đạo]', '[khoảng 40 %, khoảng 45 %]'),
    },
    { file: rounds, at: '[khoảng 40 %', field: '[1].wrong[2]', problem: 'phương án đúng, chỉ tiêu "urbanisation"' },
  ));

test('a marker in a field that prints it as it stands is refused', () =>
  expectProblems(
    { [qa]: swap('summary: Năm quan điểm', "summary: 'Tăng trưởng {{gdp-growth}}'\n#") },
    { file: qa, at: 'summary', field: 'summary', problem: '{{gdp-growth}}', remedy: 'viết bằng lời' },
  ));
