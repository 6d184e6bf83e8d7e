/** A CSV table read row by row, so that every bad cell has its row's line and its column's name. */
import { parse, CsvError } from 'csv-parse/sync';
import type { Place, Problem } from './report.ts';

export interface CsvRow {
  cells: Record<string, string>;
  place: (column: string) => Place;
}

export interface CsvTable {
  rows: CsvRow[];
  problems: Problem[];
}

const csvWords: Record<string, [problem: string, remedy: string]> = {
  CSV_QUOTE_NOT_CLOSED: ['thiếu dấu nháy đóng', 'thêm dấu " ở cuối ô, hoặc xóa dấu " mở đầu ô'],
  CSV_INVALID_CLOSING_QUOTE: ['có chữ đứng sau dấu nháy đóng', 'dấu " nằm trong ô thì viết hai lần: ""'],
  INVALID_OPENING_QUOTE: ['có dấu nháy giữa ô', 'đặt cả ô trong dấu nháy, dấu " bên trong viết hai lần: ""'],
};

/** @param columns the header the file must have, in this order */
export function readCsv(file: string, text: string, columns: readonly string[]): CsvTable {
  const problems: Problem[] = [];
  const at = (line: number, field: string, problem: string, remedy: string) =>
    problems.push({ file, line, field, problem, remedy });
  const header = (text.split(/\r?\n/, 1)[0] ?? '').trim();
  if (header !== columns.join(',')) {
    const separator = header.includes(';') ? ' Lưu lại với dấu phẩy ngăn cột (Excel: "CSV UTF-8").' : '';
    at(1, '(dòng đầu)', `dòng đầu là "${header}"`, `dòng đầu phải đúng là: ${columns.join(',')}.${separator}`);
    return { rows: [], problems };
  }

  const records: { line: number; cells: string[] }[] = [];
  let line = 1;
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: false,
      on_record: (cells: string[], { lines }) => {
        records.push({ line, cells });
        line = lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [problem, remedy] = csvWords[error.code] ?? [error.message, 'so với một dòng đang đúng'];
    const { column } = error as CsvError & { column?: number | string };
    const name = typeof column === 'number' ? (columns[column] ?? String(column)) : (column ?? '(cả dòng)');
    // The row the reader was in: an open quote swallows every row after it.
    at(line, name, `bảng CSV hỏng: ${problem}`, remedy);
  }

  const rows = records.slice(1).flatMap(({ line, cells }): CsvRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.length !== columns.length) {
      at(
        line,
        '(cả dòng)',
        `dòng có ${cells.length} cột, cần ${columns.length}`,
        'ô có dấu phẩy thì đặt trong dấu nháy "…"; ô trống vẫn giữ dấu phẩy',
      );
      return [];
    }
    return [
      {
        cells: Object.fromEntries(columns.map((column, index) => [column, (cells[index] ?? '').trim()])),
        place: (column) => ({ file, line, field: column }),
      },
    ];
  });
  return { rows, problems };
}
