/** Whether many submits into one unit wait for each other: beside as many spread over the tree. */
import type { Client } from 'pg';
import type { Call } from './calls.ts';
import { leafCodes } from './contest-document.ts';
import { share } from './load.ts';
import { start, submit, type OpenAttempt } from './member.ts';
import { addMembers } from './members.ts';
import { summarise, type Measured } from './statistics.ts';

/** Submits of each kind. */
export const submitCount = 2000;
/** Turn and turn about, so that a busy moment of the machine hits both. */
const turns = 4;

export interface Contention {
  oneUnit: Measured;
  spread: Measured;
}

/** Submits into one chi bộ and into chi bộ all over, in turns. */
export async function measureContention(owner: Client, calls: readonly Call[]): Promise<Contention> {
  const unit = leafCodes()[0];
  const ready = async (of?: string) => {
    const attempts: OpenAttempt[] = [];
    const { tickets } = await addMembers(owner, submitCount / turns, of);
    await share(calls, tickets, async (call, ticket) => attempts.push(await start(call, ticket)));
    return attempts;
  };
  const latencies = { oneUnit: [] as number[], spread: [] as number[] };
  const elapsed = { oneUnit: 0, spread: 0 };
  for (let turn = 0; turn < turns; turn += 1) {
    const rounds = [
      { kind: 'oneUnit', attempts: await ready(unit) },
      { kind: 'spread', attempts: await ready() },
    ] as const;
    for (const { kind, attempts } of turn % 2 === 0 ? rounds : rounds.toReversed()) {
      const startedAt = performance.now();
      await share(calls, attempts, async (call, attempt) => {
        const before = performance.now();
        await submit(call, attempt);
        latencies[kind].push(performance.now() - before);
      });
      elapsed[kind] += performance.now() - startedAt;
      await owner.query('select contest.tick()');
    }
  }
  return {
    oneUnit: summarise(latencies.oneUnit, elapsed.oneUnit),
    spread: summarise(latencies.spread, elapsed.spread),
  };
}
