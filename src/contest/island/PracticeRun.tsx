import { useEffect, useRef, useState } from 'preact/hooks';
import { isRight, type DrawnQuestion, type PracticeQuestion } from '../practice.ts';
import { PassageLink } from './PassageLink.tsx';
import { QuestionCard } from './QuestionCard.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { useScreenName } from './use-screen-name.ts';

interface PracticeRunProps {
  title: string;
  paper: readonly DrawnQuestion[];
  onAnswer: (question: string, isRight: boolean) => void;
  onAgain: (wrong: PracticeQuestion[]) => void;
  onBack: () => void;
}

/** Question after question, each marked and explained as soon as it is answered. */
export function PracticeRun({ title, paper, onAnswer, onAgain, onBack }: PracticeRunProps) {
  const [current, setCurrent] = useState(0);
  const [chosen, setChosen] = useState<string[]>([]);
  const [isMissing, setMissing] = useState(false);
  const [marks, setMarks] = useState<boolean[]>([]);
  const question = paper[current];
  useScreenName(question ? 'quiz' : 'outcome');
  if (!question) {
    const wrong = paper.filter((_, index) => !marks[index]).map(({ drawnFrom }) => drawnFrom);
    return <RunEnd title={title} total={paper.length} wrong={wrong} onAgain={() => onAgain(wrong)} onBack={onBack} />;
  }

  const mark = marks[current];
  const answer = (event: Event) => {
    event.preventDefault();
    if (chosen.length === 0) return setMissing(true);
    const right = isRight(question, chosen);
    setMarks([...marks, right]);
    onAnswer(question.id, right);
  };
  const next = () => {
    setCurrent(current + 1);
    setChosen([]);
    setMissing(false);
  };

  return (
    <div class="quiz practice-run">
      <div class="practice-bar">
        <span>{title}</span>
        <button type="button" class="plain" onClick={onBack}>
          Dừng, về danh sách
        </button>
      </div>
      <form noValidate onSubmit={answer}>
        <QuestionCard
          question={question}
          place={current + 1}
          of={paper.length}
          chosen={chosen}
          onChoose={(keys) => {
            setChosen(keys);
            setMissing(false);
          }}
          right={mark === undefined ? undefined : question.right}
          isArriving
        />
        <p class="error" role="alert">
          {isMissing && 'Hãy chọn một phương án rồi bấm Trả lời.'}
        </p>
        {mark === undefined && (
          <div class="actions">
            <button type="submit" class="button primary">
              Trả lời
            </button>
          </div>
        )}
      </form>
      {mark !== undefined && (
        <>
          <Verdict key={question.id} question={question} isRight={mark} />
          <div class="actions">
            <button type="button" class="button primary" onClick={next}>
              {current < paper.length - 1 ? 'Câu tiếp' : 'Xem kết quả'}
            </button>
          </div>
        </>
      )}
    </div>
  );
}

/** Takes the focus, so that it is read aloud and scrolled to; the next thing to press comes right after it. */
function Verdict({ question, isRight }: { question: DrawnQuestion; isRight: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { explanation, passage } = question.drawnFrom;
  return (
    <div class={`notice answered ${isRight ? 'good' : 'bad'}`}>
      <h3 tabIndex={-1} ref={heading} class="screen-heading">
        {isRight ? (
          'Đúng.'
        ) : (
          <>
            Chưa đúng. <span>Đáp án đúng: {question.right.join(', ')}.</span>
          </>
        )}
      </h3>
      <div dangerouslySetInnerHTML={{ __html: explanation }} />
      <PassageLink {...passage} />
    </div>
  );
}

interface RunEndProps {
  title: string;
  total: number;
  wrong: readonly PracticeQuestion[];
  onAgain: () => void;
  onBack: () => void;
}

function RunEnd({ title, total, wrong, onAgain, onBack }: RunEndProps) {
  return (
    <div class="outcome">
      <ScreenHeading>
        Bạn đúng {total - wrong.length}/{total} câu
      </ScreenHeading>
      <p class="soft">{title}</p>
      {wrong.length === 0 ? (
        <p class="notice good">Đúng tất cả.</p>
      ) : (
        <>
          <h3>Những câu chưa đúng</h3>
          <ul class="reviewed">
            {wrong.map(({ id, prompt, passage }) => (
              <li key={id}>
                <p>{prompt}</p>
                <PassageLink {...passage} />
              </li>
            ))}
          </ul>
        </>
      )}
      <div class="actions">
        {wrong.length > 0 && (
          <button type="button" class="button primary" onClick={onAgain}>
            Làm lại {wrong.length} câu sai
          </button>
        )}
        <button type="button" class={wrong.length > 0 ? 'button' : 'button primary'} onClick={onBack}>
          Về danh sách
        </button>
      </div>
    </div>
  );
}
