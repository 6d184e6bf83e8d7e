/** A timeline as a table. */
import type { FigureTable } from '../figure.ts';
import type { Timeline } from './data.ts';

const columns = { vi: ['Thời gian', 'Việc', 'Nội dung'], en: ['When', 'What', 'In short'] };

export function timelineTable({ language, moments }: Timeline): FigureTable {
  // A column of nothing but empty cells says nothing.
  const isTold = moments.some(({ text }) => text !== '');
  return {
    columns: columns[language].slice(0, isTold ? 3 : 2),
    rows: moments.map(({ when, title, text }) => (isTold ? [when, title, text] : [when, title])),
  };
}
