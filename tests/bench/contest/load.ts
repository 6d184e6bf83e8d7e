/** Load on a server: workers that call without think time for some seconds, and what that came to. */
import { summarise, type Measured } from './statistics.ts';

/** Connections, and so calls under way at once: the same for our functions and for the yardsticks. */
export const connectionCount = 8;

/** One timed call of one worker; `false` where nothing was left to work on. */
export type Step<Connection> = (connection: Connection, worker: number) => Promise<unknown>;

/** Every worker repeats `step` on its own connection until the time, or the work, is up. Calls under way are let finish. */
export async function drive<Connection>(
  connections: readonly Connection[],
  seconds: number,
  step: Step<Connection>,
): Promise<Measured> {
  const startedAt = performance.now();
  const deadline = startedAt + seconds * 1000;
  const latencies: number[] = [];
  await Promise.all(
    connections.map(async (connection, worker) => {
      for (let before = performance.now(); before < deadline;) {
        if ((await step(connection, worker)) === false) break;
        const after = performance.now();
        latencies.push(after - before);
        before = after;
      }
    }),
  );
  return summarise(latencies, performance.now() - startedAt);
}

/** Calls one after the other, `times` times or until so many seconds have passed. */
export async function repeat(
  times: number,
  seconds: number,
  step: (turn: number) => Promise<unknown>,
): Promise<Measured> {
  const startedAt = performance.now();
  const latencies: number[] = [];
  for (let turn = 0; turn < times && performance.now() - startedAt < seconds * 1000; turn += 1) {
    const before = performance.now();
    await step(turn);
    latencies.push(performance.now() - before);
  }
  return summarise(latencies, performance.now() - startedAt);
}

/** Does all of the work, shared out among the connections. */
export async function share<Connection, Item>(
  connections: readonly Connection[],
  items: Iterable<Item>,
  work: (connection: Connection, item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    connections.map(async (connection) => {
      for (let next = queue.next(); !next.done; next = queue.next()) await work(connection, next.value);
    }),
  );
}
