/** Examples of the text-panel figure, plain and nasty. */
import type { TextPanel } from '../text-panel/data.ts';
import { englishFrame, exampleFrame, nasty, repeated } from './words.ts';

const frame = { ...exampleFrame, kind: 'text-panel' } as const;
const plain = 'Một câu ngắn nói rõ điều này là gì và vì sao cần nhớ.';

export const textPanelExamples: Record<string, TextPanel> = {
  'five of them': { ...frame, title: 'Năm điều cần nhớ', items: repeated(5, (number) => `Điều thứ ${number}`, plain) },
  'one alone': { ...frame, title: 'Một điều', items: repeated(1, 'Điều duy nhất', plain) },
  'thirty of them': { ...frame, title: 'Ba mươi điều', items: repeated(30, (number) => `Điều thứ ${number}`, plain) },
  'long titles and texts': {
    ...frame,
    title: nasty.longTitle,
    subtitle: nasty.longTitle,
    source: nasty.longText,
    items: repeated(6, nasty.longTitle, nasty.longText),
  },
  'words wider than the frame': {
    ...frame,
    title: nasty.longWord,
    source: nasty.longWord,
    items: repeated(7, nasty.longWord, nasty.longWord),
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: nasty.stacked,
    items: repeated(12, nasty.stacked, nasty.stacked),
  },
  'marks that XML reserves': {
    ...frame,
    title: nasty.reserved,
    subtitle: nasty.reserved,
    items: repeated(2, nasty.reserved, nasty.reserved),
  },
  English: {
    ...englishFrame,
    kind: 'text-panel',
    title: 'Four things to know',
    items: repeated(4, (number) => `Number ${number}`, 'A short sentence in English.'),
  },
};
