/** The rules of a round that anybody asks for first, in one sentence. */
export interface RoundFacts {
  question_count: number;
  time_limit_ms: number;
  max_attempts: number;
}

/** `20 câu trong 20 phút, tối đa 2 lượt, lấy lượt tốt nhất.` */
export function roundSentence({ question_count, time_limit_ms, max_attempts }: RoundFacts): string {
  return `${question_count} câu trong ${limitText(time_limit_ms)}, ${attemptsText(max_attempts)}.`;
}

/** `tối đa 2 lượt, lấy lượt tốt nhất` */
export const attemptsText = (max: number): string =>
  max === 1 ? 'mỗi người một lượt' : `tối đa ${max} lượt, lấy lượt tốt nhất`;

function limitText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [minutes > 0 && `${minutes} phút`, rest > 0 && `${rest} giây`].filter(Boolean).join(' ');
}
