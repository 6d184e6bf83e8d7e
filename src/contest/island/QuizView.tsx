import { useCallback, useState } from 'preact/hooks';
import type { Round } from '../contract.ts';
import { timeLeft, type Answering } from '../machine.ts';
import type { Outbox } from '../outbox.ts';
import type { QuizSession } from '../session.ts';
import { Countdown } from './Countdown.tsx';
import { PaperSteps } from './PaperSteps.tsx';
import { SaveLine } from './SaveLine.tsx';
import { SubmitStep } from './SubmitStep.tsx';

interface QuizViewProps {
  session: QuizSession;
  quiz: Answering;
  round: Round | undefined;
  outbox: Outbox;
}

/** The quiz under way: one question at a time, the clock and the save line always in view. */
export function QuizView({ session, quiz, round, outbox }: QuizViewProps) {
  const firstUnanswered = quiz.paper.findIndex(({ id }) => !(id in quiz.answers));
  // On a reload one goes on where the answers end.
  const [current, setCurrent] = useState(Math.max(firstUnanswered, 0));
  const [marked, setMarked] = useState(() => outbox.marked(quiz.attempt.id));
  const [isLeaving, setLeaving] = useState(false);
  const left = useCallback(() => timeLeft(quiz, session.serverNow()), [quiz.expiresAt, session]);

  const mark = (questions: string[]) => {
    setMarked(questions);
    outbox.keepMarked(quiz.attempt.id, questions);
  };
  const go = (index: number) => {
    setLeaving(false);
    setCurrent(index);
  };

  return (
    <div class="quiz">
      <div class="quiz-bar">
        <Countdown timeLeft={left} />
        <SaveLine quiz={quiz} isKept={session.isKept} />
      </div>
      {quiz.isSubmitting ? (
        <p class="notice" role="status">
          Đang nộp bài, xin chờ một chút…
        </p>
      ) : isLeaving ? (
        <SubmitStep
          quiz={quiz}
          marked={marked}
          prediction={round?.prediction ?? 'none'}
          onPredict={(count) => session.dispatch({ type: 'predict', count })}
          onGo={go}
          onSubmit={() => session.dispatch({ type: 'submit' })}
          onBack={() => setLeaving(false)}
        />
      ) : (
        <PaperSteps
          paper={quiz.paper}
          answers={quiz.answers}
          current={current}
          marked={marked}
          onMark={mark}
          onGo={go}
          onChoose={(id, keys) => session.dispatch({ type: 'choose', question: id, keys })}
          onLeave={() => setLeaving(true)}
        />
      )}
    </div>
  );
}
