/** What the contest must reach, and whether it did. Pure. */
import type { BoardCosts, Read } from './boards.ts';
import type { Contention } from './contention.ts';
import type { Compared } from './pairs.ts';
import type { Soak } from './soak.ts';
import { decimal, whole } from './table.ts';

/** Everything one run found out; parts that did not run are missing. */
export interface Findings {
  compared?: Compared[];
  boards?: BoardCosts[];
  contention?: Contention;
  soak?: Soak;
}

export interface Verdict {
  what: string;
  /** The figure, written out. */
  found: string;
  target: string;
  reached: boolean;
}

const fullSize = 1_000_000;
const boardPages: readonly Read[] = ['first_page', 'middle_page', 'last_page'];
const unitBoards: readonly Read[] = ['unit_first_page', 'unit_middle_page', 'unit_last_page', 'units'];
const atLeast: Record<Compared['operation'], number> = { start: 0.6, save: 1.3, submit: 0.8, journey: 0.15 };

/** The ratios, as `--json` writes them. Times in ms unless the name says otherwise. */
export type Ratios = Record<string, number>;

export function ratios(findings: Findings): Ratios {
  return Object.fromEntries(
    Object.entries(exactRatios(findings)).map(([key, value]) => [key, Number(value.toPrecision(4))]),
  );
}

function exactRatios({ compared, boards, contention, soak }: Findings): Ratios {
  const found: Ratios = {};
  for (const { operation, ratio } of compared ?? []) found[operation] = ratio;
  const smallest = boards?.[0];
  const largest = boards?.at(-1);
  if (smallest && largest) {
    const growth = (read: Read) => largest.reads[read].p95 / smallest.reads[read].p95;
    const slowest = (reads: readonly Read[]) => Math.max(...reads.map((read) => largest.reads[read].p95));
    found['results'] = largest.size;
    found['rank_growth'] = growth('own_rank');
    found['board_growth'] = Math.max(...boardPages.map(growth));
    found['rank_p95_ms'] = largest.reads.own_rank.p95;
    found['board_p95_ms'] = slowest(boardPages);
    found['unit_board_p95_ms'] = slowest(unitBoards);
    found['rank_vs_window'] = largest.reads.window_rank.p50 / largest.reads.own_rank.p50;
    found['board_vs_window'] =
      largest.reads.window_page.p50 / Math.max(...boardPages.map((read) => largest.reads[read].p50));
    found['tick_ms'] = Math.max(...(boards ?? []).map(({ tick }) => tick.ms));
  }
  if (contention) found['one_unit_growth'] = contention.oneUnit.p95 / contention.spread.p95;
  if (soak) found['memory_mb_per_minute'] = soak.slope;
  return found;
}

/** One line for each target that this run could judge. */
export function verdicts(findings: Findings): Verdict[] {
  const found = exactRatios(findings);
  const { boards, soak } = findings;
  const list: Verdict[] = [];
  const judge = (
    key: string,
    what: string,
    text: (value: number) => string,
    target: string,
    isReached: (value: number) => boolean,
  ) => {
    const value = found[key];
    if (value !== undefined) list.push({ what, found: text(value), target, reached: isReached(value) });
  };
  const times = (value: number) => `${decimal(value)} lần`;
  const ms = (value: number) => `${decimal(value)} ms`;

  for (const [operation, least] of Object.entries(atLeast))
    judge(
      operation,
      `${operation} so với TPC-B`,
      (value) => decimal(value),
      `≥ ${decimal(least)}`,
      (value) => value >= least,
    );

  const growing = (key: string, what: string, most: number) =>
    judge(
      `${key}_growth`,
      `${what}: p95 lớn nhất so với nhỏ nhất`,
      (value) => `${times(value)}; ${ms(found[`${key}_p95_ms`] ?? Number.NaN)}`,
      `≤ 1,5 lần hoặc ≤ ${most} ms`,
      (value) => value <= 1.5 || (found[`${key}_p95_ms`] ?? Infinity) <= most,
    );
  growing('rank', 'hạng của mình', 2);
  growing('board', 'một trang bảng bất kỳ', 5);
  const largest = boards?.at(-1);
  judge(
    'unit_board_p95_ms',
    `bảng của đơn vị ${whole(largest?.unitSize ?? 0)} người: p95`,
    ms,
    '≤ 10 ms',
    (value) => value <= 10,
  );
  // Below a million, the window query is not slow enough for its target.
  if (largest && largest.size >= fullSize) {
    judge('rank_vs_window', 'hạng của mình nhanh hơn rank() over', times, '≥ 500 lần', (value) => value >= 500);
    judge('board_vs_window', 'trang bảng nhanh hơn rank() over', times, '≥ 150 lần', (value) => value >= 150);
  }
  judge('tick_ms', 'tick với 10.000 kết quả mới', ms, '< 1.000 ms', (value) => value < 1000);
  judge(
    'one_unit_growth',
    '2.000 bài nộp vào một đơn vị: p95 so với rải đều',
    times,
    '≤ 1,5 lần',
    (value) => value <= 1.5,
  );
  judge(
    'memory_mb_per_minute',
    `bộ nhớ riêng của máy chủ qua ${decimal(soak?.minutes ?? 0)} phút`,
    (value) => `${decimal(value)} MB mỗi phút`,
    '≤ 1 % mỗi phút',
    (value) => value <= 0.01 * (soak?.mean ?? 0),
  );
  return list;
}
