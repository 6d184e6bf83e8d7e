/** Steps as a table. */
import type { FigureTable } from '../figure.ts';
import type { Steps } from './data.ts';

const columns = { vi: ['Bước', 'Việc', 'Cách làm'], en: ['Step', 'What', 'How'] };

export function stepsTable({ language, steps }: Steps): FigureTable {
  return {
    columns: columns[language],
    rows: steps.map(({ title, text }, index) => [String(index + 1), title, text]),
  };
}
