/** A report as an editor reads it in a terminal. */
import type { Place, Report } from './report.ts';

const place = ({ file, line }: Place) => `${file}:${line}`;

/** Problems, then entries to sign off, then one line of counts. */
export function formatReport({ problems, toSignOff, read }: Report): string {
  const lines: string[] = [];
  for (const [index, { problem, remedy, ...at }] of problems.entries()) {
    lines.push(
      `${String(index + 1).padStart(3)}. ${place(at)}`,
      `     Trường:   ${at.field}`,
      `     Lỗi:      ${problem}`,
      `     Cách sửa: ${remedy}`,
      '',
    );
  }
  if (toSignOff.length > 0) {
    lines.push('Chờ biên tập viên ký duyệt (không chặn việc dựng trang):');
    const width = Math.max(...toSignOff.map((entry) => place(entry).length));
    for (const entry of toSignOff)
      lines.push(`  ${entry.check.padEnd(5)}  ${place(entry).padEnd(width)}  ${entry.title}`);
    lines.push('');
  }
  lines.push(summarise({ problems, toSignOff, read, citations: [] }));
  return lines.join('\n');
}

/** The last line: how much was read, how much is wrong, how much waits. */
export function summarise({ problems, toSignOff, read }: Report): string {
  const files = new Set(problems.map(({ file }) => file)).size;
  const verdict = problems.length === 0 ? 'Nội dung đạt' : `${problems.length} lỗi trong ${files} tệp`;
  return `${verdict} · đã đọc ${read.files} tệp, ${read.entries} mục · ${toSignOff.length} mục chờ ký duyệt`;
}
