import type { Round } from '../contract.ts';
import { timeLeftText } from '../time-left.ts';
import { ScreenHeading } from './ScreenHeading.tsx';
import { useTimeLeft } from './use-time-left.ts';

interface ResumeProps {
  /** Whose quiz is running. */
  name: string;
  round: Round | undefined;
  /** When its time is over, by the server's clock. */
  expiresAt: string;
  /** Server time now, in ms since 1970. */
  serverNow: () => number;
  isFirst: boolean;
  isBusy: boolean;
  /** What the last try to go on ran into. */
  problem: string | undefined;
  onGoOn: () => void;
  onLeave: () => void;
}

/**
 * The page was opened while a quiz is running: after a crash by its participant, on a shared device perhaps by the next in
 * line, who must not answer somebody else's paper.
 */
export function Resume({ name, round, expiresAt, serverNow, isFirst, isBusy, problem, onGoOn, onLeave }: ResumeProps) {
  const left = useTimeLeft(expiresAt, serverNow);
  return (
    <div class="resume">
      <ScreenHeading isFirst={isFirst}>Làm tiếp bài của {name}?</ScreenHeading>
      <p>
        {round && <>{round.title}: </>}
        {left > 0 ? (
          <>
            đồng hồ đang chạy, còn <strong class="tabular">{timeLeftText(left)}</strong>.
          </>
        ) : (
          'đã hết giờ làm bài.'
        )}{' '}
        Những câu đã chọn còn nguyên.
      </p>
      {problem && (
        <p class="notice bad" role="alert">
          {problem}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button primary" aria-disabled={isBusy} onClick={onGoOn}>
          {isBusy ? 'Đang mở đề…' : 'Làm tiếp'}
        </button>
        <button type="button" class="button" onClick={onLeave}>
          Không phải tôi
        </button>
      </div>
    </div>
  );
}

interface NotMineProps {
  /** Whose quiz is running. */
  name: string;
  /** How many of their answers the server does not hold yet. */
  unsent: number;
  onStay: () => void;
  onLeave: () => void;
}

/** Whoever holds the device is somebody else: theirs is not to see the ticket, nor to throw the paper away unknowing. */
export function NotMine({ name, unsent, onStay, onLeave }: NotMineProps) {
  return (
    <div class="resume">
      <ScreenHeading>Bài này của {name}</ScreenHeading>
      <p>
        Nếu {name} ở gần, hãy đưa máy lại: đồng hồ của {name} vẫn đang chạy.
      </p>
      <p class="notice warn">
        Rời bài thì máy này thôi nhớ mã dự thi của {name}
        {unsent > 0 && <> và bỏ {unsent} câu chưa gửi được</>}. Bài đã lưu trên máy chủ vẫn còn, nhưng {name} phải nhập
        lại mã mới vào được.
      </p>
      <div class="actions">
        <button type="button" class="button primary" onClick={onStay}>
          Quay lại
        </button>
        <button type="button" class="button" onClick={onLeave}>
          Rời bài của {name}
        </button>
      </div>
    </div>
  );
}
