/** Examples of key figures, plain and nasty. The numbers are made up. */
import type { KeyFigures } from '../key-figures/data.ts';
import { englishFrame, exampleFrame, nasty } from './words.ts';

const frame = { ...exampleFrame, kind: 'key-figures' } as const;

const figures = (count: number, value: string, label: string) =>
  Array.from({ length: count }, () => ({ value, label }));

export const keyFiguresExamples: Record<string, KeyFigures> = {
  'six of them': { ...frame, title: 'Sáu con số', figures: figures(6, 'khoảng 12,5 %', 'Tỉ lệ mẫu') },
  'with and without words before them': {
    ...frame,
    title: 'Chữ đứng trước con số',
    figures: ['khoảng 4.700–5.000\u00a0USD', '70\u00a0%', 'tối thiểu 80\u00a0%', '−5\u00a0%', 'chưa có số'].map(
      (value) => ({
        value,
        label: 'Chỉ tiêu mẫu',
      }),
    ),
  },
  'one alone': { ...frame, title: 'Một con số', figures: figures(1, '42 %', 'Tỉ lệ mẫu') },
  'thirty of them': { ...frame, title: 'Ba mươi con số', figures: figures(30, '42 %', 'Tỉ lệ mẫu') },
  'long values and labels': {
    ...frame,
    title: nasty.longTitle,
    subtitle: nasty.longTitle,
    source: nasty.longText,
    figures: figures(5, 'khoảng 1.234.567,5–2.345.678,5 tỉ đồng mỗi năm', nasty.longText),
  },
  'words wider than the frame': {
    ...frame,
    title: nasty.longWord,
    source: nasty.longWord,
    figures: figures(4, nasty.longWord, nasty.longWord),
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: nasty.stacked,
    figures: figures(7, nasty.stacked, nasty.stacked),
  },
  'marks that XML reserves': {
    ...frame,
    title: nasty.reserved,
    subtitle: nasty.reserved,
    figures: figures(2, nasty.reserved, nasty.reserved),
  },
  English: {
    ...englishFrame,
    kind: 'key-figures',
    title: 'Four figures',
    figures: figures(4, 'about 12.5 %', 'A sample share'),
  },
};
