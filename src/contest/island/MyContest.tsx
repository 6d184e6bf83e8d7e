import { useState } from 'preact/hooks';
import { certificateRoute } from '../certificate-code.ts';
import type { AttemptRecord, Contest, Me, Round } from '../contract.ts';
import type { BuiltCalendars } from '../round-calendar.ts';
import { roundSentence } from '../round-sentence.ts';
import { mostUrgentFirst, nextMoment, timeLeftText } from '../time-left.ts';
import { firstUnitView, writeAddress } from './board-view.ts';
import { CalendarLink, RoundTimes } from './RoundTimes.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { Ticket } from './Ticket.tsx';
import type { Problem } from './use-contest.ts';
import { useTimeLeft } from './use-time-left.ts';
import { audienceWords, durationText, numberText } from './words.ts';

interface MyContestProps {
  contest: Contest;
  /** Server time now, in ms since 1970. */
  serverNow: () => number;
  calendars: BuiltCalendars;
  me: Me;
  ticket: string;
  isFirst: boolean;
  /** What the last try to start ran into. */
  problem: Problem | undefined;
  /** The round an attempt is being started of. */
  startsRound: string | undefined;
  /** How many answers of the quiz under way the server does not hold yet. */
  unsent: number;
  onStart: (round: Round) => void;
  onShow: (attempt: AttemptRecord) => void;
  onShowData: () => void;
  onLeave: () => void;
}

/** A participant's own page: their rounds, what is left to do, and the way off a shared device. */
export function MyContest({
  contest,
  serverNow,
  calendars,
  me,
  ticket,
  isFirst,
  problem,
  startsRound,
  unsent,
  onStart,
  onShow,
  onShowData,
  onLeave,
}: MyContestProps) {
  const { participant, attempts, open_attempt, certificates } = me;
  const [isTicketShown, showTicket] = useState(false);
  return (
    <div class="my-contest">
      <ScreenHeading isFirst={isFirst}>Xin chào {participant.full_name}</ScreenHeading>
      <p class="soft">
        {participant.unit.name}
        <span class="unit-path">{participant.unit.path.slice(0, -1).reverse().join(', ')}</span>
        <span class="unit-path">{audienceWords[participant.audience]}</span>
      </p>
      <ul class="rounds">
        {mostUrgentFirst(contest.rounds).map((round) => {
          const own = attempts.filter((attempt) => attempt.round === round.slug);
          const left = round.max_attempts - own.length;
          const isOpenHere = open_attempt?.round === round.slug;
          const certificate = certificates.find((one) => one.round === round.slug);
          return (
            <li key={round.slug} data-state={round.state}>
              <h3>{round.title}</h3>
              <RoundTimes round={round} serverNow={serverNow} />
              {nextMoment(round) && (
                <p>
                  {!round.ranked && 'Đợt thi thử, không vào bảng xếp hạng. '}
                  {roundSentence(round)}
                  {own.length > 0 && left > 0 && ` Bạn đã dùng ${own.length} lượt.`}
                </p>
              )}
              {own.length > 0 && (
                <ul>
                  {own.map((attempt) => (
                    <li key={attempt.id}>
                      <AttemptLine attempt={attempt} round={round} />
                      {attempt.state !== 'open' && (
                        <button type="button" class="button plain" onClick={() => onShow(attempt)}>
                          Xem kết quả
                          <span class="visually-hidden">
                            {' '}
                            lượt {attempt.ordinal}, {round.title}
                          </span>
                        </button>
                      )}
                    </li>
                  ))}
                </ul>
              )}
              {certificate && (
                <p>
                  <a class="button" href={certificateRoute(certificate.code)}>
                    Giấy chứng nhận<span class="visually-hidden"> {round.title}</span>
                  </a>
                </p>
              )}
              {(isOpenHere || (round.state === 'open' && left > 0)) && (
                <>
                  <StartAdvice serverNow={serverNow} round={round} isOpenHere={isOpenHere} unsent={unsent} />
                  <button
                    type="button"
                    class="button primary"
                    aria-disabled={startsRound !== undefined}
                    onClick={() => onStart(round)}
                  >
                    {startsRound === round.slug
                      ? 'Đang mở đề…'
                      : isOpenHere
                        ? 'Làm tiếp bài đang dở'
                        : own.length > 0
                          ? `Thi lại (còn ${left} lượt)`
                          : 'Bắt đầu thi'}
                  </button>
                </>
              )}
              {problem?.round === round.slug && (
                <p class="notice bad" role="alert">
                  {problem.words}
                </p>
              )}
              {round.state === 'open' && left <= 0 && !isOpenHere && (
                <p class="soft">Bạn đã dùng hết số lượt của đợt này.</p>
              )}
              {round.ranked && <AfterRound year={contest.year} round={round} />}
              <CalendarLink contest={contest} round={round} calendars={calendars} />
            </li>
          );
        })}
      </ul>
      {isTicketShown && <Ticket ticket={ticket} contest={contest.title} name={participant.full_name} />}
      <div class="actions">
        {!isTicketShown && (
          <button type="button" class="button" onClick={() => showTicket(true)}>
            Xem mã dự thi của tôi
          </button>
        )}
        <a class="button" href={`/cuoc-thi/${contest.year}/xep-hang/`}>
          Bảng xếp hạng
        </a>
        <button type="button" class="button" onClick={onShowData}>
          Dữ liệu của tôi
        </button>
      </div>
      <p class="way-off">
        <button type="button" class="button" onClick={onLeave}>
          Không phải tôi, rời máy này
        </button>
      </p>
    </div>
  );
}

