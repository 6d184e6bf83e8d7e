/** Tables and figures as text. Pure. */

/** @param rows cells; the first row is the head. The first column is set left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const padding = ' '.repeat((widths[column] ?? 0) - [...cell].length);
          return column === 0 ? cell + padding : padding + cell;
        })
        .join('   ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}

/** Three significant figures as Vietnamese writes them: 0,153 · 12,5 · 1.240. */
export function decimal(value: number): string {
  return value.toLocaleString('vi-VN', {
    maximumSignificantDigits: 3,
    maximumFractionDigits: 0,
    roundingPriority: 'morePrecision',
  });
}

/** A whole number: 1.000.000. */
export const whole = (value: number) => value.toLocaleString('vi-VN', { maximumFractionDigits: 0 });
