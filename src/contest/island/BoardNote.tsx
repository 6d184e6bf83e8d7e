import { useEffect, useRef, useState } from 'preact/hooks';
import { pageSize } from './board-view.ts';
import { Said } from './Said.tsx';
import { clockText, faultWords, momentText, numberText } from './words.ts';

interface BoardNoteProps {
  /** Says which board it is. */
  of: string;
  board: { total: number; as_of: string; frozen: boolean; final: boolean } | undefined;
  failed: boolean;
  /** Rows before the first one shown. */
  after: number;
  shown: number;
  /** Shows another page and takes the focus there: the button that was pressed goes away while it loads. */
  onPage: (after: number) => void;
}

/** What stands under every board: as of when, whether it could be refreshed, and the way to the next page. */
export function BoardNote({ of, board, failed, after, shown, onPage }: BoardNoteProps) {
  const isThere = board !== undefined;
  const isFirst = useRef(true);
  const [said, setSaid] = useState('');
  const range = `${numberText(after + 1)}–${numberText(after + shown)} trong ${numberText(board?.total ?? 0)}`;
  // A board that somebody has asked for is announced; one that comes with its page, or is only refreshed, is not.
  useEffect(() => {
    if (!isThere) return setSaid('');
    if (!isFirst.current) setSaid(shown > 0 ? `Hàng ${range}.` : 'Bảng không có hàng nào.');
    isFirst.current = false;
  }, [isThere, of]);
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
          <span class="soft">{range}</span>
        </div>
      )}
      <p class="soft small no-print board-state">
        {failed ? faultWords.unreachable : board ? stateWords(board) : 'Đang tải bảng…'}
      </p>
      <Said words={failed ? faultWords.unreachable : said} />
      {board && (
        <p class="print-only small">
          {board.total > shown && `Các hàng ${range}. `}
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
