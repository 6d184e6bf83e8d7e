/** Key figures as a table. */
import type { FigureTable } from '../figure.ts';
import type { KeyFigures } from './data.ts';

const columns = { vi: ['Chỉ tiêu', 'Mức'], en: ['Target', 'Level'] };

export const keyFiguresTable = ({ language, figures }: KeyFigures): FigureTable => ({
  columns: columns[language],
  rows: figures.map(({ label, value }) => [label, value]),
});
