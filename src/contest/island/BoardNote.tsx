import { pageSize } from './board-view.ts';
import { clockText, faultWords, momentText, numberText } from './words.ts';

interface BoardNoteProps {
  board: { total: number; as_of: string; frozen: boolean; final: boolean } | undefined;
  failed: boolean;
  /** Rows before the first one shown. */
  after: number;
  shown: number;
  onPage: (after: number) => void;
}

/** What stands under every board: as of when, whether it could be refreshed, and the way to the next page. */
export function BoardNote({ board, failed, after, shown, onPage }: BoardNoteProps) {
  return (
    <>
      {board && board.total > shown && (
        <div class="actions">
          <button
            type="button"
            class="button"
            disabled={after === 0}
            onClick={() => onPage(Math.max(after - pageSize, 0))}
          >
            Trang trước
          </button>
          <button
            type="button"
            class="button"
            disabled={after + shown >= board.total}
            onClick={() => onPage(after + shown)}
          >
            Trang sau
          </button>
          <span class="soft">
            {numberText(after + 1)}–{numberText(after + shown)} trong {numberText(board.total)}
          </span>
        </div>
      )}
      <p class="soft small no-print" role="status">
        {failed ? faultWords.unreachable : board ? stateWords(board) : 'Đang tải bảng…'}
      </p>
      {board && (
        <p class="print-only small">
          {board.total > shown &&
            `Các hàng ${numberText(after + 1)}–${numberText(after + shown)} trong ${numberText(board.total)}. `}
          {board.final ? 'Công bố' : 'Cập nhật'} lúc {momentText(board.as_of)} (giờ Việt Nam).
        </p>
      )}
    </>
  );
}

function stateWords({ as_of, frozen, final }: NonNullable<BoardNoteProps['board']>): string {
  if (final) return 'Kết quả cuối cùng, đã công bố.';
  if (frozen) return `Bảng đứng yên từ ${clockText(as_of)} đến khi không còn ai làm bài của đợt thi.`;
  return `Cập nhật lúc ${clockText(as_of)}.`;
}
