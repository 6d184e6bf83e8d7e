/** Rules on a contest's questions: asked once, unknown before the round, and each citing the passage that teaches its answer. */
import type { Question } from '../schemas/question.ts';
import { bareWords } from './bare-words.ts';
import { pagesIn, type ContentTree, type ContestFolder } from './content-tree.ts';
import { listOf, textOf, type Entry } from './entry.ts';
import { isOneQuestions } from './leaks.ts';
import type { Citation, Problem } from './report.ts';
import { whyBroken, type KnownRoutes } from './routes.ts';

const asked = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A round's question that can be read on the site before the round is no question any more. */
export function checkPrompts({ practice, rounds }: ContestFolder, tree: ContentTree): Problem[] {
  const taken = new Map<string, string>();
  for (const set of pagesIn(tree, 'qa')) {
    listOf(set.raw, 'questions').forEach((item, index) => {
      const { file, line } = set.place(['questions', index, 'question']);
      taken.set(asked(textOf(item, 'question') ?? ''), `${file}:${line}`);
    });
  }
  return [...practice, ...rounds].flatMap((question): Problem[] => {
    const prompt = textOf(question.raw, 'prompt');
    if (prompt === undefined) return [];
    const place = question.place(['prompt']);
    const earlier = taken.get(asked(prompt));
    if (earlier === undefined) {
      taken.set(asked(prompt), `${place.file}:${place.line}`);
      return [];
    }
    const inQa = earlier.startsWith('content/qa/');
    if (inQa && practice.includes(question)) return []; // practice may ask what a page answers
    return [{ ...place, problem: `câu hỏi này đã có ở ${earlier}`, remedy: 'viết câu khác, hoặc hỏi cách khác' }];
  });
}

/**
 * Practice is read by everybody at once, keys and all: it repeats no round's explanation, and no round's options under another prompt.
 * The check of the built site cannot see this, since it lets pass what the open content says, and practice is open.
 */
export function checkKeysKept({ practice, rounds }: ContestFolder): Problem[] {
  const kept = rounds.flatMap(saidBy);
  return practice.flatMap(saidBy).flatMap((question) =>
    kept.flatMap((round): Problem[] => {
      const { file, line } = round.entry.place(['id']);
      return [
        ...(question.explanation.includes(round.explanation)
          ? [
              {
                ...question.entry.place(['explanation']),
                problem: `lời giải thích này là của câu thi ở ${file}:${line}`,
                remedy: 'viết lời giải thích khác: câu luyện tập ai cũng đọc được, kể cả trước đợt thi',
              },
            ]
          : []),
        ...(question.key !== null && question.key === round.key
          ? [
              {
                ...question.entry.place(['right']),
                problem: `các phương án đúng và sai này là của câu thi ở ${file}:${line}`,
                remedy: 'hỏi điều khác, hoặc đổi phương án: câu luyện tập cho xem đáp án ngay',
              },
            ]
          : []),
      ];
    }),
  );
}

/** What gives a question away: the words of its explanation, and of its options if they are no other question's. */
function saidBy(entry: Entry<Question>): { entry: Entry<Question>; explanation: string; key: string | null }[] {
  if (!entry.value) return [];
  const { explanation, right, wrong } = entry.value;
  const sorted = (options: string[]) => options.map(bareWords).sort().join('\n');
  return [
    {
      entry,
      explanation: ` ${bareWords(explanation)} `,
      key: isOneQuestions([...right, ...wrong]) ? `${sorted(right)}\n\n${sorted(wrong)}` : null,
    },
  ];
}

/** Every question cites the passage that teaches its answer. */
export function checkPassage(question: Entry<Question>, routes: KnownRoutes, citations: Citation[]): Problem[] {
  const passage = question.value?.source;
  if (passage === undefined) return [];
  const place = question.place(['source']);
  const [route = ''] = passage.split('#');
  const broken = whyBroken(routes, passage);
  if (broken) return [{ ...place, ...broken }];
  if (routes.pages.get(route)?.anchors === 'by-code') {
    return [
      {
        ...place,
        problem: `trang "${route}" không có đoạn nào dẫn được`,
        remedy: 'dẫn tới một đoạn của /nghi-quyet/, /hoi-dap/, /chuyen-de/ hoặc /van-ban/',
      },
    ];
  }
  citations.push({ ...place, address: passage });
  return [];
}
