/** Rule: a contest can be held as written. Its year, times, units, topics, questions and blueprints agree. */
import type { ContentTree, ContestFolder } from './content-tree.ts';
import { fieldOf, listOf, textOf, type Entry } from './entry.ts';
import { didYouMean } from './nearest.ts';
import type { Citation, Problem } from './report.ts';
import type { ReferenceCheck } from './check-references.ts';
import { checkKeysKept, checkPassage, checkPrompts } from './check-questions.ts';
import { checkUnits } from './check-units.ts';
import type { KnownRoutes } from './routes.ts';

export function checkContests(tree: ContentTree, routes: KnownRoutes): ReferenceCheck {
  const citations: Citation[] = [];
  const problems = [...tree.contests.values()].flatMap((folder) => {
    const readable = (name: string) =>
      ![...tree.unread].some((file) => file.startsWith(`content/contests/${folder.year}/${name}`));
    return [
      ...checkFolder(folder, tree),
      ...checkRounds(folder),
      ...(readable('units.csv') ? checkUnits(folder.units) : []),
      ...(readable('contest.yaml') ? [...checkTopics(folder), ...checkGivenKeys(folder)] : []),
      ...(readable('') ? checkBlueprints(folder) : []),
      ...checkPrompts(folder, tree),
      ...checkKeysKept(folder),
      ...[...folder.practice, ...folder.rounds].flatMap((question) => checkPassage(question, routes, citations)),
    ];
  });
  return { problems, citations };
}

function checkFolder({ year, contest, practice, rounds }: ContestFolder, tree: ContentTree): Problem[] {
  const folder = `content/contests/${year}`;
  const missing = (file: string): Problem => ({
    file: `${folder}/${file}`,
    line: 1,
    field: '(cả tệp)',
    problem: 'chưa có tệp này',
    remedy: `thêm tệp; thư mục ${folder} đã có ${rounds.length} câu thi, ${practice.length} câu luyện tập`,
  });
  const problems = ['contest.yaml', 'units.csv']
    .filter((file) => !tree.files.includes(`${folder}/${file}`))
    .map(missing);
  const written = contest && fieldOf(contest.raw, 'year');
  if (contest && typeof written === 'number' && String(written) !== year) {
    problems.push({
      ...contest.place(['year']),
      problem: `năm ${written} khác tên thư mục ${year}`,
      remedy: `viết year: ${year}, hoặc đổi tên thư mục thành ${written}`,
    });
  }
  return problems;
}

/** A sample contest's moment counts from the day it is started; any other contest needs real times. */
function checkRounds({ contest }: ContestFolder): Problem[] {
  if (!contest) return [];
  const sample = fieldOf(contest.raw, 'sample') === true;
  return listOf(contest.raw, 'rounds').flatMap((round, index) => {
    const problems: Problem[] = [];
    const fields = ['opens_at', 'closes_at'] as const;
    for (const field of fields) {
      const moment = fieldOf(round, field);
      if (!sample && typeof moment === 'object' && moment !== null) {
        problems.push({
          ...contest.place(['rounds', index, field]),
          problem: 'giờ tính từ hôm nay chỉ dùng cho cuộc thi mẫu',
          remedy: 'viết giờ thật, ví dụ: 2026-11-20T08:00:00+07:00; hoặc đặt sample: true nếu đây là cuộc thi mẫu',
        });
      }
    }
    if (/^\d+$/.test(textOf(round, 'slug') ?? '')) {
      problems.push({
        ...contest.place(['rounds', index, 'slug']),
        problem: 'mã đợt thi chỉ có chữ số, lẫn với số thứ tự mà máy chủ đặt cho đợt khác',
        remedy: 'thêm chữ, ví dụ: tuan-1',
      });
    }
    const freeze = Number(fieldOf(round, 'freeze_minutes') ?? 0);
    if (freeze > 0 && fieldOf(round, 'ranked') === false) {
      problems.push({
        ...contest.place(['rounds', index, 'freeze_minutes']),
        problem: 'đợt không tính điểm không có trên bảng nào, nhưng làm mọi bảng của cuộc thi đứng yên',
        remedy: 'bỏ freeze_minutes',
      });
    }
    if (fieldOf(round, 'review') === 'after_submit' && fieldOf(round, 'ranked') !== false) {
      problems.push({
        ...contest.place(['rounds', index, 'review']),
        problem: 'xem lại bài ngay sau khi nộp làm lộ đáp án của một đợt tính điểm',
        remedy: 'dùng review: after_round; hoặc đặt ranked: false nếu đây là đợt thi thử',
      });
    }
    const [opens, closes] = fields.map((field) => minutes(fieldOf(round, field)));
    if (!opens || !closes) return problems;
    const place = contest.place(['rounds', index, 'closes_at']);
    if (opens.kind !== closes.kind) {
      problems.push({
        ...place,
        problem: 'giờ mở và giờ đóng viết hai kiểu khác nhau',
        remedy: 'viết cả hai theo ngày giờ thật, hoặc cả hai theo số ngày kể từ hôm nay',
      });
    } else if (opens.at >= closes.at) {
      problems.push({ ...place, problem: 'giờ đóng không sau giờ mở', remedy: 'sửa closes_at cho muộn hơn opens_at' });
    } else {
      problems.push(...checkLengths(contest, index, closes.at - opens.at));
    }
    return problems;
  });
}

