import type { Answers, PaperQuestion } from '../contract.ts';

interface PaletteProps {
  paper: readonly PaperQuestion[];
  answers: Answers;
  /** Index of the question on screen, if one is. */
  current: number | undefined;
  onGo: (index: number) => void;
}

/** All questions at a glance, answered or not, in a drawer that never covers the question. */
export function Palette({ paper, answers, current, onGo }: PaletteProps) {
  return (
    <details class="palette">
      <summary>
        Danh sách câu{' '}
        <span class="soft">
          ({Object.keys(answers).length}/{paper.length} câu đã trả lời)
        </span>
      </summary>
      <ol>
        {paper.map(({ id }, index) => {
          const isAnswered = id in answers;
          return (
            <li key={id}>
              <button
                type="button"
                class="tabular"
                data-answered={isAnswered ? '' : undefined}
                aria-current={index === current ? 'true' : undefined}
                onClick={() => onGo(index)}
              >
                {index + 1}
                <span class="visually-hidden">{isAnswered ? ', đã trả lời' : ', chưa trả lời'}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
