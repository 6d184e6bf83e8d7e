import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepContest, keepRound } from '../../../supabase/results/keep-results.ts';
import { readContest, readRound, type ReadRound } from '../../../supabase/results/read-results.ts';
import { ContestFault, type ContestClient } from '../../../src/contest/client.ts';
import type { Args, Result } from '../../../src/contest/contract.ts';
import { publishedWith, sampleRound, writeText } from '../../support/published-round.ts';

const text = writeText(sampleRound);
const published = publishedWith(text, sampleRound);

type Replies = {
  [Name in 'publication' | 'leaderboard' | 'unit_leaderboard']: (args: Args<Name>) => Result<Name>;
};

/** What the server says of the sample round: its text in pages of so many lines, its boards. */
function replies(linesPerPage = 2): Replies {
  const lines = text.split(/(?<=\n)/);
  const pages = Math.ceil(lines.length / linesPerPage);
  const { hash, published_at, figure, lines: count } = published;
  const board = { as_of: published_at, frozen: false, final: true };
  return {
    publication: ({ page = 1 }) => ({
      hash,
      published_at,
      figure,
      lines: count,
      page,
      pages,
      text: lines.slice((page - 1) * linesPerPage, page * linesPerPage).join(''),
    }),
    leaderboard: () => ({
      ...board,
      total: count,
      rows: sampleRound.attempts.map(({ rank, unit, score, duration_ms, finished_at }) => ({
        rank,
        name: rank === 2 ? '' : `Người ${rank}`,
        unit: { code: unit, name: unit, path: ['Tỉnh mẫu', unit] },
        score,
        duration_ms,
        submitted_at: finished_at,
      })),
    }),
    unit_leaderboard: ({ parent, after = 0 }) => {
      const rows = published.unit_boards[parent === undefined ? 0 : 1]?.rows ?? [];
      return { ...board, total: rows.length, rows: rows.slice(after) };
    },
  };
}

const client = (of: Replies = replies()): ContestClient => ({
  call: async (name, args) => ({ ok: true, value: of[name as 'publication'](args as never) as never }),
});
const read = (of?: Replies) => readRound(client(of), 'cuoc-thi-2026', 'tuan-1');

function resultsFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'contest-results-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return join(root, 'results');
}

test('a round is read whole, over all pages of its text, with two levels of units and the names apart', async () => {
  for (const linesPerPage of [1, 2, 10])
    expect(await read(replies(linesPerPage))).toEqual({
      text,
      result: published,
      names: { names: { 1: 'Người 1', 3: 'Người 3' } },
    } satisfies ReadRound);
});

test('a text that does not have the published hash is not taken over', async () => {
  const honest = replies();
  const forged: Replies = {
    ...honest,
    publication: (args) => ({ ...honest.publication(args), text: honest.publication(args).text.replace('60000', '1') }),
  };
  await expect(read(forged)).rejects.toThrow(/không khớp mã băm.*Không ghi gì cả/s);
});

// Seen to fail with isPlaceOf taken to be true, and without `final`.
test('a board that a cache has kept from before the publication is not taken over', async () => {
  const honest = replies();
  for (const change of [
    (board: Result<'leaderboard'>) => ({ ...board, final: false }),
    (board: Result<'leaderboard'>) => ({ ...board, total: board.total + 1 }),
    (board: Result<'leaderboard'>) => ({
      ...board,
      rows: board.rows.map((row) => ({ ...row, duration_ms: row.duration_ms + 1 })),
    }),
  ])
    await expect(read({ ...honest, leaderboard: (args) => change(honest.leaderboard(args)) })).rejects.toThrow(
      'đợi một phút',
    );
});

test('a reply that was lost is asked for again; a server that is gone is told, and what to do', async () => {
  let calls = 0;
  const sound = client();
  const onBadLine: ContestClient = {
    call: async (name, args) => {
      calls += 1;
      if (calls % 3 > 0) throw new ContestFault('unreachable', 'fetch failed');
      return sound.call(name, args);
    },
  };
  expect((await readRound(onBadLine, 'cuoc-thi-2026', 'tuan-1')).text).toBe(text);
  const gone: ContestClient = {
    call: async () => {
      throw new ContestFault('unreachable', 'fetch failed');
    },
  };
  await expect(readRound(gone, 'cuoc-thi-2026', 'tuan-1')).rejects.toThrow(/Không nối được.*chạy lại/s);
});