function AttemptLine({ attempt, round }: { attempt: AttemptRecord; round: Round }) {
  const outcome =
    attempt.state === 'open'
      ? 'đang làm'
      : attempt.duration_ms === null
        ? 'đã hết giờ, đang chấm'
        : attempt.score === null
          ? 'đã nộp, điểm công bố sau khi đợt thi đóng'
          : `${numberText(attempt.score)}/${numberText(round.max_score)} điểm trong ${durationText(attempt.duration_ms)}`;
  return (
    <>
      Lượt {attempt.ordinal}: {outcome}.{' '}
    </>
  );
}

/** What is still to come of a round that takes no more attempts. */
function AfterRound({ year, round }: { year: number; round: Round }) {
  if (round.state !== 'closed' && round.state !== 'published') return null;
  const board = `/cuoc-thi/${year}/xep-hang/${writeAddress({ round: round.slug, metric: firstUnitView.metric, units: [] })}`;
  return (
    <p>
      {round.state === 'closed' ? 'Kết quả chính thức sẽ công bố ở ' : 'Kết quả chính thức ở '}
      <a href={board}>
        bảng xếp hạng<span class="visually-hidden"> {round.title}</span>
      </a>
      .
    </p>
  );
}

interface StartAdviceProps {
  serverNow: () => number;
  round: Round;
  isOpenHere: boolean;
  unsent: number;
}

/** Said before the button, because the clock starts with it. */
function StartAdvice({ serverNow, round, isOpenHere, unsent }: StartAdviceProps) {
  const left = useTimeLeft(round.closes_at, serverNow);
  if (isOpenHere && unsent > 0)
    return <p class="notice warn">Còn {unsent} câu chưa gửi được, trang này đang gửi lại. Đồng hồ vẫn đang chạy.</p>;
  if (isOpenHere) return <p>Đồng hồ vẫn đang chạy; những câu đã lưu còn nguyên.</p>;
  if (left < round.time_limit_ms) {
    return <p class="notice warn">Đợt thi sắp đóng: nếu bắt đầu bây giờ, bạn chỉ còn khoảng {timeLeftText(left)}.</p>;
  }
  return <p>Bấm nút là đồng hồ chạy. Mất mạng hay đóng trang thì đồng hồ vẫn chạy, câu đã lưu vẫn còn.</p>;
}
