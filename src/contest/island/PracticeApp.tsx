import { useMemo, useState } from 'preact/hooks';
import type { Answers } from '../contract.ts';
import {
  isRight,
  mockPaper,
  practicePaper,
  type DrawnQuestion,
  type PracticeQuestion,
  type Random,
} from '../practice.ts';
import { createProgressShelf, type Progress } from '../practice-progress.ts';
import { browserShelf } from './browser-shelf.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { MockResult } from './MockResult.tsx';
import { MockRound } from './MockRound.tsx';
import { PracticeRun } from './PracticeRun.tsx';
import { PracticeTopics } from './PracticeTopics.tsx';
import { useBack } from './use-back.ts';

export interface PracticeAppProps {
  contest: string;
  topics: { id: string; title: string }[];
  questions: PracticeQuestion[];
  mock: { questions: number; minutes: number };
}

type Screen =
  | { kind: 'topics' }
  | { kind: 'run'; number: number; title: string; paper: DrawnQuestion[] }
  /** `isLeft`: Back was pressed, and asked is whether it was meant. */
  | { kind: 'mock'; paper: DrawnQuestion[]; startedAt: number; isLeft?: boolean }
  | { kind: 'result'; paper: DrawnQuestion[]; answers: Answers; duration: number; isOver: boolean };

const chance: Random = () => Math.random();

/** Practice on this device alone: the questions came with the page, and nothing is asked of any server. */
export function PracticeApp({ contest, topics, questions, mock }: PracticeAppProps) {
  const [screen, setScreen] = useState<Screen>({ kind: 'topics' });
  const [isFirst, setFirst] = useState(true);
  const { progress, isKept, record, clear } = useProgress(contest);
  const limit = mock.minutes * 60_000;

  const show = (next: Screen) => {
    setFirst(false);
    setScreen(next);
  };
  const run = (title: string, of: readonly PracticeQuestion[]) =>
    show({
      kind: 'run',
      number: screen.kind === 'run' ? screen.number + 1 : 0,
      title,
      paper: practicePaper(of, (id) => progress[id] === true, chance),
    });

  const goUp = () => (screen.kind === 'mock' ? setScreen({ ...screen, isLeft: true }) : show({ kind: 'topics' }));
  useBack(screen.kind === 'topics' ? undefined : screen.kind, goUp);

  switch (screen.kind) {
    case 'topics':
      return (
        <PracticeTopics
          topics={topics}
          questions={questions}
          mock={{ ...mock, questions: Math.min(mock.questions, questions.length) }}
          progress={progress}
          isKept={isKept}
          isFirst={isFirst}
          onRun={run}
          onMock={() =>
            show({ kind: 'mock', paper: mockPaper(questions, mock.questions, chance), startedAt: Date.now() })
          }
          onClear={clear}
        />
      );
    case 'run':
      return (
        <PracticeRun
          key={screen.number}
          title={screen.title}
          paper={screen.paper}
          onAnswer={(id, right) => record({ [id]: right })}
          onAgain={(wrong) => run(screen.title, wrong)}
          onBack={() => show({ kind: 'topics' })}
        />
      );
    case 'mock':
      return (
        <>
          <MockRound
            paper={screen.paper}
            endsAt={screen.startedAt + limit}
            onEnd={(answers) => {
              const { paper, startedAt } = screen;
              const duration = Math.min(Date.now() - startedAt, limit);
              record(marksOf(paper, answers));
              show({ kind: 'result', paper, answers, duration, isOver: duration === limit });
            }}
          />
          {screen.isLeft && (
            <LeaveDialog
              title="Bỏ lượt thi thử này?"
              leaveWords="Bỏ lượt này"
              onStay={() => setScreen({ ...screen, isLeft: false })}
              onLeave={() => show({ kind: 'topics' })}
            >
              <p>Thi thử không được lưu lại: rời đi là bỏ những câu đã chọn.</p>
            </LeaveDialog>
          )}
        </>
      );
    case 'result':
      return (
        <MockResult
          {...screen}
          onAgain={(wrong) => run('Câu sai khi thi thử', wrong)}
          onBack={() => show({ kind: 'topics' })}
        />
      );
  }
}

/** How each answered question went; what was left open says nothing of what one knows. */
const marksOf = (paper: readonly DrawnQuestion[], answers: Answers): Progress =>
  Object.fromEntries(
    paper.flatMap((question) => {
      const chosen = answers[question.id];
      return chosen ? [[question.id, isRight(question, chosen)]] : [];
    }),
  );

/** What this device remembers, and what this page knows where the device remembers nothing. */
function useProgress(contest: string) {
  const { shelf, isOffered } = useMemo(() => {
    const found = browserShelf('for-good');
    return { shelf: createProgressShelf(found, contest), isOffered: found !== undefined };
  }, [contest]);
  const [progress, setProgress] = useState<Progress>(() => shelf.read());
  const [isKept, setKept] = useState(isOffered);
  return {
    progress,
    isKept,
    record: (marks: Progress) => {
      // Another tab may have gone on meanwhile: what it stored is not written over.
      const next = { ...progress, ...shelf.read(), ...marks };
      setProgress(next);
      setKept(shelf.keep(next));
    },
    clear: () => {
      shelf.clear();
      setProgress({});
    },
  };
}
