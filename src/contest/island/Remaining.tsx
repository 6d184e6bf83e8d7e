import type { Answers, PaperQuestion } from '../contract.ts';

interface RemainingProps {
  paper: readonly PaperQuestion[];
  answers: Answers;
  /** Questions marked to be looked at again. */
  marked: readonly string[];
  onGo: (index: number) => void;
}

/** What is left to do before handing a paper in: unanswered questions and marked ones, each a way back to itself. */
export function Remaining({ paper, answers, marked, onGo }: RemainingProps) {
  const questions = paper.map(({ id }, index) => ({ id, index }));
  const unanswered = questions.filter(({ id }) => !(id in answers));
  const toLookAt = questions.filter(({ id }) => marked.includes(id));
  return (
    <>
      {unanswered.length === 0 ? (
        <p class="notice good">Bạn đã trả lời đủ {paper.length} câu.</p>
      ) : (
        <div class="notice warn">
          <p>
            Còn <strong>{unanswered.length} câu chưa trả lời</strong>. Chọn một câu để quay lại:
          </p>
          <Places of={unanswered} onGo={onGo} />
        </div>
      )}
      {toLookAt.length > 0 && (
        <div class="notice">
          <p>Bạn đã đánh dấu {toLookAt.length} câu để xem lại:</p>
          <Places of={toLookAt} onGo={onGo} />
        </div>
      )}
    </>
  );
}

/** Questions by number. */
function Places({ of, onGo }: { of: { id: string; index: number }[]; onGo: (index: number) => void }) {
  return (
    <ul class="places">
      {of.map(({ id, index }) => (
        <li key={id}>
          <button type="button" class="button tabular" onClick={() => onGo(index)}>
            <span class="visually-hidden">Câu </span>
            {index + 1}
          </button>
        </li>
      ))}
    </ul>
  );
}
