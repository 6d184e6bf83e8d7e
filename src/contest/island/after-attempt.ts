/** What somebody who has ended an attempt may still do, and what comes next, by the rules of its round. */
import type { AttemptRecord, Round } from '../contract.ts';
import { momentText } from './words.ts';

/**
 * How many attempts are left in an open round; `undefined` where none can be started any more, for whatever reason.
 * @param attempts as last heard from the server, which may not have told of `current` yet.
 */
export function attemptsLeft(
  round: Pick<Round, 'slug' | 'state' | 'max_attempts'>,
  attempts: readonly Pick<AttemptRecord, 'id' | 'round'>[],
  current: string,
): number | undefined {
  if (round.state !== 'open') return undefined;
  const own = new Set(attempts.filter((attempt) => attempt.round === round.slug).map(({ id }) => id));
  return Math.max(0, round.max_attempts - own.add(current).size);
}

type Rules = Pick<Round, 'state' | 'closes_at' | 'score_shown' | 'review' | 'prediction' | 'ranked'>;

/** Whether keys of a round are told by now; `later` names the case where they will be. */
export function reviewOf({ review, state }: Pick<Round, 'review' | 'state'>): 'open' | 'later' | 'never' {
  if (review === 'never') return 'never';
  return review === 'after_submit' || state === 'closed' || state === 'published' ? 'open' : 'later';
}

/** What comes next, in its order; empty where nothing does. */
export function nextSteps(round: Rules): string[] {
  const steps: string[] = [];
  if (round.state === 'open') {
    const score = round.score_shown === 'after_round' ? ', và điểm của bạn hiện ở đây' : '';
    steps.push(`Đợt thi đóng lúc ${momentText(round.closes_at)}${score}.`);
  }
  if (reviewOf(round) === 'later')
    steps.push('Ít phút sau, khi không còn ai làm bài: bạn xem lại được bài, đáp án và lời giải thích.');
  if (round.ranked && round.state !== 'published') {
    const prediction = round.prediction === 'none' ? '' : ', tính cả số dự đoán';
    steps.push(`Ban tổ chức rà soát rồi công bố kết quả. Thứ hạng lúc ấy mới là chính thức${prediction}.`);
  }
  if (round.ranked)
    steps.push(
      round.state === 'published'
        ? 'Kết quả đã công bố. Giấy chứng nhận của bạn ở trang của tôi.'
        : 'Sau khi công bố: giấy chứng nhận của bạn hiện ở trang của tôi.',
    );
  return steps;
}
