import type { PersonRow } from '../contract.ts';
import { durationText, numberText } from './words.ts';

interface PersonTableProps {
  rows: readonly PersonRow[];
  /** Id of the heading that names the table. */
  labelledBy: string;
  isOwn?: (row: PersonRow) => boolean;
}

/** People by rank: the same table on a live board and on a final one. */
export function PersonTable({ rows, labelledBy, isOwn }: PersonTableProps) {
  return (
    <section class="table-scroll" tabIndex={0} aria-labelledby={labelledBy}>
      <table aria-labelledby={labelledBy}>
        <thead>
          <tr>
            <th scope="col">Hạng</th>
            <th scope="col">Họ tên, đơn vị</th>
            <th scope="col" class="number">
              Điểm
            </th>
            <th scope="col">Thời gian làm bài</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.rank} data-own={isOwn?.(row) ? '' : undefined}>
              <td class="tabular">{numberText(row.rank)}</td>
              <th scope="row" tabIndex={isOwn?.(row) ? -1 : undefined}>
                {row.name || <span class="soft">(không hiện tên)</span>}
                {isOwn?.(row) && <span class="own-mark"> Bạn</span>}
                <span class="soft small unit-path">{[...row.unit.path].reverse().join(', ')}</span>
              </th>
              <td class="number tabular">{numberText(row.score)}</td>
              <td class="tabular">{durationText(row.duration_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
