import type { Answers, PaperQuestion } from '../contract.ts';
import { Palette } from './Palette.tsx';
import { QuestionCard } from './QuestionCard.tsx';

interface PaperStepsProps {
  paper: readonly PaperQuestion[];
  answers: Answers;
  /** Index of the question on screen. */
  current: number;
  onGo: (index: number) => void;
  onChoose: (question: string, keys: string[]) => void;
  /** The participant wants to hand the paper in. */
  onLeave: () => void;
}

/** A paper under way: one question, the way to the next and to any other, and the way out. */
export function PaperSteps({ paper, answers, current, onGo, onChoose, onLeave }: PaperStepsProps) {
  const question = paper[current];
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
      <Palette paper={paper} answers={answers} current={current} onGo={onGo} />
      {!isLast && (
        <button type="button" class="button" onClick={onLeave}>
          Nộp bài sớm
        </button>
      )}
    </>
  );
}
