/** Examples of the timeline, plain and nasty. */
import type { Timeline } from '../timeline/data.ts';
import { englishFrame, exampleFrame, nasty } from './words.ts';

const frame = { ...exampleFrame, kind: 'timeline' } as const;

const moments = (count: number, when: (number: number) => string, title: string, text: string) =>
  Array.from({ length: count }, (_, index) => ({ when: when(index + 1), title, text }));

export const timelineExamples: Record<string, Timeline> = {
  'three years': {
    ...frame,
    title: 'Ba mốc',
    moments: moments(3, (number) => String(2015 + 10 * number), 'Một mốc', 'Một câu ngắn nói mốc ấy là gì.'),
  },
  'one alone': { ...frame, title: 'Một mốc', moments: moments(1, () => '2030', 'Mốc duy nhất', '') },
  'thirty days without a text': {
    ...frame,
    title: 'Ba mươi ngày',
    moments: moments(30, (number) => `${String(number).padStart(2, '0')}/6/1911`, 'Một việc', ''),
  },
  'long titles and texts': {
    ...frame,
    title: nasty.longTitle,
    subtitle: nasty.longTitle,
    source: nasty.longText,
    moments: moments(6, () => nasty.longTitle, nasty.longTitle, nasty.longText),
  },
  'words wider than the frame': {
    ...frame,
    title: nasty.longWord,
    source: nasty.longWord,
    moments: moments(7, () => nasty.longWord, nasty.longWord, nasty.longWord),
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: nasty.stacked,
    moments: moments(9, () => nasty.stacked, nasty.stacked, nasty.stacked),
  },
  'marks that XML reserves': {
    ...frame,
    title: nasty.reserved,
    subtitle: nasty.reserved,
    moments: moments(2, () => nasty.reserved, nasty.reserved, nasty.reserved),
  },
  English: {
    ...englishFrame,
    kind: 'timeline',
    title: 'Four moments',
    moments: moments(4, (number) => String(2000 + number), 'A moment', 'A short sentence in English.'),
  },
};
