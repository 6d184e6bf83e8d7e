import type { Contest } from '../contract.ts';
import type { BuiltCalendars } from '../round-calendar.ts';
import { roundSentence } from '../round-sentence.ts';
import { mostUrgentFirst } from '../time-left.ts';
import { CalendarLink, RoundTimes } from './RoundTimes.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { momentText, numberText } from './words.ts';

interface LobbyProps {
  contest: Contest;
  /** Server time now, in ms since 1970. */
  serverNow: () => number;
  calendars: BuiltCalendars;
  /** What stands in the way of what was last tried. */
  problem: string | undefined;
  /** What has just been done. */
  news: string | undefined;
  isFirst: boolean;
  onRegister: () => void;
  onEnterTicket: () => void;
}

/** What somebody without a ticket sees: what is open now, the two ways in, and all rounds. */
export function Lobby({
  contest,
  serverNow,
  calendars,
  problem,
  news,
  isFirst,
  onRegister,
  onEnterTicket,
}: LobbyProps) {
  const open = contest.rounds.find(({ state }) => state === 'open');
  const next = contest.rounds.find(({ state }) => state === 'upcoming');
  return (
    <div class="lobby">
      <ScreenHeading isFirst={isFirst}>
        {open ? `${open.title} đang mở` : next ? `${next.title} sắp mở` : 'Cuộc thi đã kết thúc'}
      </ScreenHeading>
      {problem && (
        <p class="notice warn" role="alert">
          {problem}
        </p>
      )}
      {news && (
        <p class="notice" role="status">
          {news}
        </p>
      )}
      {open ? (
        <p>
          Mở đến <strong>{momentText(open.closes_at)}</strong>. {roundSentence(open)}
        </p>
      ) : next ? (
        <p>
          Mở lúc <strong>{momentText(next.opens_at)}</strong>. {roundSentence(next)} Bạn có thể đăng ký từ bây giờ.
        </p>
      ) : (
        <p>Kết quả ở bảng xếp hạng. Có mã dự thi, bạn vẫn vào xem lại được bài và thứ hạng của mình.</p>
      )}
      <div class="actions">
        {(open ?? next) && (
          <button type="button" class="button primary" onClick={onRegister}>
            Đăng ký dự thi
          </button>
        )}
        <button type="button" class="button" onClick={onEnterTicket}>
          Tôi đã có mã dự thi
        </button>
      </div>
      <ul class="rounds">
        {mostUrgentFirst(contest.rounds).map((round) => (
          <li key={round.slug} data-state={round.state}>
            <h3>{round.title}</h3>
            <RoundTimes round={round} serverNow={serverNow} />
            <CalendarLink contest={contest} round={round} calendars={calendars} />
          </li>
        ))}
      </ul>
      <p class="soft">
        Đến nay có {numberText(contest.totals.participants)} người dự thi với {numberText(contest.totals.attempts)} lượt
        thi.
      </p>
    </div>
  );
}
