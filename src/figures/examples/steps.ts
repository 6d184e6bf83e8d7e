/** Examples of the steps figure, plain and nasty. */
import type { Steps } from '../steps/data.ts';
import { englishFrame, exampleFrame, nasty, repeated } from './words.ts';

const frame = { ...exampleFrame, kind: 'steps' } as const;
const plain = 'Một câu ngắn nói rõ điều này là gì và vì sao cần nhớ.';

export const stepsExamples: Record<string, Steps> = {
  'five of them': {
    ...frame,
    title: 'Năm bước của một việc',
    steps: repeated(5, (number) => `Bước thứ ${number}`, plain),
  },
  'one alone': { ...frame, title: 'Một điều', steps: repeated(1, 'Điều duy nhất', plain) },
  'thirty of them': { ...frame, title: 'Ba mươi điều', steps: repeated(30, (number) => `Bước thứ ${number}`, plain) },
  'long titles and texts': {
    ...frame,
    title: nasty.longTitle,
    subtitle: nasty.longTitle,
    source: nasty.longText,
    steps: repeated(6, nasty.longTitle, nasty.longText),
  },
  'words wider than the frame': {
    ...frame,
    title: nasty.longWord,
    source: nasty.longWord,
    steps: repeated(7, nasty.longWord, nasty.longWord),
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: nasty.stacked,
    steps: repeated(12, nasty.stacked, nasty.stacked),
  },
  'marks that XML reserves': {
    ...frame,
    title: nasty.reserved,
    subtitle: nasty.reserved,
    steps: repeated(2, nasty.reserved, nasty.reserved),
  },
  English: {
    ...englishFrame,
    kind: 'steps',
    title: 'Four things to know',
    steps: repeated(4, (number) => `Number ${number}`, 'A short sentence in English.'),
  },
};
