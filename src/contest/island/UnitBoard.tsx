import type { ContestClient } from '../client.ts';
import type { UnitMetric, UnitRow } from '../contract.ts';
import { BoardNote } from './BoardNote.tsx';
import { BranchPath } from './BranchPath.tsx';
import { useBoard } from './board-data.ts';
import type { Branch, UnitView } from './board-view.ts';
import { metricWords, numberText, shareText } from './words.ts';

interface UnitBoardProps {
  client: ContestClient;
  contest: string;
  /** Slug of a round; without it, the whole contest. */
  round?: string | undefined;
  /** The member's own branch, by name from the root: its row is marked. */
  own?: readonly string[] | undefined;
  /** Changes when the board is known to have moved. */
  news?: string | undefined;
  view: UnitView;
  onView: (view: UnitView) => void;
  /** The level its heading has on the page. */
  heading: 'h2' | 'h3';
}

/** The board of units: one level of the tree at a time, its rate as a bar beside the figure. */
export function UnitBoard({ client, contest, round, own, news, view, onView, heading: Heading }: UnitBoardProps) {
  const { metric, branch, after } = view;
  const parent = branch?.at(-1)?.code;

  const { value, failed } = useBoard(
    async () => {
      const page = async (of: string | undefined, from: number) =>
        client.call('unit_leaderboard', {
          contest,
          metric,
          after: from,
          ...(round ? { round } : {}),
          ...(of ? { parent: of } : {}),
        });
      if (branch === undefined) {
        // A tree with a single root says nothing at its top: begin one level below.
        const top = await page(undefined, 0);
        const [root] = top.ok ? top.value.rows : [];
        if (top.ok && top.value.total === 1 && root) {
          const below = await page(root.code, after);
          if (below.ok && below.value.total > 0) return { board: below.value, root };
        }
      }
      const reply = await page(parent, after);
      return reply.ok ? { board: reply.value, root: undefined } : undefined;
    },
    [contest, round, parent, branch?.length, metric, after].join('|'),
    news,
  );

  const root = value?.root;
  const path: Branch[] = branch ?? (root ? [{ code: root.code, name: root.name }] : []);
  const go = (next: Branch[]) => onView({ metric, branch: next, after: 0 });
  const rows = value?.board.rows ?? [];
  // "Chi bộ 1" exists a thousand times: a row is one's own only where the whole way to it is.
  const isOwnBranch = path.every(({ name }, level) => own?.[level] === name);
  const isOwn = (row: UnitRow) => isOwnBranch && own?.[path.length] === row.name;
  const largest = Math.max(...rows.map((row) => row[metric] ?? 0), Number.EPSILON);

  return (
    <section class="board">
      <Heading id="unit-board">Bảng đơn vị</Heading>
      <div class="board-controls">
        <label>
          Xếp theo{' '}
          <select
            value={metric}
            onChange={(event) => onView({ metric: event.currentTarget.value as UnitMetric, branch, after: 0 })}
          >
            {Object.entries(metricWords).map(([name, words]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {path.length > 0 && <BranchPath branch={path} onGo={go} />}
      </div>
      {value && rows.length === 0 && <p class="soft">Đơn vị này không có đơn vị trực thuộc.</p>}
      {rows.length > 0 && (
        <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="unit-board">
          <table>
            <thead>
              <tr>
                <th scope="col">Hạng</th>
                <th scope="col">Đơn vị</th>
                <th scope="col">{metricWords[metric]}</th>
                {metric !== 'participants' && (
                  <th scope="col" class="number">
                    Người thi
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.code} data-own={isOwn(row) ? '' : undefined}>
                  <td class="tabular">{row.rank ?? '–'}</td>
                  <th scope="row">
                    <button
                      type="button"
                      class="plain"
                      onClick={() => go([...path, { code: row.code, name: row.name }])}
                    >
                      {row.name}
                    </button>
                    {isOwn(row) && <span class="own-mark"> Đơn vị của bạn</span>}
                  </th>
                  <td>
                    <Bar share={(row[metric] ?? 0) / (metric === 'participation_rate' ? 1 : largest)} />
                    <span class="tabular">{metricText(row, metric)}</span>
                  </td>
                  {metric !== 'participants' && <td class="number tabular">{numberText(row.participants)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <BoardNote
        board={value?.board}
        failed={failed}
        after={after}
        shown={rows.length}
        onPage={(to) => onView({ ...view, after: to })}
      />
    </section>
  );
}

function metricText(row: UnitRow, metric: UnitMetric): string {
  const value = row[metric];
  if (metric === 'participation_rate') return value === null ? 'chưa có tổng số' : shareText(value);
  if (metric === 'mean_score' && row.below_minimum)
    return value === null ? '–' : `${numberText(value)} (ít người, chưa xếp)`;
  return value === null ? '–' : numberText(value);
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
