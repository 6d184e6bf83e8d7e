import { useEffect, useRef } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import type { UnitMetric, UnitRow } from '../contract.ts';
import { BoardNote } from './BoardNote.tsx';
import { BranchPath } from './BranchPath.tsx';
import { useBoard } from './board-data.ts';
import type { Branch, UnitView } from './board-view.ts';
import { UnitTable } from './UnitTable.tsx';
import { metricWords } from './words.ts';

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

  const key = [contest, round, parent, branch?.length, metric, after].join('|');
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
    key,
    news,
  );

  const root = value?.root;
  const path: Branch[] = branch ?? (root ? [{ code: root.code, name: root.name }] : []);
  const place = useRef<HTMLDivElement>(null);
  const hasGone = useRef(false);
  const top = useRef<HTMLHeadingElement>(null);
  const go = (next: Branch[]) => {
    hasGone.current = true;
    onView({ metric, branch: next, after: 0 });
  };
  // What led to another level is gone, be it a button or Back: keyboards and screen readers go on where the new one begins.
  const level = branch?.map(({ code }) => code).join('/');
  const levelBefore = useRef(level);
  useEffect(() => {
    // After Back the browser itself brings into sight what was read before.
    if (level !== levelBefore.current) (place.current ?? top.current)?.focus({ preventScroll: !hasGone.current });
    levelBefore.current = level;
    hasGone.current = false;
  }, [level]);
  const rows = value?.board.rows ?? [];
  // "Chi bộ 1" exists a thousand times: a row is one's own only where the whole way to it is.
  const isOwnBranch = path.every(({ name }, level) => own?.[level] === name);
  const isOwn = (row: UnitRow) => isOwnBranch && own?.[path.length] === row.name;

  return (
    <section class="board">
      <Heading id="unit-board" tabIndex={-1} ref={top}>
        Bảng đơn vị
      </Heading>
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
        {path.length > 0 && (
          // Another one for each level: a screen reader is silent about a focus that stays where it is.
          <div key={parent} class="unit-place" tabIndex={-1} ref={place}>
            <BranchPath branch={path} onGo={go} />
          </div>
        )}
      </div>
      {value && rows.length === 0 && <p class="soft">Đơn vị này không có đơn vị trực thuộc.</p>}
      {rows.length > 0 && (
        <UnitTable
          rows={rows}
          metric={metric}
          labelledBy="unit-board"
          isOwn={isOwn}
          onOpen={({ code, name }) => go([...path, { code, name }])}
        />
      )}
      <BoardNote
        of={key}
        board={value?.board}
        failed={failed}
        after={after}
        shown={rows.length}
        onPage={(to) => {
          onView({ ...view, after: to });
          top.current?.focus();
        }}
      />
    </section>
  );
}
