import { useCallback, useState } from 'preact/hooks';
import type { Answers } from '../contract.ts';
import type { DrawnQuestion } from '../practice.ts';
import { Countdown } from './Countdown.tsx';
import { PaperSteps } from './PaperSteps.tsx';
import { Remaining } from './Remaining.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';

interface MockRoundProps {
  paper: readonly DrawnQuestion[];
  /** By the device's clock (ms since 1970), which goes on while a phone sleeps. */
  endsAt: number;
  onEnd: (answers: Answers) => void;
}

/** A round as it will be, marked only when it is over. */
export function MockRound({ paper, endsAt, onEnd }: MockRoundProps) {
  const [answers, setAnswers] = useState<Answers>({});
  const [current, setCurrent] = useState(0);
  const [marked, setMarked] = useState<string[]>([]);
  const [isLeaving, setLeaving] = useState(false);
  const left = useCallback(() => Math.max(0, endsAt - Date.now()), [endsAt]);

  const choose = (question: string, keys: string[]) => {
    const others = Object.fromEntries(Object.entries(answers).filter(([id]) => id !== question));
    setAnswers(keys.length > 0 ? { ...others, [question]: keys } : others);
  };
  const go = (index: number) => {
    setLeaving(false);
    setCurrent(index);
  };

  return (
    <div class="quiz">
      <div class="quiz-bar">
        <Countdown timeLeft={left} onOver={() => onEnd(answers)} />
      </div>
      {isLeaving ? (
        <div class="submit-step">
          <ScreenHeading>Trước khi nộp bài</ScreenHeading>
          <Remaining paper={paper} answers={answers} marked={marked} onGo={go} />
          <div class="actions">
            <button type="button" class="button primary" onClick={() => onEnd(answers)}>
              Nộp bài
            </button>
            <button type="button" class="button" onClick={() => setLeaving(false)}>
              Làm tiếp
            </button>
          </div>
        </div>
      ) : (
        <PaperSteps
          paper={paper}
          answers={answers}
          current={current}
          marked={marked}
          onMark={setMarked}
          onGo={go}
          onChoose={choose}
          onLeave={() => setLeaving(true)}
        />
      )}
    </div>
  );
}
