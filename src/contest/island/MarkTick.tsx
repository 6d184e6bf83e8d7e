interface MarkTickProps {
  /** Of the question, from 1. */
  place: number;
  isMarked: boolean;
  onMark: (isMarked: boolean) => void;
}

/** Marks a question to be looked at again. */
export function MarkTick({ place, isMarked, onMark }: MarkTickProps) {
  return (
    <label class="tick mark">
      <input type="checkbox" checked={isMarked} onChange={(event) => onMark(event.currentTarget.checked)} />
      <span>
        Đánh dấu câu này để xem lại<span class="visually-hidden"> (câu {place})</span>
      </span>
    </label>
  );
}
