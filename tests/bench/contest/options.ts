/** What the command line asks of `npm run bench:contest`. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export const sections = ['journey', 'boards', 'http', 'soak'] as const;
export type Section = (typeof sections)[number];

export interface Options {
  /** Which parts run; all of them by default. */
  only: readonly Section[];
  /** Results on the boards, rising. */
  sizes: readonly number[];
  /** Of each segment of load. */
  seconds: number;
  /** Of each kind of read, at most. */
  readSeconds: number;
  /** Pairs through HTTP. */
  httpPairs: number;
  /** Minutes of journeys while the server's memory is watched. */
  soakMinutes: number;
  json: string | undefined;
  plot: string;
}

export const usage = `npm run bench:contest [-- tùy chọn]

  --quick          dừng ở 100.000 kết quả, đo ngắn hơn, không đo bộ nhớ: dưới bốn phút
  --only PHẦN,…    chỉ những phần này: ${sections.join(', ')}
  --sizes N,…      số kết quả trên bảng (10000,100000,1000000)
  --seconds N      mỗi đoạn tải dài bao nhiêu giây (4)
  --soak PHÚT      thi liên tục bao lâu để đo bộ nhớ của máy chủ (10)
  --json TỆP       ghi các tỉ số
  --plot TỆP       ghi hình vào đâu (tests/output/bench-contest.svg)
`;

export class UsageError extends Error {}

/** @throws {UsageError} saying what is wrong. */
export function readOptions(args: string[]): Options {
  const { values } = parse(args);
  const quick = values.quick === true;
  const only = (values.only?.split(',') ?? sections.filter((name) => !quick || name !== 'soak')).map((name) => {
    const section = sections.find((one) => one === name);
    if (!section) throw new UsageError(`Không có phần "${name}".`);
    return section;
  });
  return {
    only,
    sizes: numbers(values.sizes, quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]),
    seconds: numbers(values.seconds, [quick ? 1.5 : 4])[0] as number,
    readSeconds: quick ? 1.5 : 4,
    httpPairs: quick ? 1 : 3,
    soakMinutes: numbers(values.soak, [10])[0] as number,
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
  if (read.some((value) => !(value > 0))) throw new UsageError(`"${typed ?? ''}" không phải số dương.`);
  return read.sort((a, b) => a - b);
}
