import type { Answers } from '../contract.ts';
import { isRight, type DrawnQuestion, type PracticeQuestion } from '../practice.ts';
import { PassageLink } from './PassageLink.tsx';
import { ReviewedPaper } from './ReviewedPaper.tsx';
import { ScreenHeading } from './ScreenHeading.tsx';
import { durationText } from './words.ts';
import { useScreenName } from './use-screen-name.ts';

interface MockResultProps {
  paper: readonly DrawnQuestion[];
  answers: Answers;
  /** How long it took, in ms. */
  duration: number;
  /** Whether the time ran out. */
  isOver: boolean;
  onAgain: (wrong: PracticeQuestion[]) => void;
  onBack: () => void;
}

/** After a mock round: every question with the answer given, the right one, why, and where it is taught. */
export function MockResult({ paper, answers, duration, isOver, onAgain, onBack }: MockResultProps) {
  useScreenName('outcome');
  const reviewed = paper.map((question) => {
    const chosen = answers[question.id] ?? [];
    return { ...question, chosen, verdict: isRight(question, chosen) ? ('right' as const) : ('wrong' as const) };
  });
  const wrong = reviewed.filter(({ verdict }) => verdict === 'wrong');
  return (
    <div class="outcome">
      <ScreenHeading>
        {isOver && 'Đã hết giờ. '}Bạn đúng {paper.length - wrong.length}/{paper.length} câu
      </ScreenHeading>
      <p class="soft">Thi thử, làm trong {durationText(duration)}.</p>
      <div class="actions">
        {wrong.length > 0 && (
          <button type="button" class="button primary" onClick={() => onAgain(wrong.map(({ drawnFrom }) => drawnFrom))}>
            Làm lại {wrong.length} câu sai
          </button>
        )}
        <button type="button" class="button" onClick={onBack}>
          Về danh sách
        </button>
      </div>
      <ReviewedPaper
        questions={reviewed}
        explain={({ drawnFrom }, place) => (
          <>
            <div dangerouslySetInnerHTML={{ __html: drawnFrom.explanation }} />
            <PassageLink {...drawnFrom.passage} place={place} />
          </>
        )}
      />
    </div>
  );
}
