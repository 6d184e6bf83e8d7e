import { useEffect, useMemo } from 'preact/hooks';
import type { PaperQuestion } from '../contract.ts';
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
  const list = <Palette paper={paper} answers={answers} current={current} marked={marked} onGo={goTo} />;
  // Coming to a question, and every word on what is saved, leave all of them as they are.
  const sheet = useMemo(
    () => (
      <ol class="sheet">
        {paper.map((question, index) => (
          <SheetQuestion
            key={question.id}
            question={question}
            index={index}
            of={paper.length}
            chosen={answers[question.id] ?? nothing}
            isMarked={marked.includes(question.id)}
            onReach={onReach}
            onChoose={onChoose}
            onMark={onMark}
          />
        ))}
      </ol>
    ),
    [paper, answers, marked, onReach, onChoose, onMark],
  );
  return (
    <>
      <div class="actions">{oneByOne}</div>
      {list}
      {sheet}
      {/* Twenty screens down, the way back to any question. */}
      {list}
      <div class="actions">
        <button type="button" class="button primary" onClick={onLeave}>
          Xem lại và nộp
        </button>
        {oneByOne}
      </div>
    </>
  );
}

const nothing: string[] = [];

interface SheetQuestionProps extends Pick<PaperSheetProps, 'onReach' | 'onChoose' | 'onMark'> {
  question: PaperQuestion;
  index: number;
  of: number;
  chosen: string[];
  isMarked: boolean;
}

/** One question of the sheet. On a cheap phone an answer to it must not cost drawing all the others anew. */
function SheetQuestion({ question, index, of, chosen, isMarked, onReach, onChoose, onMark }: SheetQuestionProps) {
  return useMemo(
    () => (
      <li onFocusCapture={() => afterPaint(() => onReach(index))}>
        <QuestionCard
          question={question}
          place={index + 1}
          of={of}
          chosen={chosen}
          onChoose={(keys) => onChoose(question.id, keys)}
        />
        <MarkTick place={index + 1} isMarked={isMarked} onMark={(isOn) => onMark(question.id, isOn)} />
      </li>
    ),
    [question, index, of, chosen, isMarked, onReach, onChoose, onMark],
  );
}

/** Once the screen has answered the touch: where one is need not be drawn any sooner. */
function afterPaint(task: () => void): void {
  requestAnimationFrame(() => setTimeout(task));
}

/** Goes to a question, its heading at the top of the screen. @param index from 0 */
function goTo(index: number): void {
  const heading = document.getElementById(questionHeadingId(index + 1));
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}
