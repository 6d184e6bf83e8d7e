/** Final results as anybody can read them from the API, each held against the published hash. */
import { ContestFault, type ContestClient } from '../../src/contest/client.ts';
import type { Args, FunctionName, PersonRow, Result } from '../../src/contest/contract.ts';
import { faultsOfText, readCanonicalText, type RankedAttempt } from '../../src/schemas/canonical-text.ts';
import {
  peopleShown,
  type ContestResult,
  type ResultNames,
  type RoundResult,
  type UnitResults,
} from '../../src/schemas/results.ts';
import { ResultsProblem } from './problem.ts';

/** Rows of a unit board that are kept: a page of more helps nobody, and the live board goes on from there. */
const mostUnits = 500;
/** With more units at the top than this, the level below them is left to the live board. */
const mostParents = 20;
/** The most rows the API gives at once. */
const pageRows = 100;
const timeoutMs = 30_000;
const tries = 3;

/** A published round, ready to be kept. */
export interface ReadRound {
  text: string;
  result: RoundResult;
  names: ResultNames;
}

/** @throws ResultsProblem when there is no answer, or one that does not agree with the published hash. */
export async function readRound(client: ContestClient, contest: string, round: string): Promise<ReadRound> {
  const first = await ask(client, 'publication', { contest, round });
  const texts = [first.text];
  for (let page = 2; page <= first.pages; page += 1)
    texts.push((await ask(client, 'publication', { contest, round, page })).text);
  const text = texts.join('');
  const { hash, published_at, figure, lines } = first;
  const [fault] = faultsOfText(Buffer.from(text), { contest, round, figure, lines, hash });
  const read = readCanonicalText(text);
  if (fault || !read.ok) {
    throw new ResultsProblem(
      `Đợt ${round}: bản công bố nhận được không khớp mã băm (${fault?.problem ?? 'không đọc được'}). ` +
        'Không ghi gì cả. Hãy chạy lại; nếu vẫn vậy thì máy chủ hoặc đường truyền đã sửa kết quả: hãy báo người quản trị cơ sở dữ liệu.',
    );
  }

  const board = await ask(client, 'leaderboard', { contest, round, size: peopleShown });
  const shown = read.value.attempts.slice(0, peopleShown);
  const agrees = board.final && board.rows.length === shown.length && board.total === lines;
  if (!agrees || !board.rows.every((row, index) => isPlaceOf(row, shown[index])))
    throw new ResultsProblem(
      `Đợt ${round}: bảng xếp hạng chưa khớp với bản công bố. Một bộ nhớ đệm có thể còn giữ bảng cũ: hãy đợi một phút rồi chạy lại.`,
    );
  return {
    text,
    result: {
      contest,
      round,
      published_at,
      figure,
      lines,
      hash,
      unit_boards: await readUnitBoards(client, { contest, round }),
      units: pathsOf(board.rows),
    },
    names: namesOf(board.rows),
  };
}

/** The board of the whole contest; `undefined` while it may still move. */
export async function readContest(
  client: ContestClient,
  contest: string,
): Promise<{ result: ContestResult; names: ResultNames } | undefined> {
  const board = await ask(client, 'leaderboard', { contest, size: peopleShown });
  if (!board.final) return undefined;
  return {
    result: {
      contest,
      as_of: board.as_of,
      total: board.total,
      people: board.rows.map(({ rank, unit, score, duration_ms, submitted_at }) => ({
        rank,
        unit: unit.code,
        score,
        duration_ms,
        submitted_at,
      })),
      unit_boards: await readUnitBoards(client, { contest }),
      units: pathsOf(board.rows),
    },
    names: namesOf(board.rows),
  };
}

/** The top of the tree and one level below it. */
async function readUnitBoards(client: ContestClient, of: { contest: string; round?: string }): Promise<UnitResults[]> {
  const level = async (parent?: { code: string; name: string }): Promise<UnitResults> => {
    const rows: UnitResults['rows'] = [];
    for (;;) {
      const page = await ask(client, 'unit_leaderboard', {
        ...of,
        ...(parent ? { parent: parent.code } : {}),
        after: rows.length,
        size: pageRows,
      });
      rows.push(...page.rows);
      if (page.rows.length === 0 || rows.length >= Math.min(page.total, mostUnits))
        return { path: parent ? [parent.name] : [], rows: rows.slice(0, mostUnits), total: page.total };
    }
  };
  const top = await level();
  const below: UnitResults[] = [];
  if (top.total <= mostParents) for (const unit of top.rows) below.push(await level(unit));
  return [top, ...below.filter(({ total }) => total > 0)];
}

/** In the canonical text, white space within a code is a blank. */
const asWritten = (code: string) => code.replace(/[\t\r\n]/g, ' ');

const isPlaceOf = (row: PersonRow, attempt: RankedAttempt | undefined) =>
  row.rank === attempt?.rank &&
  asWritten(row.unit.code) === attempt.unit &&
  row.score === attempt.score &&
  row.duration_ms === attempt.duration_ms &&
  row.submitted_at === attempt.finished_at;

const pathsOf = (rows: PersonRow[]) => Object.fromEntries(rows.map(({ unit }) => [asWritten(unit.code), unit.path]));

/** Whoever was forgotten has no name. */
const namesOf = (rows: PersonRow[]): ResultNames => ({
  names: Object.fromEntries(rows.flatMap(({ rank, name }) => (name === '' ? [] : [[String(rank), name]]))),
});

/** Asks, again where no answer came. @throws ResultsProblem */
export async function ask<Name extends FunctionName>(
  client: ContestClient,
  name: Name,
  args: Args<Name>,
): Promise<Result<Name>> {
  for (let left = tries; ; left -= 1) {
    try {
      const reply = await client.call(name, args, timeoutMs);
      if (reply.ok) return reply.value;
      throw new ResultsProblem(refusalProblems[reply.refusal] ?? `Máy chủ từ chối ${name}: ${reply.refusal}.`);
    } catch (fault) {
      if (fault instanceof ContestFault && fault.kind === 'unreachable' && left > 1) continue;
      throw asProblem(fault);
    }
  }
}

const refusalProblems: Partial<Record<string, string>> = {
  contest_not_found:
    'Máy chủ không có cuộc thi này. Hãy xem lại địa chỉ trang, và "slug" trong contest.yaml có đúng là cuộc thi đã nạp không.',
  round_not_published: 'Đợt thi này chưa được công bố.',
};

/** What an operator can do about a fault; anything else stays what it is. */
export function asProblem(fault: unknown): unknown {
  if (!(fault instanceof ContestFault)) return fault;
  return new ResultsProblem(
    fault.kind === 'unreachable'
      ? `Không nối được với máy chủ (${fault.message}). Hãy kiểm tra địa chỉ trang và mạng rồi chạy lại; chưa có gì bị ghi dở.`
      : `Máy chủ trả lời không như mong đợi (${fault.message}). Hãy kiểm tra tệp /supabase.json của trang, và bản mã này có cùng phiên bản với cơ sở dữ liệu không.`,
  );
}
