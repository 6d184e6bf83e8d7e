/**
 * The canonical text of a published round, `content/contests/<year>/results/<round>.txt`: whose SHA-256 was published, so
 * not a byte of it may change. The database writes it (supabase/migrations, "publication"). Lines end in a line feed, their
 * fields are apart by tabs, an empty field is none. First line: contest, round, true figure of the prediction, number of
 * lines that follow; then one line per ranked attempt. It holds no names.
 */
import { createHash } from 'node:crypto';

/** A line of the text. */
export interface RankedAttempt {
  rank: number;
  /** Id of the attempt. */
  attempt: string;
  /** Code of the unit. */
  unit: string;
  score: number;
  /** Right answers. */
  correct: number;
  /** How far the prediction was off the true figure; `null` where none was asked for or given. */
  distance: number | null;
  duration_ms: number;
  /** ISO text in UTC, with milliseconds. */
  finished_at: string;
}

export interface CanonicalText {
  /** Slug of the contest. */
  contest: string;
  /** Slug of the round. */
  round: string;
  /** The true figure of the prediction; `null` where none was asked. */
  figure: number | null;
  /** In the order of ranks. */
  attempts: RankedAttempt[];
}

/** What is wrong with a text, and in which of its lines, from 1. */
export interface TextFault {
  line: number;
  problem: string;
}

/** SHA-256, in hex. */
export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

const count = /^(?:0|[1-9]\d{0,9})$/;
const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Reads a text strictly: what the database would have written otherwise is a fault. */
export function readCanonicalText(text: string): { ok: true; value: CanonicalText } | { ok: false; fault: TextFault } {
  const fault = (line: number, problem: string) => ({ ok: false as const, fault: { line, problem } });
  const lines = text.split('\n');
  if (lines.pop() !== '') return fault(lines.length + 1, 'dòng cuối không kết thúc bằng dấu xuống dòng');
  const [contest = '', round = '', figureText = '', lineCount = '', ...others] = (lines[0] ?? '').split('\t');
  if (
    !contest ||
    !round ||
    !count.test(lineCount) ||
    others.length > 0 ||
    !(figureText === '' || count.test(figureText))
  )
    return fault(1, 'dòng đầu không đủ bốn mục: mã cuộc thi, mã đợt, số đúng của câu dự đoán, số dòng');
  const figure = figureText === '' ? null : Number(figureText);

  const attempts: RankedAttempt[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines.slice(1).entries()) {
    const attempt = readLine(line);
    if (!attempt) return fault(index + 2, 'dòng không đúng dạng của một bài được xếp hạng');
    if (attempt.rank !== index + 1) return fault(index + 2, `hạng ${attempt.rank} đứng ở chỗ của hạng ${index + 1}`);
    if (seen.has(attempt.attempt)) return fault(index + 2, 'bài này đã có ở một hạng trên');
    if (figure === null && attempt.distance !== null)
      return fault(index + 2, 'có sai số dự đoán mà đợt không hỏi dự đoán');
    const above = attempts.at(-1);
    if (above && compare(above, attempt, figure) > 0)
      return fault(index + 2, 'bài này phải đứng trên bài ở dòng trước');
    seen.add(attempt.attempt);
    attempts.push(attempt);
  }
  if (attempts.length !== Number(lineCount))
    return fault(1, `dòng đầu ghi ${lineCount} bài, bên dưới có ${attempts.length} bài`);
  return { ok: true, value: { contest, round, figure, attempts } };
}

function readLine(line: string): RankedAttempt | undefined {
  const [
    rank = '',
    attempt = '',
    unit = '',
    score = '',
    correct = '',
    distance = '',
    duration = '',
    finished = '',
    ...more
  ] = line.split('\t');
  const counts = [rank, score, correct, duration, ...(distance === '' ? [] : [distance])];
  if (!counts.every((text) => count.test(text)) || !id.test(attempt) || unit === '' || !moment.test(finished))
    return undefined;
  if (more.length > 0) return undefined;
  return {
    rank: Number(rank),
    attempt,
    unit,
    score: Number(score),
    correct: Number(correct),
    distance: distance === '' ? null : Number(distance),
    duration_ms: Number(duration),
    finished_at: finished,
  };
}

/** The order of a published round; negative where `a` ranks above `b`. */
function compare(a: RankedAttempt, b: RankedAttempt, figure: number | null): number {
  // None given ranks after every given one; none asked for ranks nobody.
  const distance = (of: RankedAttempt) => (figure === null ? 0 : (of.distance ?? Number.MAX_SAFE_INTEGER));
  const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return (
    b.score - a.score ||
    distance(a) - distance(b) ||
    a.duration_ms - b.duration_ms ||
    byText(a.finished_at, b.finished_at) ||
    byText(a.attempt, b.attempt)
  );
}

/** What was published beside a text. */
export interface Published {
  contest: string;
  round: string;
  figure: number | null;
  lines: number;
  hash: string;
}

/** Everything that is wrong with the bytes of a text, held against what was published beside it. */
export function faultsOfText(bytes: Uint8Array, published: Published): TextFault[] {
  const hash = sha256(bytes);
  const faults: TextFault[] = [];
  if (hash !== published.hash)
    faults.push({ line: 1, problem: `SHA-256 của tệp là ${hash}, khác mã băm đã công bố ${published.hash}` });
  const read = readCanonicalText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  if (!read.ok) return [...faults, read.fault];
  const { contest, round, figure, attempts } = read.value;
  const pairs = [
    ['mã cuộc thi', contest, published.contest],
    ['mã đợt thi', round, published.round],
    ['số đúng của câu dự đoán', figure, published.figure],
    ['số bài', attempts.length, published.lines],
  ] as const;
  for (const [what, written, wanted] of pairs) {
    if (written !== wanted)
      faults.push({ line: 1, problem: `${what} ở dòng đầu là "${written ?? ''}", bản công bố ghi "${wanted ?? ''}"` });
  }
  return faults;
}
