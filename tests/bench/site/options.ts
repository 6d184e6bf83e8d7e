/** What the command line asks of `npm run bench:site`. */
import { parseArgs } from 'node:util';

export interface Options {
  /** Numbers of generated pages, rising. */
  sizes: readonly number[];
  /** How often both sites are built with each number, one after the other. */
  rounds: number;
  /** What the generated pages are drawn with. */
  seed: number;
  /** Whether Lighthouse looks at a page of every template, and not only at the one of middle size. */
  templates: boolean;
  json: string | undefined;
}

export const usage = `npm run bench:site [-- tùy chọn]

  --quick        dừng ở 1.000 trang, Lighthouse chỉ chấm trang cỡ giữa
  --sizes N,…    số trang sinh ra (250,1000,5000)
  --rounds N     dựng mỗi bên bao nhiêu lần, xen kẽ (3)
  --seed N       hạt giống của các trang sinh ra (20261122)
  --json TỆP     ghi mọi con số
`;

export class UsageError extends Error {}

/** @throws {UsageError} saying what is wrong. */
export function readOptions(args: string[]): Options {
  const { quick, sizes, rounds, seed, json } = parse(args);
  return {
    sizes: numbers(sizes, quick ? [250, 1000] : [250, 1000, 5000]),
    rounds: numbers(rounds, [3])[0] as number,
    seed: numbers(seed, [20_261_122])[0] as number,
    templates: quick !== true,
    json,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: { quick: { type: 'boolean' }, sizes: text, rounds: text, seed: text, json: text },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function numbers(typed: string | undefined, otherwise: number[]): number[] {
  const read = typed?.split(',').map(Number) ?? otherwise;
  if (read.some((value) => !Number.isInteger(value) || value < 1))
    throw new UsageError(`"${typed ?? ''}" không phải số nguyên dương.`);
  return read.sort((a, b) => a - b);
}
