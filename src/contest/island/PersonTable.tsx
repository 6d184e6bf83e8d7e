import type { PersonRow } from '../contract.ts';
import { durationText, numberText, unbrokenName } from './words.ts';

interface PersonTableProps {
  rows: readonly PersonRow[];
  /** Id of the heading that names the table. */
  labelledBy: string;
  isOwn?: (row: PersonRow) => boolean;
}

/**
 * People by rank: the same table on a live board and on a final one. Roles are written out: where there is little room its
 * rows are laid out in two lines, and some browsers then forget that it is a table.
 */
export function PersonTable({ rows, labelledBy, isOwn }: PersonTableProps) {
  return (
    <section class="table-scroll" tabIndex={0} aria-labelledby={labelledBy}>
      <table role="table" class="rows-of-two" aria-labelledby={labelledBy}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Hạng
            </th>
            <th role="columnheader" scope="col">
              Họ tên, đơn vị
            </th>
            <th role="columnheader" scope="col" class="number">
              Điểm
            </th>
            <th role="columnheader" scope="col" class="number">
              Thời gian làm bài
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={row.rank} data-own={isOwn?.(row) ? '' : undefined}>
              <td role="cell" class="tabular">
                {numberText(row.rank)}
              </td>
              <th role="rowheader" scope="row" tabIndex={isOwn?.(row) ? -1 : undefined}>
                {row.name || <span class="soft">(không hiện tên)</span>}
                {isOwn?.(row) && <span class="own-mark"> Bạn</span>}
                <span class="soft small unit-path">{row.unit.path.map(unbrokenName).reverse().join(', ')}</span>
              </th>
              <td role="cell" class="number tabular">
                {numberText(row.score)}
              </td>
              <td role="cell" class="number tabular">
                {durationText(row.duration_ms)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
