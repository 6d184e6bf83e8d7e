import { useEffect, useRef } from 'preact/hooks';
import type { PaperQuestion } from '../contract.ts';
import { OptionMarks } from './OptionMarks.tsx';

interface QuestionCardProps {
  question: PaperQuestion;
  /** From 1. */
  place: number;
  of: number;
  chosen: string[];
  onChoose: (keys: string[]) => void;
  /** The question takes the place of another one: its heading takes the focus, and is scrolled to. */
  isArriving?: boolean;
  /** Keys of the right options, once the answer is given and may be told: the rows then say how it went. */
  right?: readonly string[] | undefined;
}

/** Id of a question's heading, which can be focused. @param place of the question in its paper, from 1 */
export const questionHeadingId = (place: number) => `question-${place}`;

/** One question, its options as rows that can be pressed anywhere. */
export function QuestionCard({ question, place, of, chosen, onChoose, isArriving, right }: QuestionCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = questionHeadingId(place);
  const hintId = `${headingId}-hint`;
  useEffect(() => {
    if (isArriving) heading.current?.focus();
  }, [isArriving, question.id]);

  const toggle = (key: string, isOn: boolean) => {
    if (!question.multiple) return onChoose([key]);
    onChoose(isOn ? [...chosen, key] : chosen.filter((other) => other !== key));
  };

  return (
    <div class="question">
      {/* Outside the group it names: whoever arrives at the heading would hear the whole question twice. */}
      <h2 id={headingId} class="screen-heading" tabIndex={-1} ref={heading}>
        <span class="soft small question-place">
          Câu {place}/{of}
        </span>
        {question.prompt}
      </h2>
      {question.multiple && (
        <p id={hintId} class="hint">
          Câu này có nhiều phương án đúng: phải chọn đủ và chỉ chọn các phương án đúng.
        </p>
      )}
      <fieldset aria-labelledby={headingId} aria-describedby={question.multiple ? hintId : undefined}>
        {question.options.map(({ key, text }) => (
          <label class="option" key={key} data-mark={right && markOf(right.includes(key), chosen.includes(key))}>
            <input
              type={question.multiple ? 'checkbox' : 'radio'}
              name={`question-${question.id}`}
              value={key}
              checked={chosen.includes(key)}
              disabled={right !== undefined}
              onChange={(event) => toggle(key, event.currentTarget.checked)}
            />
            <span class="option-key" aria-hidden="true">
              {key}
            </span>
            <span>
              {text} {right && <OptionMarks isRight={right.includes(key)} isChosen={chosen.includes(key)} />}
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

const markOf = (isRight: boolean, isChosen: boolean) => (isRight ? 'right' : isChosen ? 'wrong' : 'other');
