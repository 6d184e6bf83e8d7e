/**
 * Rule: published results are what was published. The canonical text has its hash and its order, and what stands beside
 * it says the same. Codes are not looked for in units.csv: it may change after a round was published, the text may not.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faultsOfText, readCanonicalText, type TextFault } from '../schemas/canonical-text.ts';
import {
  peopleShown,
  type ContestResult,
  type ResultNames,
  type RoundResult,
  type UnitResults,
} from '../schemas/results.ts';
import type { ContentTree, ContestFolder } from './content-tree.ts';
import { baseName, fieldOf, listOf, textOf, type Entry } from './entry.ts';
import { didYouMean } from './nearest.ts';
import type { Problem } from './report.ts';

const readAgain = 'lấy lại tệp cũ (git), hoặc xóa tệp rồi chạy lại npm run contest:results; không sửa kết quả bằng tay';

/** @param root the project's folder */
export async function checkResults(root: string, tree: ContentTree): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const folder of tree.contests.values()) {
    const { rounds, texts, contest } = folder.results;
    for (const result of rounds) {
      problems.push(...checkRound(folder, result));
      const text = result.file.replace(/\.json$/, '.txt');
      problems.push(...(texts.includes(text) ? await checkText(root, text, result) : [missing(text)]));
    }
    for (const text of texts) {
      const file = text.replace(/\.txt$/, '.json');
      if (!rounds.some((result) => result.file === file)) problems.push(missing(file));
    }
    if (contest) problems.push(...checkContest(folder, contest));
    problems.push(...folder.results.names.flatMap((names) => checkNames(folder, names)));
  }
  return problems;
}

const missing = (file: string): Problem => ({
  file,
  line: 1,
  field: '(cả tệp)',
  problem: 'chưa có tệp này, mà đã có tệp kia của cùng đợt thi',
  remedy: 'chạy lại npm run contest:results',
});

const roundsOf = ({ contest }: ContestFolder) => listOf(contest?.raw, 'rounds');

/** What a round's result says of itself. */
function checkRound(folder: ContestFolder, result: Entry<RoundResult>): Problem[] {
  const problems: Problem[] = checkSlug(folder, result);
  const round = textOf(result.raw, 'round');
  if (round !== undefined && round !== result.name) {
    problems.push({
      ...result.place(['round']),
      problem: `mã đợt thi "${round}" khác tên tệp "${result.name}"`,
      remedy: readAgain,
    });
  }
  const known = roundsOf(folder).flatMap((one) => textOf(one, 'slug') ?? []);
  if (folder.contest && !known.includes(result.name)) {
    problems.push({
      file: result.file,
      line: 1,
      field: '(cả tệp)',
      problem: `cuộc thi không có đợt "${result.name}"`,
      remedy: didYouMean(result.name, known, `thêm đợt này vào ${folder.contest.file}, hoặc xóa kết quả của nó`),
    });
  }
  if (result.value) problems.push(...checkSum(result, result.value.unit_boards, result.value.lines, 'lines'));
  return problems;
}

function checkSlug({ contest }: ContestFolder, result: Entry<{ contest: string }>): Problem[] {
  const [wanted, slug] = [textOf(contest?.raw, 'slug'), textOf(result.raw, 'contest')];
  if (wanted === undefined || slug === undefined || wanted === slug) return [];
  return [
    {
      ...result.place(['contest']),
      problem: `kết quả của cuộc thi "${slug}", không phải "${wanted}"`,
      remedy: 'chuyển tệp về đúng thư mục năm, hoặc xóa nó',
    },
  ];
}

/** Everybody on a board belongs to one unit at the top of the tree. */
function checkSum(result: Entry<unknown>, boards: UnitResults[], people: number, field: string): Problem[] {
  const top = boards.find(({ path }) => path.length === 0);
  if (!top || top.rows.length < top.total) return [];
  const sum = top.rows.reduce((total, { participants }) => total + participants, 0);
  if (sum === people) return [];
  return [
    {
      ...result.place([field]),
      problem: `bảng cá nhân có ${people} người, bảng đơn vị cộng lại ${sum} người`,
      remedy: readAgain,
    },
  ];
}

async function checkText(root: string, file: string, { value }: Entry<RoundResult>): Promise<Problem[]> {
  if (!value) return []; // already reported, and there is nothing to hold the text against
  const bytes = await readFile(join(root, file));
  const at = ({ line, problem }: TextFault): Problem => ({
    file,
    line,
    field: '(cả dòng)',
    problem,
    remedy: readAgain,
  });
  const faults = faultsOfText(bytes, value);
  const read = readCanonicalText(bytes.toString());
  const shown = read.ok ? read.value.attempts.slice(0, peopleShown) : [];
  const nameless = shown.find(({ unit }) => !Object.hasOwn(value.units, unit));
  if (nameless)
    faults.push({
      line: nameless.rank + 1,
      problem: `đơn vị "${nameless.unit}" không có tên trong tệp .json cùng đợt`,
    });
  return faults.map(at);
}

/** The whole contest has a final board once all its rounds that count are published. */
function checkContest(folder: ContestFolder, contest: Entry<ContestResult>): Problem[] {
  const problems: Problem[] = checkSlug(folder, contest);
  const open = roundsOf(folder)
    .filter((round) => fieldOf(round, 'ranked') !== false)
    .flatMap((round) => textOf(round, 'slug') ?? [])
    .filter((slug) => !folder.results.rounds.some(({ name }) => name === slug));
  if (open.length > 0) {
    problems.push({
      file: contest.file,
      line: 1,
      field: '(cả tệp)',
      problem: `chưa có kết quả của đợt ${open.join(', ')}, nên bảng cả cuộc thi chưa phải là kết quả cuối cùng`,
      remedy: 'chạy lại npm run contest:results khi các đợt ấy đã công bố; chưa thì xóa tệp này và _contest.names.json',
    });
  }
  if (contest.value) {
    const { unit_boards, total, people, units } = contest.value;
    problems.push(...checkSum(contest, unit_boards, total, 'total'));
    for (const [index, { rank, unit }] of people.entries()) {
      const place = contest.place(['people', index, 'rank']);
      if (rank !== index + 1)
        problems.push({ ...place, problem: `hạng ${rank} đứng ở chỗ của hạng ${index + 1}`, remedy: readAgain });
      if (!Object.hasOwn(units, unit))
        problems.push({ ...place, problem: `đơn vị "${unit}" không có tên trong units`, remedy: readAgain });
    }
  }
  return problems;
}

/** Names belong to a result, and to ranks it has. */
function checkNames({ results }: ContestFolder, names: Entry<ResultNames>): Problem[] {
  const of = baseName(names.name);
  const lines =
    of === '_contest' ? results.contest?.value?.total : results.rounds.find(({ name }) => name === of)?.value?.lines;
  const hasResult = of === '_contest' ? results.contest !== null : results.rounds.some(({ name }) => name === of);
  if (!hasResult) return [missing(names.file.replace('.names.json', '.json'))];
  return Object.keys(names.value?.names ?? {})
    .filter((rank) => lines !== undefined && Number(rank) > Math.min(lines, peopleShown))
    .map((rank) => ({
      ...names.place(['names', rank]),
      problem: `có tên cho hạng ${rank}, mà chỉ ${Math.min(lines ?? 0, peopleShown)} hạng được hiện tên`,
      remedy: 'xóa dòng này, hoặc chạy lại npm run contest:results',
    }));
}
