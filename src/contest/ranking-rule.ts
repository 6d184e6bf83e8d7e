/**
 * The order of a board in words, the same wherever it is told: beside the boards and among the rules. What is told is
 * what supabase/migrations, "ranks", does.
 */

/** @param round whose board it is; without one, the board of the whole contest. */
export function rankingRule(round: { prediction: string } | undefined): string {
  if (!round)
    return 'Cộng điểm lượt tốt nhất của từng đợt, tổng cao hơn đứng trước. Bằng nhau thì tổng thời gian làm bài ngắn hơn đứng trước, rồi đến ai nộp bài đầu tiên sớm hơn.';
  if (round.prediction === 'none')
    return 'Điểm cao hơn đứng trước. Bằng điểm thì thời gian làm bài ngắn hơn đứng trước, rồi đến ai nộp sớm hơn.';
  return 'Điểm cao hơn đứng trước. Bằng điểm thì ai dự đoán gần đúng hơn đứng trước (tính khi công bố kết quả; không dự đoán thì xếp sau), rồi đến thời gian làm bài ngắn hơn, rồi đến ai nộp sớm hơn.';
}
