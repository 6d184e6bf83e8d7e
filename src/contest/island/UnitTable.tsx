import type { UnitMetric, UnitRow } from '../contract.ts';
import { metricText, metricWords, numberText, unbrokenName } from './words.ts';

interface UnitTableProps {
  rows: readonly UnitRow[];
  metric: UnitMetric;
  /** Id of the heading that names the table. */
  labelledBy: string;
  isOwn?: (row: UnitRow) => boolean;
  /** Goes down into a unit; without it, names are words alone. */
  onOpen?: (row: UnitRow) => void;
}

/**
 * Units of one level by rank, the measure as a bar below its figure: the same table on a live board and on a final one.
 * Its roles are written out as in PersonTable.
 */
export function UnitTable({ rows, metric, labelledBy, isOwn, onOpen }: UnitTableProps) {
  const largest = Math.max(...rows.map((row) => row[metric] ?? 0), Number.EPSILON);
  return (
    <section class="table-scroll" tabIndex={0} aria-labelledby={labelledBy}>
      <table role="table" class="rows-of-two" aria-labelledby={labelledBy}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Hạng
            </th>
            <th role="columnheader" scope="col">
              Đơn vị
            </th>
            <th role="columnheader" scope="col">
              {metricWords[metric]}
            </th>
            {metric !== 'participants' && (
              <th role="columnheader" scope="col" class="number">
                Người dự thi
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={row.code} data-own={isOwn?.(row) ? '' : undefined}>
              <td role="cell" class="tabular">
                {row.rank ?? '–'}
              </td>
              <th role="rowheader" scope="row">
                {onOpen ? (
                  <button type="button" class="plain" onClick={() => onOpen(row)}>
                    {unbrokenName(row.name)}
                  </button>
                ) : (
                  unbrokenName(row.name)
                )}
                {isOwn?.(row) && <span class="own-mark"> Đơn vị của bạn</span>}
              </th>
              <td role="cell">
                <span class="tabular">{metricText(row, metric)}</span>
                <Bar share={(row[metric] ?? 0) / (metric === 'participation_rate' ? 1 : largest)} />
              </td>
              {metric !== 'participants' && (
                <td role="cell" class="number tabular">
                  {numberText(row.participants)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A share between 0 and 1 as a bar; the figure stands beside it, so it is hidden from screen readers. */
function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="bar-track" width="100" height="8" />
      <rect class="bar-fill" width={Math.min(Math.max(share, 0), 1) * 100} height="8" />
    </svg>
  );
}
