import { predictionEntry, type Answering } from '../machine.ts';
import { Said } from './Said.tsx';
import { clockText } from './words.ts';

/** What the server has said it holds, and what it does not hold yet. Never says "saved" for anything else. */
export function SaveLine({ quiz, isKept }: { quiz: Answering; isKept: boolean }) {
  const warning =
    quiz.unsent.length > 0 && quiz.failures > 0 && !isKept ? ' Đừng đóng trang: máy này không giữ được bài.' : '';
  return (
    <>
      <p class="save-line" data-state={saveState(quiz)}>
        {saveWords(quiz) + warning}
      </p>
      <Said words={saidWords(quiz) + warning} />
    </>
  );
}

/**
 * The same in a sign and a number, for the row that stays in view where large text leaves no room for the line. For the
 * eye alone: whoever listens is told by the line.
 */
export function SaveSign({ quiz }: { quiz: Answering }) {
  const state = saveState(quiz);
  if (state === 'nothing') return null;
  return (
    <span class="save-sign tabular" data-state={state} aria-hidden="true">
      {signWords(quiz)}
    </span>
  );
}

function signWords({ unsent, failures, held, paper, submitting }: Answering): string {
  if (submitting) return failures > 0 ? '! chưa nộp' : '…';
  if (unsent.length === 0) return `✓ ${held.answered}/${paper.length}`;
  return failures > 0 ? `! ${unsent.length} chưa gửi` : '…';
}

/** One short sentence for every answer, once the server has it or it could not be sent; what goes on meanwhile is for the eye. */
function saidWords(quiz: Answering): string {
  const { unsent, failures, held, paper, submitting } = quiz;
  if (failures > 0 && (submitting || unsent.length > 0)) return saveWords(quiz);
  if (submitting || unsent.length > 0 || held.at === null) return '';
  return `Máy chủ đã lưu ${held.answered}/${paper.length} câu.`;
}

function saveState({ unsent, failures, held, submitting }: Answering): 'nothing' | 'saved' | 'sending' | 'failing' {
  if (submitting || unsent.length > 0) return failures > 0 ? 'failing' : 'sending';
  return held.answered > 0 ? 'saved' : 'nothing';
}

function saveWords({ unsent, failures, held, paper, submitting }: Answering): string {
  if (submitting && failures > 0) return 'Chưa nộp được, đang thử lại. Bài vẫn còn trên máy này.';
  if (submitting) return 'Đang nộp bài…';
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
