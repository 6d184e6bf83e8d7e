/** What each part found, as tables. Pure. */
import { reads, type BoardCosts, type Read } from './boards.ts';
import type { Contention } from './contention.ts';
import type { Operation } from './operations.ts';
import { ratioOf, type Compared } from './pairs.ts';
import { memoryText, type Soak } from './soak.ts';
import { median, type Measured } from './statistics.ts';
import { decimal, table, whole } from './table.ts';
import type { Verdict } from './targets.ts';

const operationNames: Record<Operation, string> = {
  register: 'đăng ký (register)',
  start: 'bắt đầu (start)',
  save: 'lưu (save)',
  submit: 'nộp (submit)',
  journey: 'cả lượt (journey)',
};

const readNames: Record<Read, string> = {
  own_rank: 'hạng của mình',
  first_page: 'bảng, trang đầu',
  middle_page: 'bảng, trang giữa',
  last_page: 'bảng, trang cuối',
  unit_first_page: 'bảng của đơn vị, trang đầu',
  unit_middle_page: 'bảng của đơn vị, trang giữa',
  unit_last_page: 'bảng của đơn vị, trang cuối',
  units: 'bảng các đơn vị',
  window_rank: 'rank() over: hạng',
  window_page: 'rank() over: trang giữa',
};

const head = ['mỗi giây', 'p50 ms', 'p95 ms', 'p99 ms'];
const cells = ({ rate, p50, p95, p99 }: Measured) => [whole(rate), decimal(p50), decimal(p95), decimal(p99)];

/** Rates of the calls of an attempt. */
export function operationTable(measured: readonly (readonly [Operation, Measured])[]): string {
  return table([['', ...head], ...measured.map(([operation, one]) => [operationNames[operation], ...cells(one)])]);
}

/** What reading costs, one call after the other, and how much faster than `rank() over` it is. */
export function boardTable({ reads: costs, tick, unitSize }: BoardCosts): string {
  const faster = (read: Read) => {
    const window = read === 'own_rank' ? costs.window_rank : costs.window_page;
    const isYardstick = read === 'window_rank' || read === 'window_page';
    return isYardstick || read === 'units' ? '' : `${decimal(window.p50 / costs[read].p50)} lần`;
  };
  return [
    table([
      ['', ...head, 'nhanh hơn rank() over'],
      ...reads.map((read) => [readNames[read], ...cells(costs[read]), faster(read)]),
    ]),
    `  Đơn vị có ${whole(unitSize)} người. tick với 10.000 kết quả mới: ${whole(tick.ms)} ms, ${tick.ticks} lần gọi.`,
  ].join('\n');
}

/** Pairs beside TPC-B: medians over the pairs. */
export function pairTable(compared: readonly Compared[]): string {
  const over = (one: Compared, pick: (pair: Compared['pairs'][number]) => number) => median(one.pairs.map(pick));
  return table([
    ['', 'TPC-B mỗi giây', 'ta mỗi giây', 'tỉ số', 'thấp nhất–cao nhất', ...head.slice(1)],
    ...compared.map((one) => {
      const found = one.pairs.map(ratioOf);
      return [
        operationNames[one.operation],
        whole(over(one, ({ tpcb }) => tpcb.rate)),
        whole(over(one, ({ ours }) => ours.rate)),
        decimal(one.ratio),
        `${decimal(Math.min(...found))}–${decimal(Math.max(...found))}`,
        decimal(over(one, ({ ours }) => ours.p50)),
        decimal(over(one, ({ ours }) => ours.p95)),
        decimal(over(one, ({ ours }) => ours.p99)),
      ];
    }),
  ]);
}

export function contentionTable({ oneUnit, spread }: Contention): string {
  return table([
    ['', ...head],
    ['2.000 bài nộp vào một chi bộ', ...cells(oneUnit)],
    ['2.000 bài nộp rải khắp cây', ...cells(spread)],
  ]);
}

export function soakText({ minutes, rate, first, last, slope, mean }: Soak): string {
  return [
    `  ${memoryText(first)}`,
    `  ${memoryText(last)}`,
    `  ${decimal(minutes)} phút, ${whole(rate)} lượt thi mỗi giây, tick mỗi 5 giây; bộ nhớ riêng trung bình ${whole(mean)} MB, ${slope < 0 ? 'giảm' : 'tăng'} ${decimal(Math.abs(slope))} MB mỗi phút`,
  ].join('\n');
}

export function verdictTable(verdicts: readonly Verdict[]): string {
  return table([
    ['', 'đo được', 'đích', ''],
    ...verdicts.map(({ what, found, target, reached }) => [what, found, target, reached ? 'đạt' : 'CHƯA ĐẠT']),
  ]);
}
