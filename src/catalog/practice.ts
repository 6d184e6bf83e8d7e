/** The practice bank as its page shows it: figures filled in, explanations as HTML, passages with their pages' titles. */
import type { Contest } from '../schemas/contest.ts';
import type { Question } from '../schemas/question.ts';
import { renderProse, withFigures } from './prose.ts';
import { relatedLinks, type TitledPage } from './routes.ts';
import type { TargetIndex } from './targets.ts';

/** A question that anyone may read together with its answer. */
export interface PracticeQuestion {
  id: string;
  topic: string;
  prompt: string;
  right: string[];
  wrong: string[];
  /** HTML. */
  explanation: string;
  /** The passage that teaches the answer. */
  passage: TitledPage;
}

/** Questions in the order of the contest's topics; within a topic as they are written. */
export function practiceQuestions(
  topics: Contest['topics'],
  bank: Question[],
  targets: Pick<TargetIndex, 'target'>,
  titles: Map<string, string>,
): PracticeQuestion[] {
  const shown = (text: string) => withFigures(text, targets);
  return topics.flatMap(({ id: topic }) =>
    bank
      .filter((question) => question.topic === topic)
      .map(({ id, prompt, right, wrong, explanation, source }) => ({
        id,
        topic,
        prompt: shown(prompt),
        right: right.map(shown),
        wrong: wrong.map(shown),
        explanation: renderProse(explanation, targets),
        passage: { route: source, title: relatedLinks([source], titles)[0]?.title ?? source },
      })),
  );
}
