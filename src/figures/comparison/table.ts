/** A comparison as a table. */
import type { FigureTable } from '../figure.ts';
import type { Comparison } from './data.ts';

const point = { vi: 'Điểm so sánh', en: 'Point' };

export const comparisonTable = ({ language, columns, rows }: Comparison): FigureTable => ({
  columns: [point[language], ...columns],
  rows: rows.map(({ title, cells }) => [title, ...columns.map((_, index) => cells[index] ?? '')]),
});
