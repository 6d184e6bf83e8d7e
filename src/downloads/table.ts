/** A figure's table as CSV (RFC 4180), in UTF-8 with a byte order mark: without it spreadsheets misread Vietnamese. */
import type { FigureTable } from '../figures/figure.ts';

const byteOrderMark = '\ufeff';

/** A cell a spreadsheet would take for a formula is text here; figures hold no formulas. */
const cell = (text: string) => {
  const safe = /^[=+@\t\r]|^-(?![\d])/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

export const csvOf = ({ columns, rows }: FigureTable): string =>
  byteOrderMark + [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
