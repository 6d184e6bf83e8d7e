/** Examples of the comparison, plain and nasty. */
import type { Comparison } from '../comparison/data.ts';
import { englishFrame, exampleFrame, nasty } from './words.ts';

const frame = { ...exampleFrame, kind: 'comparison' } as const;

const rows = (count: number, title: string, ...cells: string[]) =>
  Array.from({ length: count }, () => ({ title, cells }));

export const comparisonExamples: Record<string, Comparison> = {
  'two things by four points': {
    ...frame,
    title: 'Hai chuyên đề',
    columns: ['Chuyên đề thứ nhất', 'Chuyên đề thứ hai'],
    rows: rows(
      4,
      'Một điểm',
      'Một câu về điều thứ nhất.',
      'Một câu dài hơn về điều thứ hai, để hai ô cao thấp khác nhau.',
    ),
  },
  'three things by one point': {
    ...frame,
    title: 'Ba điều',
    columns: ['Một', 'Hai', 'Ba'],
    rows: rows(1, 'Điểm duy nhất', 'Câu một.', 'Câu hai.', 'Câu ba.'),
  },
  'a name longer than its cells, and an empty cell': {
    ...frame,
    title: 'Ô trống',
    columns: ['Một', 'Hai'],
    rows: rows(3, nasty.longTitle, '', 'Một từ.'),
  },
  'thirty points': {
    ...frame,
    title: 'Ba mươi điểm',
    columns: ['Một', 'Hai'],
    rows: rows(30, 'Một điểm', 'Câu về điều thứ nhất.', 'Câu về điều thứ hai.'),
  },
  'long titles and texts': {
    ...frame,
    title: nasty.longTitle,
    subtitle: nasty.longTitle,
    source: nasty.longText,
    columns: [nasty.longTitle, nasty.longText],
    rows: rows(4, nasty.longTitle, nasty.longText, nasty.longTitle),
  },
  'words wider than the frame': {
    ...frame,
    title: nasty.longWord,
    source: nasty.longWord,
    columns: [nasty.longWord, nasty.longWord, nasty.longWord],
    rows: rows(3, nasty.longWord, nasty.longWord, nasty.longWord, nasty.longWord),
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: nasty.stacked,
    columns: [nasty.stacked, nasty.stacked],
    rows: rows(5, nasty.stacked, nasty.stacked, nasty.stacked),
  },
  'marks that XML reserves': {
    ...frame,
    title: nasty.reserved,
    subtitle: nasty.reserved,
    columns: [nasty.reserved, nasty.reserved],
    rows: rows(2, nasty.reserved, nasty.reserved, nasty.reserved),
  },
  English: {
    ...englishFrame,
    kind: 'comparison',
    title: 'Two themes',
    columns: ['One', 'The other'],
    rows: rows(3, 'A point', 'What is so of the one.', 'What is so of the other.'),
  },
};