test('a round that is not published is told', async () => {
  const refusing: ContestClient = { call: async () => ({ ok: false, refusal: 'round_not_published' }) };
  await expect(readRound(refusing, 'cuoc-thi-2026', 'tuan-1')).rejects.toThrow('chưa được công bố');
});

test('the board of the whole contest waits until it is final', async () => {
  const { leaderboard, ...others } = replies();
  const running = { ...others, leaderboard: () => ({ ...leaderboard({ contest: '' }), final: false }) };
  expect(await readContest(client(running), 'cuoc-thi-2026')).toBeUndefined();
  expect(await readContest(client(), 'cuoc-thi-2026')).toMatchObject({ result: { total: 3 } });
});

test('of a large tree the first units of the top are kept, and how many there are', async () => {
  const [row] = published.unit_boards[0]?.rows ?? [];
  if (!row) throw new Error('no unit');
  const all = Array.from({ length: 10_000 }, (_, index) => ({ ...row, code: `don-vi-${index}` }));
  const asked: (string | undefined)[] = [];
  const large: Replies = {
    ...replies(),
    unit_leaderboard: ({ parent, after = 0, size = 50 }) => {
      asked.push(parent);
      const { as_of, frozen, final } = replies().unit_leaderboard({ contest: '' });
      return { as_of, frozen, final, total: all.length, rows: all.slice(after, after + size) };
    },
  };
  const { result } = await read(large);
  expect(result.unit_boards).toEqual([{ path: [], rows: all.slice(0, 500), total: 10_000 }]);
  expect(asked).toEqual(Array(5).fill(undefined));
});

test('what is kept is kept once: run again nothing changes but names, and another result is refused', async () => {
  const folder = resultsFolder();
  const one = await read();
  expect(await keepRound(folder, one)).toBe('written');
  expect(await keepRound(folder, one)).toBe('unchanged');
  expect(await keepRound(folder, { ...one, names: { names: { 1: 'Tên mới' } } })).toBe('names-replaced');
  expect(readFileSync(join(folder, 'tuan-1.names.json'), 'utf8')).toContain('Tên mới');

  const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
  for (const other of [
    { ...one, text: `${text}x` },
    { ...one, result: { ...one.result, figure: 4 } },
  ])
    await expect(keepRound(folder, { ...other, names: { names: {} } })).rejects.toThrow('không bao giờ đổi');
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual(before);

  writeFileSync(join(folder, 'tuan-1.json'), '{');
  await expect(keepRound(folder, one)).rejects.toThrow('tuan-1.json');
});

test('the board of the whole contest may be replaced: a round can be added to it', async () => {
  const folder = resultsFolder();
  const board = await readContest(client(), 'cuoc-thi-2026');
  if (!board) throw new Error('not final');
  expect(await keepContest(folder, board)).toBe('written');
  expect(await keepContest(folder, board)).toBe('unchanged');
  expect(await keepContest(folder, { ...board, result: { ...board.result, total: 4 } })).toBe('written');
});

// A folder stands where the text should be. Seen to fail with the result written before the text, and with the unfinished
// file left behind.
test('a write that fails leaves no half of a file, and nothing that shows the round', async () => {
  const folder = resultsFolder();
  const one = await read();
  const inTheWay = join(folder, 'tuan-1.txt');
  const names = {
    get names() {
      // By now the old files have been looked at.
      mkdirSync(join(inTheWay, 'x'), { recursive: true });
      return one.names.names;
    },
  };
  await expect(keepRound(folder, { ...one, names })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(readdirSync(folder).sort()).toEqual(['tuan-1.names.json', 'tuan-1.txt']);
});

const run = (...args: string[]) =>
  new Promise<{ code: unknown; said: string }>((done) => {
    execFile(process.execPath, ['supabase/results/export.ts', ...args], (error, _, said) =>
      done({ code: error?.code ?? 0, said }),
    );
  });

test.each([
  [[], 'Thiếu địa chỉ'],
  [['thi.vidu.vn'], 'Không đúng địa chỉ'],
  [['http://127.0.0.1:9/', '--nhanh'], 'Không hiểu'],
  [['http://127.0.0.1:9/', '1999'], 'Các năm đang có: 2026'],
  [['http://127.0.0.1:9/', '--content', '/khong/co'], 'thư mục gốc của dự án'],
  [['http://127.0.0.1:9/', '2026'], 'Không nối được với máy chủ'],
])('the command called with %j says what to do', async (args, words) => {
  const { code, said } = await run(...args);
  expect(code).toBe(1);
  expect(said).toContain(words);
  expect(said, 'one sentence, not a stack').not.toContain('    at ');
});
