import { useEffect, useRef } from 'preact/hooks';
import type { PaperQuestion } from '../contract.ts';

interface QuestionCardProps {
  question: PaperQuestion;
  /** From 1. */
  place: number;
  of: number;
  chosen: string[];
  onChoose: (keys: string[]) => void;
}

/** One question, its options as rows that can be pressed anywhere. */
export function QuestionCard({ question, place, of, chosen, onChoose }: QuestionCardProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [question.id]);

  const toggle = (key: string, isOn: boolean) => {
    if (!question.multiple) return onChoose([key]);
    onChoose(isOn ? [...chosen, key] : chosen.filter((other) => other !== key));
  };

  return (
    <fieldset class="question" aria-labelledby="question">
      <h2 id="question" class="screen-heading" tabIndex={-1} ref={heading}>
        <span class="soft small question-place">
          Câu {place}/{of}
        </span>
        {question.prompt}
      </h2>
      {question.multiple && <p class="hint">Câu này có nhiều phương án đúng: hãy chọn tất cả.</p>}
      {question.options.map(({ key, text }) => (
        <label class="option" key={key}>
          <input
            type={question.multiple ? 'checkbox' : 'radio'}
            name={`question-${question.id}`}
            value={key}
            checked={chosen.includes(key)}
            onChange={(event) => toggle(key, event.currentTarget.checked)}
          />
          <span class="option-key" aria-hidden="true">
            {key}
          </span>
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
