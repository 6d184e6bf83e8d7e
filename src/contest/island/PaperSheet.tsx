import { useEffect } from 'preact/hooks';
import { MarkTick } from './MarkTick.tsx';
import { Palette } from './Palette.tsx';
import type { PaperParts } from './Paper.tsx';
import { QuestionCard, questionHeadingId } from './QuestionCard.tsx';

interface PaperSheetProps extends PaperParts {
  /** Index of the question one is at. */
  current: number;
  /** One has come to another question, by hand or by keyboard. */
  onReach: (index: number) => void;
  /** The participant wants to hand the paper in. */
  onLeave: () => void;
  onOneByOne: () => void;
}

/** The whole paper on one page, as on paper. */
export function PaperSheet(props: PaperSheetProps) {
  const { paper, answers, current, marked, onMark, onReach, onChoose, onLeave, onOneByOne } = props;
  // Whoever comes from elsewhere begins where they were; later on the page moves only when asked to.
  useEffect(() => goTo(current), []);
  const oneByOne = (
    <button type="button" class="button" onClick={onOneByOne}>
      Xem từng câu một
    </button>
  );
  return (
    <>
      <div class="actions">{oneByOne}</div>
      <Palette paper={paper} answers={answers} current={current} marked={marked} onGo={goTo} />
      <ol class="sheet">
        {paper.map((question, index) => (
          <li key={question.id} onFocusCapture={() => onReach(index)}>
            <QuestionCard
              question={question}
              place={index + 1}
              of={paper.length}
              chosen={answers[question.id] ?? []}
              onChoose={(keys) => onChoose(question.id, keys)}
            />
            <MarkTick question={question.id} place={index + 1} marked={marked} onMark={onMark} />
          </li>
        ))}
      </ol>
      <div class="actions">
        <button type="button" class="button primary" onClick={onLeave}>
          Xem lại và nộp
        </button>
        {oneByOne}
      </div>
    </>
  );
}

/** Goes to a question, its heading at the top of the screen. @param index from 0 */
function goTo(index: number): void {
  const heading = document.getElementById(questionHeadingId(index + 1));
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}
