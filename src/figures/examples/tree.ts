/** Examples of the tree figure, plain and nasty. */
import type { Branch, Tree } from '../tree/data.ts';
import { englishFrame, exampleFrame, nasty } from './words.ts';

const frame = { ...exampleFrame, kind: 'tree' } as const;
const leaf: Branch = { title: 'Nơi chủ trì' };

const times = (count: number, branch: (number: number) => Branch): Branch[] =>
  Array.from({ length: count }, (_, index) => branch(index + 1));

/** The same words three levels deep. */
const deep = (title: string, note?: string): Branch => ({
  title,
  note,
  branches: times(3, () => ({
    title,
    note,
    branches: times(2, () => ({ title, note, branches: [{ title, note }, { title }] })),
  })),
});

export const treeExamples: Record<string, Tree> = {
  'goal, tasks and owners': {
    ...frame,
    title: 'Mục tiêu, nhiệm vụ, nơi chủ trì',
    root: {
      title: 'Mục tiêu chung',
      note: 'Một câu nói rõ mục tiêu.',
      branches: times(3, (number) => ({
        title: `Nhiệm vụ ${number}`,
        note: 'Một câu nói rõ nhiệm vụ.',
        branches: times(number, () => leaf),
      })),
    },
  },
  'a root alone': { ...frame, title: 'Một gốc', root: { title: 'Gốc' } },
  'one branch': { ...frame, title: 'Một nhánh', root: { title: 'Gốc', branches: [leaf] } },
  'thirty branches': {
    ...frame,
    title: 'Ba mươi nhánh',
    root: {
      title: 'Gốc',
      branches: times(30, (number) => ({ title: `Nhánh thứ ${number}`, note: 'Ghi chú', branches: [leaf] })),
    },
  },
  'long titles and notes': {
    ...frame,
    title: nasty.longTitle,
    subtitle: nasty.longTitle,
    source: nasty.longText,
    root: deep(nasty.longTitle, nasty.longText),
  },
  'words wider than the frame': {
    ...frame,
    title: nasty.longWord,
    source: nasty.longWord,
    root: deep(nasty.longWord, nasty.longWord),
  },
  'highest and lowest letters, stacked': {
    ...frame,
    title: nasty.stacked,
    root: deep(nasty.stacked, nasty.stacked),
  },
  'marks that XML reserves': {
    ...frame,
    title: nasty.reserved,
    subtitle: nasty.reserved,
    root: deep(nasty.reserved, nasty.reserved),
  },
  English: {
    ...englishFrame,
    kind: 'tree',
    title: 'A goal and its tasks',
    root: {
      title: 'Goal',
      branches: times(2, (number) => ({ title: `Task ${number}`, branches: [{ title: 'Owner' }] })),
    },
  },
};
