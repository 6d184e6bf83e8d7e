/** A text panel as a table. */
import type { FigureTable } from '../figure.ts';
import type { TextPanel } from './data.ts';

const columns = { vi: ['Số', 'Tên', 'Nội dung'], en: ['No.', 'Name', 'Content'] };

export function textPanelTable({ language, items }: TextPanel): FigureTable {
  return {
    columns: columns[language],
    rows: items.map(({ title, text }, index) => [String(index + 1), title, text]),
  };
}
