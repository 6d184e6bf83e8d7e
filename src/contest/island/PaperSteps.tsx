import { MarkTick } from './MarkTick.tsx';
import { Palette } from './Palette.tsx';
import type { PaperParts } from './Paper.tsx';
import { QuestionCard } from './QuestionCard.tsx';

interface PaperStepsProps extends PaperParts {
  /** Index of the question on screen. */
  current: number;
  onGo: (index: number) => void;
  /** The participant wants to hand the paper in. */
  onLeave: () => void;
  /** The participant would rather see the whole paper. */
  onAll: () => void;
}

/** A paper question by question: the one on screen, the way to the next and to any other. */
export function PaperSteps({
  paper,
  answers,
  current,
  marked,
  onMark,
  onGo,
  onChoose,
  onLeave,
  onAll,
}: PaperStepsProps) {
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
          isArriving
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
        <MarkTick
          place={current + 1}
          isMarked={marked.includes(question.id)}
          onMark={(isMarked) => onMark(question.id, isMarked)}
        />
      )}
      <Palette paper={paper} answers={answers} current={current} marked={marked} onGo={onGo} />
      <div class="actions">
        <button type="button" class="button" onClick={onAll}>
          Xem cả đề trên một trang
        </button>
        {!isLast && (
          <button type="button" class="button" onClick={onLeave}>
            Xem lại và nộp
          </button>
        )}
      </div>
    </>
  );
}
