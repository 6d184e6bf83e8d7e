import type { Answers, PaperQuestion, Refusal } from '../contract.ts';
import { ScreenHeading } from './ScreenHeading.tsx';
import { refusalWords } from './words.ts';

interface RefusedPaperProps {
  refusal: Refusal;
  paper: readonly PaperQuestion[];
  answers: Answers;
  onEnterTicket: () => void;
  onGoOn: () => void;
}

/** The server goes on with an attempt no more: why, and what had been chosen, which is all the participant has to show. */
export function RefusedPaper({ refusal, paper, answers, onEnterTicket, onGoOn }: RefusedPaperProps) {
  return (
    <div class="refused">
      <ScreenHeading>Máy chủ không nhận bài này</ScreenHeading>
      <p class="notice bad" role="alert">
        {refusal === 'ticket_unknown'
          ? 'Mã dự thi đang dùng đã thôi hiệu lực giữa chừng. Nếu ban tổ chức đã cấp lại mã cho bạn, hãy nhập mã mới để làm tiếp đúng bài này; nếu không, hãy liên hệ ban tổ chức.'
          : refusalWords[refusal]}
      </p>
      <p>
        Những câu bạn đã chọn còn nguyên trên máy này. Hãy in ra hoặc chụp màn hình nếu cần đưa cho ban tổ chức xem.
      </p>
      <div class="actions no-print">
        {refusal === 'ticket_unknown' ? (
          <button type="button" class="button primary" onClick={onEnterTicket}>
            Nhập mã dự thi
          </button>
        ) : (
          <button type="button" class="button primary" onClick={onGoOn}>
            Về trang của tôi
          </button>
        )}
        <button type="button" class="button" onClick={() => window.print()}>
          In bài
        </button>
      </div>
      <ol class="reviewed">
        {paper.map(({ id, prompt, options }, index) => {
          const chosen = answers[id] ?? [];
          return (
            <li key={id}>
              <h3>
                <span class="soft small question-place">Câu {index + 1}</span>
                {prompt}
              </h3>
              {chosen.length === 0 ? (
                <p class="soft">Chưa trả lời.</p>
              ) : (
                <ul>
                  {options
                    .filter(({ key }) => chosen.includes(key))
                    .map(({ key, text }) => (
                      <li key={key}>
                        {key}. {text}
                      </li>
                    ))}
                </ul>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
