import { describe, expect, test } from 'vitest';
import { reads, type BoardCosts, type Read } from '../../bench/contest/boards.ts';
import { unitTree, unitCount } from '../../bench/contest/contest-document.ts';
import { readOptions, UsageError } from '../../bench/contest/options.ts';
import { drawPlot, linesOf, logScale, spreadLabels } from '../../bench/contest/plot.ts';
import { median, medians, percentile, slope, summarise } from '../../bench/contest/statistics.ts';
import { table } from '../../bench/contest/table.ts';
import { ratios, verdicts } from '../../bench/contest/targets.ts';

const measured = (p50: number, p95: number) => ({ count: 1, rate: 1000 / p50, p50, p95, p99: p95 });

/** A board whose every read costs the same, but for the named ones. */
function board(size: number, costs: Partial<Record<Read, [p50: number, p95: number]>>): BoardCosts {
  const all = reads.map((read) => [read, measured(...(costs[read] ?? [1, 2]))] as const);
  return {
    size,
    unitSize: size / 10,
    reads: Object.fromEntries(all) as BoardCosts['reads'],
    tick: { ms: 500, ticks: 1 },
  };
}

const judged = (boards: BoardCosts[], what: string) => verdicts({ boards }).find((one) => one.what.startsWith(what));

describe('measurements', () => {
  test('a percentile is a value that was measured, by nearest rank', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.95)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('a median of an even number of ratios lies between the two middle ones', () => {
    expect(median([0.3, 0.1, 0.2])).toBe(0.2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test('a rate counts what was finished within the whole time, not the sum of latencies', () => {
    expect(summarise([10, 10, 10, 10], 20)).toMatchObject({ count: 4, rate: 200, p50: 10 });
  });

  test('one disturbed round out of three does not move what was measured', () => {
    const [calm, disturbed] = [measured(1, 2), measured(1, 40)];
    expect(medians([calm, disturbed, calm])).toEqual({ ...calm, count: 3 });
  });

  test('a slope is the rise per unit, whatever the noise around it', () => {
    expect(slope([0, 1, 2, 3].map((x) => ({ x, y: 5 + 2 * x })))).toBeCloseTo(2);
    expect(slope([0, 1, 2, 3].map((x) => ({ x, y: x % 2 === 0 ? 5 : 6 })))).toBeCloseTo(0.2);
  });
});

describe('targets', () => {
  test('a read may grow where it stays fast, and be slow where it does not grow', () => {
    const small = board(10_000, { own_rank: [1, 1] });
    expect(judged([small, board(1_000_000, { own_rank: [1, 1.9] })], 'hạng của mình: p95')?.reached).toBe(true);
    expect(judged([small, board(1_000_000, { own_rank: [1, 2.1] })], 'hạng của mình: p95')?.reached).toBe(false);
    const slow = board(10_000, { own_rank: [1, 8] });
    expect(judged([slow, board(1_000_000, { own_rank: [1, 11] })], 'hạng của mình: p95')?.reached).toBe(true);
  });

  test('the slowest page of a board speaks for all of them', () => {
    const found = ratios({
      boards: [board(10_000, {}), board(1_000_000, { middle_page: [4, 6], window_page: [1000, 1100] })],
    });
    expect(found).toMatchObject({ board_p95_ms: 6, board_growth: 3, board_vs_window: 250 });
  });

  test('only a full board is held to how much faster than rank() over it is', () => {
    const costs = { window_rank: [100, 110] as [number, number] };
    expect(judged([board(100_000, costs)], 'hạng của mình nhanh hơn')).toBeUndefined();
    expect(judged([board(1_000_000, costs)], 'hạng của mình nhanh hơn')?.reached).toBe(false);
  });

  test('parts that did not run are not judged', () => {
    expect(verdicts({})).toEqual([]);
    expect(ratios({})).toEqual({});
  });
});

describe('the plot', () => {
  test('each power of ten is as far from the next', () => {
    const { at, ticks } = logScale([20, 900], 0, 200);
    expect(ticks).toEqual([10, 100, 1000]);
    expect([10, 100, 1000].map(at)).toEqual([0, 100, 200]);
  });

  test('labels of near lines stand below one another in the order of the lines', () => {
    expect(spreadLabels([100, 10, 101, 12], 20)).toEqual([100, 10, 120, 30]);
  });

  test('it names every line with its last figure', () => {
    const svg = drawPlot(linesOf([board(10_000, {}), board(100_000, { own_rank: [1, 3.5] })]), 'máy');
    expect(svg).toContain('Hạng của mình: 3,5 ms');
    expect(svg).not.toContain('NaN');
  });
});

test('a table sets its columns right, and accents count as one character', () => {
  expect(
    table([
      ['', 'mỗi giây'],
      ['lưu', '9'],
    ]),
  ).toBe('        mỗi giây\n  lưu          9');
});

test('a mistyped option is refused, not ignored', () => {
  expect(() => readOptions(['--quik'])).toThrow(UsageError);
  expect(() => readOptions(['--only', 'board'])).toThrow(UsageError);
  expect(() => readOptions(['--seconds', 'x'])).toThrow(UsageError);
  expect(readOptions(['--quick']).sizes).toEqual([10_000, 100_000]);
});

test('the tree has ten thousand units with real names, each below an earlier one', () => {
  const tree = unitTree();
  expect(tree).toHaveLength(unitCount);
  const codes = new Set<string>();
  for (const { code, parent } of tree) {
    if (parent !== null) expect(codes.has(parent)).toBe(true);
    codes.add(code);
  }
  expect(codes.size).toBe(unitCount);
  expect(tree[0]).toMatchObject({ kind: 'province', parent: null });
});
