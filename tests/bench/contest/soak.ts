/** Ten minutes of journeys while the server's memory is watched: what leaks shows as a slope. */
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { childrenOf } from '../../support/process-children.ts';
import type { Call } from './calls.ts';
import { drive } from './load.ts';
import { journey } from './member.ts';
import { addMembers } from './members.ts';
import { slope } from './statistics.ts';

/** Memory of all processes of the server, in MB. */
export interface Memory {
  minutes: number;
  /** Pages held by each process, shared ones counted once per process. */
  rss: number;
  /** The same with shared pages divided among their holders: what the server really takes. */
  pss: number;
  /** Of it, what no file and no shared memory stands behind. The shared buffers fill up once; this may not grow. */
  own: number;
}

export interface Soak {
  minutes: number;
  /** Journeys per second, over all of it. */
  rate: number;
  first: Memory;
  last: Memory;
  /** Rise of `own` in MB per minute, the first fifth (caches of fresh connections) left out. */
  slope: number;
  /** The mean of `own`, in MB. */
  mean: number;
}

/** How often members are topped up and memory is looked at. */
const secondsPerSample = 15;
const samplesPerLine = 4;
const secondsPerTick = 5;

/** Whether this system says what its processes hold. */
export const canWatchMemory = process.platform === 'linux';

/** @param server process id of the postmaster. */
export async function soak(
  owner: Client,
  calls: readonly Call[],
  server: number,
  minutes: number,
  say: (line: string) => void,
): Promise<Soak> {
  const startedAt = performance.now();
  const elapsedMinutes = () => (performance.now() - startedAt) / 60_000;
  const samples: Memory[] = [];
  let journeys = 0;
  let seconds = 0;
  let fastest = 500;
  while (elapsedMinutes() < minutes) {
    const { tickets } = await addMembers(owner, Math.ceil(1.3 * fastest * secondsPerSample));
    const ticking = tickEvery(owner);
    const { count, rate } = await drive(calls, secondsPerSample, async (call) => {
      const ticket = tickets.pop();
      return ticket === undefined ? false : journey(call, ticket);
    });
    await ticking.stop();
    journeys += count;
    seconds += count / rate;
    fastest = Math.max(fastest, rate);
    const memory = { minutes: elapsedMinutes(), ...memoryOf(server) };
    samples.push(memory);
    if (samples.length % samplesPerLine === 0) say(`${memoryText(memory)}   ${rate.toFixed(0)} lượt/s`);
  }
  const settled = samples.slice(Math.floor(samples.length / 5));
  const [first, last] = [settled[0], settled.at(-1)];
  if (!first || !last) throw new RangeError('too short a soak');
  return {
    minutes: elapsedMinutes(),
    rate: journeys / seconds,
    first,
    last,
    slope: slope(settled.map(({ minutes: x, own: y }) => ({ x, y }))),
    mean: settled.reduce((sum, { own }) => sum + own, 0) / settled.length,
  };
}

function tickEvery(owner: Client): { stop: () => Promise<void> } {
  let lastTick: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    lastTick = owner.query('select contest.tick()');
  }, secondsPerTick * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await lastTick;
    },
  };
}

export function memoryText({ minutes, rss, pss, own }: Memory): string {
  const mb = (value: number) => `${value.toFixed(0).padStart(6)} MB`;
  return `phút ${minutes.toFixed(1).padStart(4)}   RSS ${mb(rss)}   PSS ${mb(pss)}   riêng ${mb(own)}`;
}

/** Sums /proc/<pid>/smaps_rollup over the postmaster and its children. */
function memoryOf(postmaster: number): Omit<Memory, 'minutes'> {
  const rollups = [postmaster, ...childrenOf(postmaster)].map((pid) => readProc(`${pid}/smaps_rollup`));
  const sumOf = (field: string) =>
    rollups.reduce((sum, text) => sum + Number(new RegExp(`^${field}: +(\\d+) kB`, 'm').exec(text)?.[1] ?? 0), 0) /
    1024;
  return { rss: sumOf('Rss'), pss: sumOf('Pss'), own: sumOf('Pss_Anon') };
}

/** Empty where the process has ended meanwhile. */
function readProc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}
