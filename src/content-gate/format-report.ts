/** A report as an editor reads it in a terminal. */
import type { Orphan, Place, Problem, Report } from './report.ts';

const place = ({ file, line }: Place) => `${file}:${line}`;

/** Problems, warnings, pages without a way in, entries to sign off, then one line of counts. */
export function formatReport(report: Report): string {
  const { problems, warnings, orphans, toSignOff } = report;
  const lines = listed(problems);
  if (warnings.length > 0)
    lines.push('Nên xem lại (không chặn việc dựng trang; npm test đòi không còn chỗ nào):', '', ...listed(warnings));
  if (orphans.length > 0) {
    lines.push(
      'Chưa trang nào khác dẫn tới, ngoài danh mục và tìm kiếm (không chặn việc dựng trang; nên thêm liên kết):',
    );
    lines.push(...bySection(orphans), '');
  }
  if (toSignOff.length > 0) {
    lines.push('Chờ biên tập viên ký duyệt (không chặn việc dựng trang):');
    lines.push(...columns(toSignOff.map((one) => [one.check, place(one), one.title])), '');
  }
  lines.push(summarise(report));
  return lines.join('\n');
}

const listed = (problems: Problem[]): string[] =>
  problems.flatMap(({ problem, remedy, ...at }, index) => [
    `${String(index + 1).padStart(3)}. ${place(at)}`,
    `     Trường:   ${at.field}`,
    `     Lỗi:      ${problem}`,
    `     Cách sửa: ${remedy}`,
    '',
  ]);

/** One line for each section, for there may be many pages: `/thuat-ngu/ (2): chi-bo, cap-uy`. */
function bySection(orphans: Orphan[]): string[] {
  const sections = new Map<string, string[]>();
  for (const { route } of orphans) {
    const [, section = '', slug = ''] = route.split('/');
    sections.set(section, [...(sections.get(section) ?? []), slug]);
  }
  return [...sections].map(([section, slugs]) => `  /${section}/ (${slugs.length}): ${slugs.join(', ')}`);
}

/** Rows of words, each column as wide as its longest. */
function columns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((word, column) => word.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** The last line: how much was read, how much is wrong, how much waits. */
export function summarise({ problems, warnings, orphans, toSignOff, read }: Report): string {
  const files = new Set(problems.map(({ file }) => file)).size;
  return [
    problems.length === 0 ? 'Nội dung đạt' : `${problems.length} lỗi trong ${files} tệp`,
    `đã đọc ${read.files} tệp, ${read.entries} mục`,
    ...(warnings.length > 0 ? [`${warnings.length} chỗ nên xem lại`] : []),
    ...(orphans.length > 0 ? [`${orphans.length} trang chưa có lối vào`] : []),
    `${toSignOff.length} mục chờ ký duyệt`,
  ].join(' · ');
}
