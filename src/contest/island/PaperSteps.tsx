import type { Answers, PaperQuestion } from '../contract.ts';
import { Palette } from './Palette.tsx';
import { QuestionCard } from './QuestionCard.tsx';

interface PaperStepsProps {
  paper: readonly PaperQuestion[];
  answers: Answers;
  /** Index of the question on screen. */
  current: number;
  /** Questions marked to be looked at again. */
  marked: readonly string[];
  onMark: (marked: string[]) => void;
  onGo: (index: number) => void;
  onChoose: (question: string, keys: string[]) => void;
  /** The participant wants to hand the paper in. */
  onLeave: () => void;
}

/** A paper under way: one question, the way to the next and to any other, and the way out. */
export function PaperSteps({ paper, answers, current, marked, onMark, onGo, onChoose, onLeave }: PaperStepsProps) {
  const question = paper[current];
  const isMarked = question !== undefined && marked.includes(question.id);
  const isLast = current === paper.length - 1;
  return (
    <>
      {question && (
        <QuestionCard
          question={question}
          place={current + 1}
          of={paper.length}
          chosen={answers[question.id] ?? []}
          onChoose={(keys) => onChoose(question.id, keys)}
        />
      )}
      <div class="actions quiz-steps">
        <button type="button" class="button" disabled={current === 0} onClick={() => onGo(current - 1)}>
          Câu trước
        </button>
        {isLast ? (
          <button type="button" class="button primary" onClick={onLeave}>
            Xem lại và nộp
          </button>
        ) : (
          <button type="button" class="button primary" onClick={() => onGo(current + 1)}>
            Câu sau
          </button>
        )}
      </div>
      {question && (
        <label class="tick mark">
          <input
            type="checkbox"
            checked={isMarked}
            onChange={() => onMark(isMarked ? marked.filter((id) => id !== question.id) : [...marked, question.id])}
          />
          <span>Đánh dấu câu này để xem lại</span>
        </label>
      )}
      <Palette paper={paper} answers={answers} current={current} marked={marked} onGo={onGo} />
      {!isLast && (
        <button type="button" class="button" onClick={onLeave}>
          Nộp bài sớm
        </button>
      )}
    </>
  );
}
