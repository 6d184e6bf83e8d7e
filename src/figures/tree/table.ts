/** A tree as a table: a row for each of its branches, in the order they are read. */
import type { FigureTable } from '../figure.ts';
import type { Branch, Tree } from './data.ts';

const columns = { vi: ['Mục', 'Thuộc', 'Ghi chú'], en: ['Item', 'Part of', 'Note'] };

const rowsOf = ({ title, note, branches = [] }: Branch, parent: string): string[][] => [
  [title, parent, note ?? ''],
  ...branches.flatMap((branch) => rowsOf(branch, title)),
];

export const treeTable = ({ language, root }: Tree): FigureTable => ({
  columns: columns[language],
  rows: rowsOf(root, ''),
});
