/** What the command line asks of `npm run bench:contest`. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const sections = ['journey', 'boards', 'http', 'soak'] as const;
export type Section = (typeof sections)[number];

export interface Options {
  /** Which parts run; all of them by default. */
  only: readonly Section[];
  /** Results on the boards, rising. */
  sizes: readonly number[];
  /** Of each segment beside TPC-B. */
  seconds: number;
  /** Minutes of journeys while the server's memory is watched. */
  soakMinutes: number;
  /** Folder of the server, kept with TPC-B's rows for the next run. */
  keep: string | undefined;
  json: string | undefined;
  plot: string;
}

export const usage = `npm run bench:contest [-- options]

  --quick          stop at 100,000 results; no soak
  --only NAME,…    only these parts: ${sections.join(', ')}
  --sizes N,…      results on the boards (default 10000,100000,1000000)
  --seconds N      length of each segment beside TPC-B (default 3)
  --soak MINUTES   journeys while the server's memory is watched (default 10)
  --keep DIR       keep the server's folder, and with it TPC-B's five million rows, for the next run
  --json FILE      write the ratios
  --plot FILE      where the plot goes (default tests/output/bench-contest.svg)
`;

export class UsageError extends Error {}

/** @throws {UsageError} saying what is wrong. */
export function readOptions(args: string[]): Options {
  const { values } = parse(args);
  const quick = values.quick === true;
  const only = (values.only?.split(',') ?? sections.filter((name) => !quick || name !== 'soak')).map((name) => {
    const section = sections.find((one) => one === name);
    if (!section) throw new UsageError(`no part "${name}"`);
    return section;
  });
  return {
    only,
    sizes: numbers(values.sizes, quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]),
    seconds: numbers(values.seconds, [3])[0] as number,
    soakMinutes: numbers(values.soak, [10])[0] as number,
    keep: values.keep,
    json: values.json,
    plot: values.plot ?? join(import.meta.dirname, '../../output/bench-contest.svg'),
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        quick: { type: 'boolean' },
        only: text,
        sizes: text,
        seconds: text,
        soak: text,
        keep: text,
        json: text,
        plot: text,
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function numbers(typed: string | undefined, otherwise: number[]): number[] {
  const read = typed?.split(',').map(Number) ?? otherwise;
  if (read.some((value) => !(value > 0))) throw new UsageError(`"${typed ?? ''}" is not a list of positive numbers`);
  return read.sort((a, b) => a - b);
}

/** A new folder's name for a server that is thrown away. */
export const throwAwayFolder = () => join(tmpdir(), `bench-contest-${process.pid}`);
