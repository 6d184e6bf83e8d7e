import { useEffect, useState } from 'preact/hooks';
import { ContestFault, type ContestClient } from '../client.ts';
import type { Participant, ReviewedQuestion, Round } from '../contract.ts';
import { FaultNotice } from './FaultNotice.tsx';
import { PassageLink } from './PassageLink.tsx';
import { ReviewedPaper } from './ReviewedPaper.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { faultWords, refusalWords } from './words.ts';

interface ReviewProps {
  client: ContestClient;
  ticket: string;
  participant: Participant;
  round: Round;
  /** Id of an attempt that is over. */
  attempt: string;
  onDeadTicket: () => void;
  onGoOn: () => void;
}

/** An attempt looked back on: what was asked, what one chose, what is right and why, and where to read it again. */
export function Review({ client, ticket, participant, round, attempt, onDeadTicket, onGoOn }: ReviewProps) {
  const { questions, problem, retry } = useReview(client, ticket, attempt, onDeadTicket);
  const [isMistakesOnly, showMistakesOnly] = useState(false);
  const mistakes = questions?.filter(({ verdict }) => verdict === 'wrong').length ?? 0;
  return (
    <div class="review">
      <ScreenHeading>Xem lại bài: {round.title}</ScreenHeading>
      <p class="print-only">{[...participant.unit.path].reverse().join(', ')}</p>
      {problem !== undefined && <FaultNotice words={problem} onRetry={retry} />}
      {!questions && problem === undefined && <p role="status">Đang lấy bài của bạn…</p>}
      {questions && (
        <>
          <p>
            Được điểm {questions.length - mistakes}/{questions.length} câu.{' '}
            {mistakes === 0
              ? 'Không có câu nào chưa đúng.'
              : 'Ở mỗi câu có lời giải thích và đường dẫn tới đoạn đã học, để đọc lại chỗ chưa chắc.'}
          </p>
          {mistakes > 0 && mistakes < questions.length && (
            <label class="tick">
              <input
                type="checkbox"
                checked={isMistakesOnly}
                onChange={(event) => showMistakesOnly(event.currentTarget.checked)}
              />
              <span>Chỉ hiện {mistakes} câu chưa đúng</span>
            </label>
          )}
          <ReviewedPaper
            questions={questions}
            isShown={({ verdict }) => !isMistakesOnly || verdict === 'wrong'}
            explain={({ explanation, source }, place) => (
              <>
                <p>{explanation}</p>
                <PassageLink route={source} place={place} />
              </>
            )}
          />
        </>
      )}
      <div class="actions">
        <button type="button" class="button primary" onClick={onGoOn}>
          Về trang của tôi
        </button>
        {questions && (
          <button type="button" class="button" onClick={() => window.print()}>
            In bài này
          </button>
        )}
      </div>
    </div>
  );
}

function useReview(client: ContestClient, ticket: string, attempt: string, onDeadTicket: () => void) {
  const [questions, setQuestions] = useState<ReviewedQuestion[]>();
  const [problem, setProblem] = useState<string>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    setProblem(undefined);
    client.call('review', { ticket, attempt }).then(
      (reply) => {
        if (!isCurrent) return;
        if (reply.ok) setQuestions(reply.value);
        else if (reply.refusal === 'ticket_unknown') onDeadTicket();
        else setProblem(refusalWords[reply.refusal]);
      },
      (fault: unknown) => {
        if (!(fault instanceof ContestFault)) throw fault;
        if (isCurrent) setProblem(faultWords[fault.kind]);
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, ticket, attempt, tries]);
  return { questions, problem, retry: () => setTries((count) => count + 1) };
}
