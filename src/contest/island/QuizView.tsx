import { useCallback, useState } from 'preact/hooks';
import type { Round } from '../contract.ts';
import { timeLeft, type Answering, type SubmitReason } from '../machine.ts';
import type { Outbox, PaperLayout } from '../outbox.ts';
import type { QuizSession } from '../session.ts';
import { Countdown } from './Countdown.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { Paper, withMark } from './Paper.tsx';
import { SaveLine, SaveSign } from './SaveLine.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { SubmitStep } from './SubmitStep.tsx';

interface QuizViewProps {
  session: QuizSession;
  quiz: Answering;
  round: Round | undefined;
  outbox: Outbox;
  /** Back was pressed, and asked is whether it was meant. */
  isLeft: boolean;
  onStay: () => void;
  onLeave: () => void;
}

const submittingWords: Record<SubmitReason, string> = {
  asked: 'Đang nộp bài…',
  resumed: 'Bạn đã bấm nộp, đang gửi lại…',
  time: 'Hết giờ, đang nộp những câu bạn đã chọn…',
};

/** The quiz under way: the paper, with the clock and the save line always in view. */
export function QuizView({ session, quiz, round, outbox, isLeft, onStay, onLeave }: QuizViewProps) {
  const [marked, setMarked] = useState(() => outbox.marked(quiz.attempt.id));
  const [layout, setLayout] = useState(() => outbox.paperLayout());
  const [isClockHidden, setClockHidden] = useState(() => outbox.isClockHidden());
  const left = useCallback(() => timeLeft(quiz, session.serverNow()), [quiz.expiresAt, session]);

  const mark = useCallback(
    (question: string, isMarked: boolean) =>
      setMarked((before) => {
        const questions = withMark(before, question, isMarked);
        outbox.keepMarked(quiz.attempt.id, questions);
        return questions;
      }),
    [outbox, quiz.attempt.id],
  );
  const choose = useCallback(
    (question: string, keys: string[]) => session.dispatch({ type: 'choose', question, keys }),
    [session],
  );
  const layOut = (chosen: PaperLayout) => {
    setLayout(chosen);
    outbox.keepPaperLayout(chosen);
  };
  const hideClock = (isHidden: boolean) => {
    setClockHidden(isHidden);
    outbox.keepClockHidden(isHidden);
  };

  return (
    <div class="quiz">
      <div class="quiz-bar">
        <Countdown timeLeft={left} isHidden={isClockHidden} onHide={hideClock}>
          <SaveSign quiz={quiz} />
        </Countdown>
        <SaveLine quiz={quiz} isKept={session.isKept} />
      </div>
      {quiz.submitting ? (
        <div class="notice submitting">
          <ScreenHeading>{submittingWords[quiz.submitting]}</ScreenHeading>
          <p>Xin chờ một chút, đừng đóng trang.</p>
        </div>
      ) : (
        <Paper
          paper={quiz.paper}
          answers={quiz.answers}
          marked={marked}
          onMark={mark}
          layout={layout}
          onLayout={layOut}
          onChoose={choose}
          lastLook={({ go, back }) => (
            <SubmitStep
              quiz={quiz}
              marked={marked}
              prediction={round?.prediction ?? 'none'}
              onPredict={(count) => session.dispatch({ type: 'predict', count })}
              onGo={go}
              onSubmit={() => session.dispatch({ type: 'submit' })}
              onBack={back}
            />
          )}
        />
      )}
      {isLeft && (
        <LeaveDialog title="Tạm rời bài thi?" leaveWords="Về trang của tôi" onStay={onStay} onLeave={onLeave}>
          <p>{leavingWords(quiz)} Đồng hồ vẫn chạy; hết giờ, trang tự nộp những câu đã chọn.</p>
        </LeaveDialog>
      )}
    </div>
  );
}

/** What becomes of the paper while its participant is elsewhere on the page. */
function leavingWords({ unsent, submitting }: Answering): string {
  if (submitting) return 'Bài đang nộp, máy chủ chưa báo đã nhận. Trang này vẫn gửi tiếp: đừng đóng trang.';
  if (unsent.length > 0) return 'Còn câu chưa gửi được. Trang này vẫn gửi tiếp: đừng đóng trang.';
  return 'Bài chưa nộp. Câu đã chọn còn nguyên, lát nữa làm tiếp được.';
}
