import { useCallback, useState } from 'preact/hooks';
import type { Answers } from '../contract.ts';
import type { PaperLayout } from '../outbox.ts';
import type { DrawnQuestion } from '../practice.ts';
import { Countdown } from './Countdown.tsx';
import { Paper, withMark } from './Paper.tsx';
import { Remaining } from './Remaining.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { useScreenName } from './use-screen-name.ts';

interface MockRoundProps {
  paper: readonly DrawnQuestion[];
  /** By the device's clock (ms since 1970), which goes on while a phone sleeps. */
  endsAt: number;
  onEnd: (answers: Answers) => void;
}

/** A round as it will be, marked only when it is over. */
export function MockRound({ paper, endsAt, onEnd }: MockRoundProps) {
  useScreenName('quiz');
  const [answers, setAnswers] = useState<Answers>({});
  const [marked, setMarked] = useState<string[]>([]);
  const [layout, setLayout] = useState<PaperLayout>('one-by-one');
  const [isClockHidden, hideClock] = useState(false);
  const left = useCallback(() => Math.max(0, endsAt - Date.now()), [endsAt]);

  const choose = useCallback(
    (question: string, keys: string[]) =>
      setAnswers((before) => {
        const others = Object.fromEntries(Object.entries(before).filter(([id]) => id !== question));
        return keys.length > 0 ? { ...others, [question]: keys } : others;
      }),
    [],
  );
  const mark = useCallback(
    (question: string, isMarked: boolean) => setMarked((before) => withMark(before, question, isMarked)),
    [],
  );

  return (
    <div class="quiz">
      <div class="quiz-bar">
        <Countdown timeLeft={left} onOver={() => onEnd(answers)} isHidden={isClockHidden} onHide={hideClock} />
      </div>
      <Paper
        paper={paper}
        answers={answers}
        marked={marked}
        onMark={mark}
        layout={layout}
        onLayout={setLayout}
        onChoose={choose}
        lastLook={({ go, back }) => (
          <div class="submit-step">
            <ScreenHeading>Trước khi nộp bài</ScreenHeading>
            <Remaining paper={paper} answers={answers} marked={marked} onGo={go} />
            <div class="actions">
              <button type="button" class="button primary" onClick={() => onEnd(answers)}>
                Nộp bài
              </button>
              <button type="button" class="button" onClick={back}>
                Làm tiếp
              </button>
            </div>
          </div>
        )}
      />
    </div>
  );
}
