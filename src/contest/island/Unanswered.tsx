import type { Answers, PaperQuestion } from '../contract.ts';

interface UnansweredProps {
  paper: readonly PaperQuestion[];
  answers: Answers;
  onGo: (index: number) => void;
}

/** Which questions of a paper are still open, each a way back to itself. */
export function Unanswered({ paper, answers, onGo }: UnansweredProps) {
  const unanswered = paper.map(({ id }, index) => ({ id, index })).filter(({ id }) => !(id in answers));
  if (unanswered.length === 0) return <p class="notice good">Bạn đã trả lời đủ {paper.length} câu.</p>;
  return (
    <div class="notice warn">
      <p>
        Còn <strong>{unanswered.length} câu chưa trả lời</strong>. Chọn một câu để quay lại:
      </p>
      <ul class="unanswered">
        {unanswered.map(({ id, index }) => (
          <li key={id}>
            <button type="button" class="button tabular" onClick={() => onGo(index)}>
              <span class="visually-hidden">Câu </span>
              {index + 1}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
