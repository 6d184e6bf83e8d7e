/** Our calls beside TPC-B, in alternating pairs on the same server: only the ratio of a pair means anything. */
import type { Client } from 'pg';
import { drive } from './load.ts';
import type { Operations } from './operations.ts';
import { median, type Measured } from './statistics.ts';
import { transfer } from './tpcb.ts';

export const comparedOperations = ['start', 'save', 'submit', 'journey'] as const;
export type ComparedOperation = (typeof comparedOperations)[number];

export interface Pair {
  tpcb: Measured;
  ours: Measured;
}

export interface Compared {
  operation: ComparedOperation;
  pairs: Pair[];
  /** Median over the pairs of our rate over TPC-B's. */
  ratio: number;
}

export interface Comparison {
  ours: Operations;
  tpcb: readonly Client[];
  /** Length of each of a pair's two segments. */
  seconds: number;
  pairs: number;
}

export const ratioOf = ({ ours, tpcb }: Pair) => ours.rate / tpcb.rate;

/** Measures each operation beside TPC-B. Every pair's order is the other way round than the one's before. */
export async function compareWithTpcb({ ours, tpcb, seconds, pairs }: Comparison): Promise<Compared[]> {
  const theirs = (of: number) => drive(tpcb, of, transfer);

  // Prepared statements, plans and caches are warm before anything counts.
  await theirs(1);
  for (const operation of comparedOperations) {
    await ours.prepare(operation, 1);
    await ours.measure(operation, 1);
  }

  const compared = comparedOperations.map((operation): Compared => ({ operation, pairs: [], ratio: Number.NaN }));
  for (let turn = 0; turn < pairs; turn += 1) {
    for (const one of compared) {
      await ours.prepare(one.operation, seconds);
      const before = turn % 2 === 0 ? await theirs(seconds) : undefined;
      const measured = await ours.measure(one.operation, seconds);
      one.pairs.push({ ours: measured, tpcb: before ?? (await theirs(seconds)) });
    }
  }
  for (const one of compared) one.ratio = median(one.pairs.map(ratioOf));
  return compared;
}
