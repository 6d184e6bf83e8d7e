interface MarkTickProps {
  /** Id of the question. */
  question: string;
  /** From 1. */
  place: number;
  marked: readonly string[];
  onMark: (marked: string[]) => void;
}

/** Marks a question to be looked at again. */
export function MarkTick({ question, place, marked, onMark }: MarkTickProps) {
  const isMarked = marked.includes(question);
  return (
    <label class="tick mark">
      <input
        type="checkbox"
        checked={isMarked}
        onChange={() => onMark(isMarked ? marked.filter((id) => id !== question) : [...marked, question])}
      />
      <span>
        Đánh dấu câu này để xem lại<span class="visually-hidden"> (câu {place})</span>
      </span>
    </label>
  );
}
