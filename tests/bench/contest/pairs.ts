/** Our calls beside TPC-B, in alternating pairs on the same server: only the ratio of a pair means anything. */
import type { Client } from 'pg';
import { drive } from './load.ts';
import { median, type Measured } from './statistics.ts';
import { operations, type Operation, type Operations } from './operations.ts';
import { transfer } from './tpcb.ts';

export interface Pair {
  tpcb: Measured;
  ours: Measured;
}

export interface Compared {
  operation: Operation;
  pairs: Pair[];
  /** Median over the pairs of our rate over TPC-B's. */
  ratio: number;
}

export interface Comparison {
  ours: Operations;
  members: readonly Client[];
  tpcb: readonly Client[];
  /** Length of each of a pair's two segments. */
  seconds: number;
  pairs: number;
  say: (line: string) => void;
}

const ratioOf = ({ ours, tpcb }: Pair) => ours.rate / tpcb.rate;

/** Measures each operation beside TPC-B. Every pair's order is the other way round than the one's before. */
export async function compareWithTpcb({ ours, members, tpcb, seconds, pairs, say }: Comparison): Promise<Compared[]> {
  const theirs = (of: number) => drive(tpcb, of, transfer);
  const measure = (operation: Operation, of: number) => ours.measure(operation, members, of);

  // Prepared statements, plans and caches are warm before anything counts.
  await theirs(1);
  for (const operation of operations) {
    await ours.prepare(operation, 1);
    await measure(operation, 1);
  }

  const compared = operations.map((operation): Compared => ({ operation, pairs: [], ratio: Number.NaN }));
  for (let turn = 0; turn < pairs; turn += 1) {
    for (const one of compared) {
      const { operation } = one;
      await ours.prepare(operation, seconds);
      const before = turn % 2 === 0 ? await theirs(seconds) : undefined;
      const measured = await measure(operation, seconds);
      const pair = { ours: measured, tpcb: before ?? (await theirs(seconds)) };
      one.pairs.push(pair);
      say(
        `pair ${turn + 1}  ${operation.padEnd(7)}  TPC-B ${pair.tpcb.rate.toFixed(0).padStart(5)}/s  ours ${pair.ours.rate.toFixed(0).padStart(5)}/s  ratio ${ratioOf(pair).toFixed(3)}`,
      );
    }
  }
  for (const one of compared) one.ratio = median(one.pairs.map(ratioOf));
  return compared;
}