/** What lasts longer than its round, which is open for so many minutes. */
function checkLengths(contest: Entry<unknown>, index: number, open: number): Problem[] {
  const round = listOf(contest.raw, 'rounds')[index];
  const lengths = [
    ['time_limit_minutes', 'thời gian làm bài lâu hơn cả đợt thi'],
    ['freeze_minutes', 'bảng đứng yên lâu hơn cả đợt thi'],
  ] as const;
  return lengths
    .filter(([field]) => Number(fieldOf(round, field) ?? 0) > open)
    .map(([field, problem]) => ({
      ...contest.place(['rounds', index, field]),
      problem,
      remedy: `giảm ${field}, hoặc cho đợt mở lâu hơn`,
    }));
}

/** A moment as a number that orders it among moments of its kind. */
function minutes(moment: unknown): { kind: 'sample' | 'real'; at: number } | null {
  if (typeof moment === 'string') {
    const at = Date.parse(moment);
    return Number.isNaN(at) ? null : { kind: 'real', at: at / 60_000 };
  }
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(textOf(moment, 'at') ?? '') ?? [];
  const day = fieldOf(moment, 'day');
  return typeof day === 'number' && hour !== undefined
    ? { kind: 'sample', at: (day * 24 + Number(hour)) * 60 + Number(minute) }
    : null;
}

const topicsOf = (contest: Entry<unknown>) =>
  listOf(contest.raw, 'topics').flatMap((topic) => textOf(topic, 'id') ?? []);

function checkTopics({ contest, practice, rounds }: ContestFolder): Problem[] {
  if (!contest) return [];
  const known = topicsOf(contest);
  const unknown = (topic: string) => ({
    problem: `cuộc thi không có chuyên đề "${topic}"`,
    remedy: didYouMean(topic, known, `thêm vào topics của ${contest.file}, hoặc chọn trong: ${known.join(', ')}`),
  });
  const inQuestions = [...practice, ...rounds].flatMap((question): Problem[] => {
    const topic = textOf(question.raw, 'topic');
    return topic === undefined || known.includes(topic) ? [] : [{ ...question.place(['topic']), ...unknown(topic) }];
  });
  const inBlueprints = listOf(contest.raw, 'rounds').flatMap((round, index) =>
    listOf(round, 'blueprint').flatMap((cell, cellIndex): Problem[] => {
      const topic = textOf(cell, 'topic');
      return topic === undefined || known.includes(topic)
        ? []
        : [{ ...contest.place(['rounds', index, 'blueprint', cellIndex, 'topic']), ...unknown(topic) }];
    }),
  );
  return [...inQuestions, ...inBlueprints];
}

const cellOf = (value: unknown) => `${textOf(value, 'topic') ?? ''} / ${textOf(value, 'difficulty') ?? ''}`;

/** A round looked back on right after submitting tells its keys: no round that counts may draw the same questions. */
function checkGivenKeys({ contest }: ContestFolder): Problem[] {
  if (!contest) return [];
  const rounds = listOf(contest.raw, 'rounds');
  const counting = rounds.filter((round) => fieldOf(round, 'ranked') !== false);
  return rounds.flatMap((round, index) => {
    if (fieldOf(round, 'review') !== 'after_submit' || fieldOf(round, 'ranked') !== false) return [];
    return listOf(round, 'blueprint').flatMap((cell, cellIndex): Problem[] => {
      const draws = (other: unknown) => listOf(other, 'blueprint').some((its) => cellOf(its) === cellOf(cell));
      const other = counting.find(draws);
      if (other === undefined) return [];
      return [
        {
          ...contest.place(['rounds', index, 'blueprint', cellIndex, 'topic']),
          problem: `ô "${cellOf(cell)}" cũng có trong đợt tính điểm ${textOf(other, 'slug') ?? ''}: xem lại bài ngay sau khi nộp làm lộ đáp án`,
          remedy: 'chia chuyên đề hay độ khó cho hai đợt; hoặc dùng review: after_round cho đợt thi thử',
        },
      ];
    });
  });
}

/** Each cell draws from the bank's questions of its topic and difficulty; there must be enough. */
function checkBlueprints({ contest, rounds }: ContestFolder): Problem[] {
  if (!contest) return [];
  const have = new Map<string, number>();
  for (const { raw } of rounds) have.set(cellOf(raw), (have.get(cellOf(raw)) ?? 0) + 1);
  const known = topicsOf(contest);
  return listOf(contest.raw, 'rounds').flatMap((round, index) => {
    const cells = new Set<string>();
    return listOf(round, 'blueprint').flatMap((cell, cellIndex): Problem[] => {
      const place = contest.place(['rounds', index, 'blueprint', cellIndex, 'count']);
      const name = cellOf(cell);
      const need = fieldOf(cell, 'count');
      if (cells.has(name))
        return [{ ...place, problem: `ô "${name}" có hai lần trong một ma trận đề`, remedy: 'gộp hai ô, cộng số câu' }];
      cells.add(name);
      const stock = have.get(name) ?? 0;
      if (
        typeof need !== 'number' ||
        !Number.isInteger(need) ||
        need <= stock ||
        !known.includes(textOf(cell, 'topic') ?? '')
      )
        return [];
      return [
        {
          ...place,
          problem: `ô "${name}" cần ${need} câu, ngân hàng câu thi có ${stock}`,
          remedy: `thêm ${need - stock} câu vào questions/rounds, hoặc giảm count`,
        },
      ];
    });
  });
}
