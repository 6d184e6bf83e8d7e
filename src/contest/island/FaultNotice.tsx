interface FaultNoticeProps {
  words: string;
  onRetry: () => void;
}

/** Nothing can be shown because the backend gave no answer: why, and the way to try again. */
export function FaultNotice({ words, onRetry }: FaultNoticeProps) {
  return (
    <div class="notice bad" role="alert">
      <p>{words}</p>
      <button type="button" class="button" onClick={onRetry}>
        Thử lại
      </button>
    </div>
  );
}
