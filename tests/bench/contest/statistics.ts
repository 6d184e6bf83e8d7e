/** The arithmetic of measurements. Pure. */

/** What a number of timed calls amounted to. Times in ms, rate per second. */
export interface Measured {
  count: number;
  rate: number;
  p50: number;
  p95: number;
  p99: number;
}

/** @returns the value below which `share` (0–1) of the values lie: the nearest rank. `NaN` of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length, Math.max(1, Math.ceil(share * sorted.length))) - 1] ?? Number.NaN;
}

/** @returns the middle value, or the mean of the two middle ones. `NaN` of nothing. */
export function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** @param latencies one per finished call, in ms. @param elapsed how long all of them took together, in ms. */
export function summarise(latencies: readonly number[], elapsed: number): Measured {
  return {
    count: latencies.length,
    rate: latencies.length / (elapsed / 1000),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
  };
}

/** The same measurement made several times: the median of each figure, the sum of the calls. */
export function medians(measured: readonly Measured[]): Measured {
  const of = (figure: keyof Measured) => median(measured.map((one) => one[figure]));
  return {
    count: measured.reduce((sum, { count }) => sum + count, 0),
    rate: of('rate'),
    p50: of('p50'),
    p95: of('p95'),
    p99: of('p99'),
  };
}

/** Least squares: how much `y` rises per unit of `x`. `NaN` of fewer than two points. */
export function slope(points: readonly { x: number; y: number }[]): number {
  const mean = (pick: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const meanX = mean(({ x }) => x);
  const meanY = mean(({ y }) => y);
  const over = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return over / points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
}
