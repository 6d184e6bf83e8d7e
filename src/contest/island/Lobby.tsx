import type { Contest, Round } from '../contract.ts';
import { ScreenHeading } from './ScreenHeading.tsx';
import { durationText, momentText, numberText, roundStateWords } from './words.ts';

interface LobbyProps {
  contest: Contest;
  /** What stands in the way of what was last tried. */
  problem: string | undefined;
  /** What has just been done. */
  news: string | undefined;
  isFirst: boolean;
  onRegister: () => void;
  onEnterTicket: () => void;
}

/** What somebody without a ticket sees: what is open now, and the two ways in. */
export function Lobby({ contest, problem, news, isFirst, onRegister, onEnterTicket }: LobbyProps) {
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
          Mở đến <strong>{momentText(open.closes_at)}</strong>. {roundRules(open)}
        </p>
      ) : next ? (
        <p>
          Mở lúc <strong>{momentText(next.opens_at)}</strong>. {roundRules(next)} Bạn có thể đăng ký từ bây giờ.
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
      <p class="soft">
        Đến nay có {numberText(contest.totals.participants)} người dự thi với {numberText(contest.totals.attempts)} lượt
        thi.
      </p>
    </div>
  );
}

/** A round's rules in one sentence. */
export function roundRules(round: Round): string {
  return `${round.question_count} câu trong ${durationText(round.time_limit_ms).replace(' 00 giây', '')}, tối đa ${round.max_attempts} lượt, lấy lượt tốt nhất.`;
}

/** A round's state with the moment that matters: `Đang mở, đóng lúc …`. */
export function roundLine(round: Round): string {
  if (round.state === 'upcoming') return `${roundStateWords.upcoming}, lúc ${momentText(round.opens_at)}`;
  if (round.state === 'open') return `${roundStateWords.open}, đóng lúc ${momentText(round.closes_at)}`;
  return `${roundStateWords[round.state]} lúc ${momentText(round.closes_at)}`;
}
