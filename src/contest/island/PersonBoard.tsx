import { useEffect, useRef } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import type { PersonRow, Standing } from '../contract.ts';
import { BoardNote } from './BoardNote.tsx';
import { useBoard } from './board-data.ts';
import { pageOf, type Branch } from './board-view.ts';
import { PersonTable } from './PersonTable.tsx';

interface PersonBoardProps {
  client: ContestClient;
  contest: string;
  /** Slug of a round; without it, the whole contest. */
  round?: string | undefined;
  /** The order of the rows, in words. */
  rule: string;
  /** Only people of this unit and all below it; ranks count within it. */
  unit: Branch | undefined;
  /** The member's own place: its row is marked. */
  own: Standing | undefined;
  /** Counts how often the member has asked to be taken to that row. */
  sought: number;
  /** Rows before the first one shown. */
  after: number;
  onPage: (after: number) => void;
}

/** The board by person. */
export function PersonBoard({ client, contest, round, rule, unit, own, sought, after, onPage }: PersonBoardProps) {
  const key = [contest, round, unit?.code, after].join('|');
  const { value, failed } = useBoard(async () => {
    const reply = await client.call('leaderboard', {
      contest,
      after,
      ...(round ? { round } : {}),
      ...(unit ? { unit: unit.code } : {}),
    });
    return reply.ok ? reply.value : undefined;
  }, key);
  const rows = value?.rows ?? [];
  // Not by rank: the board moves between the two calls, and within a unit ranks are others.
  const isOwn = ({ score, duration_ms, submitted_at }: PersonRow) =>
    score === own?.score && duration_ms === own.duration_ms && submitted_at === own.submitted_at;
  const top = useRef<HTMLHeadingElement>(null);
  const board = useRef<HTMLElement>(null);
  const found = useRef(0);
  useEffect(() => {
    if (sought === 0) return;
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView();
  }, [sought]);
  // As soon as it is there: the page it stands on may still have to be loaded, and others may move it on to another one.
  useEffect(() => {
    if (found.current === sought) return;
    const row = board.current?.querySelector<HTMLElement>('[data-own] th');
    if (row) {
      found.current = sought;
      row.focus();
    } else if (own && own.rank !== null && unit === undefined) onPage(pageOf(own.rank));
  }, [sought, value, own]);
  return (
    <section class="board" ref={board}>
      <h2 id="person-board" tabIndex={-1} ref={top}>
        Bảng cá nhân{unit && `: ${unit.name}`}
      </h2>
      {value && rows.length === 0 && <p class="soft">Chưa có ai trên bảng. Người nộp bài sẽ hiện ở đây sau ít giây.</p>}
      {rows.length > 0 && <PersonTable rows={rows} labelledBy="person-board" isOwn={isOwn} />}
      <BoardNote
        of={key}
        board={value}
        failed={failed}
        after={after}
        shown={rows.length}
        onPage={(to) => {
          // Whoever turns pages by hand is looking for something else.
          found.current = sought;
          onPage(to);
          top.current?.focus();
        }}
      />
      <p class="soft small">{rule} Người dưới 16 tuổi chỉ hiện chữ cái đầu của họ tên.</p>
    </section>
  );
}
