import { predictionEntry, type Answering } from '../machine.ts';
import { clockText } from './words.ts';

/** What the server has said it holds, and what it does not hold yet. Never says "saved" for anything else. */
export function SaveLine({ quiz, isKept }: { quiz: Answering; isKept: boolean }) {
  return (
    <p class="save-line" role="status" data-state={saveState(quiz)}>
      {saveWords(quiz)}
      {quiz.unsent.length > 0 && quiz.failures > 0 && !isKept && ' Đừng đóng trang: máy này không giữ được bài.'}
    </p>
  );
}

function saveState({ unsent, failures, held }: Answering): 'nothing' | 'saved' | 'sending' | 'failing' {
  if (unsent.length > 0) return failures > 0 ? 'failing' : 'sending';
  return held.answered > 0 ? 'saved' : 'nothing';
}

function saveWords({ unsent, failures, held, paper, isSubmitting }: Answering): string {
  if (isSubmitting && failures > 0) return 'Chưa nộp được, đang thử lại. Bài vẫn còn trên máy này.';
  if (isSubmitting) return 'Đang nộp bài…';
  if (unsent.length > 0 && failures > 0) {
    const questions = unsent.filter((entry) => entry !== predictionEntry).length;
    return `${questions > 0 ? `${questions} câu` : 'Số dự đoán'} chưa gửi được, đang thử lại.`;
  }
  if (unsent.length > 0) return 'Đang gửi…';
  if (held.at === null)
    return held.answered > 0
      ? `Máy chủ đang giữ ${held.answered}/${paper.length} câu.`
      : 'Câu trả lời được lưu ngay khi bạn chọn.';
  return `Máy chủ đã lưu ${held.answered}/${paper.length} câu lúc ${clockText(held.at)}.`;
}
