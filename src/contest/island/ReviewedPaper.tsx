import type { ComponentChildren } from 'preact';
import type { ReviewedQuestion } from '../contract.ts';
import { OptionMarks } from './OptionMarks.tsx';
import { verdictWords } from './words.ts';

interface ReviewedPaperProps<Question> {
  questions: readonly Question[];
  /** Which of them are shown; they keep their places. */
  isShown?: (question: Question) => boolean;
  /** What is told under a question: why, and where it is taught. */
  explain: (question: Question, place: number) => ComponentChildren;
}

type Told = Pick<ReviewedQuestion, 'id' | 'prompt' | 'options' | 'chosen' | 'right' | 'verdict'>;

/** The questions of a paper that is over: what one chose, what is right, and why. */
export function ReviewedPaper<Question extends Told>({ questions, isShown, explain }: ReviewedPaperProps<Question>) {
  return (
    <ol class="reviewed">
      {questions.map(
        (question, index) =>
          (isShown?.(question) ?? true) && (
            <li key={question.id}>
              <Reviewed question={question} place={index + 1} />
              {explain(question, index + 1)}
            </li>
          ),
      )}
    </ol>
  );
}

function Reviewed({ question, place }: { question: Told; place: number }) {
  const { prompt, options, chosen, right, verdict } = question;
  return (
    <>
      <h3>
        <span class="soft small question-place">Câu {place}</span>
        {prompt}
      </h3>
      <p class="verdict" data-verdict={verdict}>
        {verdict === 'wrong' && chosen.length === 0 ? 'Bạn bỏ trống câu này.' : verdictWords[verdict]}
      </p>
      <ul class="reviewed-options">
        {options.map(({ key, text }) => (
          <li key={key} data-right={right.includes(key) ? '' : undefined}>
            <span class="option-key" aria-hidden="true">
              {key}
            </span>
            <span>
              {text}
              <OptionMarks isRight={right.includes(key)} isChosen={chosen.includes(key)} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
