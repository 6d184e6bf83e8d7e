import { useState } from 'preact/hooks';
import type { Answers, PaperQuestion } from '../contract.ts';

interface PaletteProps {
  paper: readonly PaperQuestion[];
  answers: Answers;
  /** Index of the question on screen, if one is. */
  current: number | undefined;
  /** Questions marked to be looked at again. */
  marked: readonly string[];
  onGo: (index: number) => void;
}

/**
 * All questions at a glance, answered or not, marked or not, in a drawer that never covers the question. What is in it is
 * drawn only while it is open: on a cheap phone twenty rows are felt at every answer.
 */
export function Palette({ paper, answers, current, marked, onGo }: PaletteProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="palette" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Danh sách câu{' '}
        <span class="soft">
          ({Object.keys(answers).length}/{paper.length} câu đã trả lời
          {marked.length > 0 && `, ${marked.length} câu đánh dấu`})
        </span>
      </summary>
      {isOpen && (
        <ol>
          {paper.map(({ id }, index) => {
            const isAnswered = id in answers;
            const isMarked = marked.includes(id);
            return (
              <li key={id}>
                <button
                  type="button"
                  class="tabular"
                  data-answered={isAnswered ? '' : undefined}
                  data-marked={isMarked ? '' : undefined}
                  aria-label={`Câu ${index + 1}, ${isAnswered ? 'đã' : 'chưa'} trả lời${isMarked ? ', đã đánh dấu' : ''}`}
                  aria-current={index === current ? 'true' : undefined}
                  onClick={() => onGo(index)}
                >
                  {index + 1}
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </details>
  );
}
