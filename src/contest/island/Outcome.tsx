import { useState } from 'preact/hooks';
import type { ContestClient } from '../client.ts';
import type { AttemptRecord, Participant, Round, Standing } from '../contract.ts';
import type { Submitted } from '../machine.ts';
import { nextSteps, reviewOf } from './after-attempt.ts';
import { firstUnitView } from './board-view.ts';
import { ScreenHeading } from './ScreenHeading.tsx';
import { ShareCard } from './ShareCard.tsx';
import { UnitBoard } from './UnitBoard.tsx';
import { useStanding, type OwnStanding } from './use-standing.ts';
import { clockText, durationText, momentText, numberText } from './words.ts';

/** What is told of an attempt that is over; `duration_ms` is null until the server has marked it. */
export type AttemptOutcome = Pick<
  AttemptRecord,
  'state' | 'score' | 'correct' | 'total' | 'duration_ms' | 'submitted_at' | 'receipt'
> &
  Partial<Pick<Submitted, 'answeredAtZero'>>;

/** What the receipt says, and whether the time ran out, which no record tells later. */
export function outcomeOf({ receipt, answeredAtZero }: Submitted): AttemptOutcome {
  return { ...receipt, answeredAtZero, state: 'submitted' };
}

/** An attempt the server has closed, before its record says how. */
export const unmarkedOutcome: AttemptOutcome = {
  state: 'open',
  score: null,
  correct: null,
  total: 0,
  duration_ms: null,
  submitted_at: null,
  receipt: null,
};

const headings: Record<AttemptOutcome['state'], string> = {
  open: 'Lượt thi đã kết thúc',
  submitted: 'Đã nộp bài',
  expired: 'Đã hết giờ',
  void: 'Lượt thi không được tính',
};

interface OutcomeProps {
  client: ContestClient;
  contest: string;
  contestTitle: string;
  ticket: string;
  participant: Participant;
  round: Round;
  attempt: AttemptOutcome;
  /** How many attempts are left in the round; `undefined` where it is over. */
  left: number | undefined;
  onReview: () => void;
  onGoOn: () => void;
}

/** After an attempt: the receipt, the score where it may be told, one's place, and how the units stand. */
export function Outcome(props: OutcomeProps) {
  const { client, contest, contestTitle, ticket, participant, round, attempt, left, onReview, onGoOn } = props;
  const isExpired = attempt.state === 'expired';
  const [unitView, setUnitView] = useState(firstUnitView);
  const own = useStanding(client, ticket, round.slug, attempt.score !== null && round.ranked);
  const steps = attempt.state === 'void' ? [] : nextSteps(round);
  return (
    <div class="outcome">
      <ScreenHeading>{headings[attempt.state]}</ScreenHeading>
      <p class="print-only">{[...participant.unit.path].reverse().join(', ')}</p>
      {typeof attempt.answeredAtZero === 'number' && (
        <p class="notice">
          Hết giờ nên bài được nộp tự động với {attempt.answeredAtZero}/{attempt.total} câu đã trả lời.
        </p>
      )}
      {isExpired && (
        <p class="notice warn">
          Bài chưa kịp nộp trước khi hết giờ. Những câu máy chủ đã lưu vẫn được tính điểm, với thời gian làm bài là toàn
          bộ thời gian cho phép.
        </p>
      )}
      {attempt.duration_ms === null ? (
        <p role="status">Máy chủ đang chấm bài, xin chờ ít giây…</p>
      ) : (
        <dl class="facts">
          <dt>{round.title}</dt>
          <dd>
            {attempt.score === null ? (
              `Điểm được công bố sau khi đợt thi đóng (${momentText(round.closes_at)}).`
            ) : (
              <>
                <strong class="score">
                  {numberText(attempt.score)}/{numberText(round.max_score)} điểm
                </strong>
                , đúng {attempt.correct}/{attempt.total} câu
              </>
            )}
          </dd>
          <dt>Thời gian làm bài</dt>
          <dd>{durationText(attempt.duration_ms)}</dd>
          {attempt.submitted_at && (
            <>
              <dt>Máy chủ nhận lúc</dt>
              <dd>
                {clockText(attempt.submitted_at)} ngày {momentText(attempt.submitted_at).split('ngày ')[1]}
              </dd>
            </>
          )}
          {attempt.receipt && (
            <>
              <dt>Mã biên nhận</dt>
              <dd class="tabular" translate={false}>
                {attempt.receipt}
              </dd>
            </>
          )}
          {round.ranked && (
            <>
              <dt>Thứ hạng của bạn</dt>
              <dd>
                {attempt.score === null ? 'Được công bố cùng điểm.' : <Place {...own} participant={participant} />}
              </dd>
            </>
          )}
        </dl>
      )}
      {left !== undefined && (
        <p class="attempts-left">
          {left > 0 ? (
            <>
              Bạn còn <strong>{left} lượt</strong> trong đợt này, đến {momentText(round.closes_at)}; lượt tốt nhất được
              tính. Muốn thi lại, hãy bấm "Về trang của tôi".
            </>
          ) : (
            'Bạn đã dùng hết số lượt của đợt này; lượt tốt nhất được tính.'
          )}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button primary" onClick={onGoOn}>
          Về trang của tôi
        </button>
        {reviewOf(round) === 'open' && (
          <button type="button" class="button" onClick={onReview}>
            Xem lại bài và đáp án
          </button>
        )}
      </div>
      {steps.length > 0 && (
        <section class="next-steps">
          <h3>Tiếp theo</h3>
          {steps.length === 1 ? (
            <p>{steps[0]}</p>
          ) : (
            <ol>
              {steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          )}
        </section>
      )}
      {attempt.duration_ms !== null && attempt.state !== 'void' && (
        <ShareCard
          contest={contestTitle}
          round={round.title}
          name={participant.full_name}
          unit={[...participant.unit.path].reverse().slice(0, 2).join(', ')}
          score={
            attempt.score === null ? undefined : `${numberText(attempt.score)}/${numberText(round.max_score)} điểm`
          }
        />
      )}
      <UnitBoard
        heading="h3"
        client={client}
        contest={contest}
        round={round.slug}
        own={participant.unit.path}
        view={unitView}
        onView={setUnitView}
        news={own.standing?.rank === null ? undefined : own.standing?.as_of}
      />
    </div>
  );
}

/** One's own place, or why it is not there yet. */
function Place({ standing, trouble, participant }: OwnStanding & { participant: Participant }) {
  return (
    <span role="status">
      {!standing || standing.rank === null ? (
        waitingWords(standing, trouble)
      ) : (
        <>
          Hạng <strong>{numberText(standing.rank)}</strong>/{numberText(standing.of)} trong đợt; hạng{' '}
          <strong>{numberText(standing.unit_rank ?? 0)}</strong>/{numberText(standing.unit_of)} ở{' '}
          {participant.unit.name} <span class="soft">(lúc {clockText(standing.as_of)})</span>
        </>
      )}
    </span>
  );
}

function waitingWords(standing: Standing | undefined, trouble: OwnStanding['trouble']): string {
  if (trouble === 'failed') return 'Chưa lấy được thứ hạng. Trang vẫn tự hỏi lại.';
  if (standing?.frozen) return 'Bảng xếp hạng đang đứng yên, đến khi không còn ai làm bài của đợt thi.';
  if (trouble === 'late') return 'Bảng xếp hạng chưa tính đến bài này. Trang vẫn tự hỏi lại.';
  return 'Đang xếp hạng, sẽ hiện sau ít giây.';
}
