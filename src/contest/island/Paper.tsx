import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Answers, PaperQuestion } from '../contract.ts';
import type { PaperLayout } from '../outbox.ts';
import { PaperSheet } from './PaperSheet.tsx';
import { PaperSteps } from './PaperSteps.tsx';

/** What both ways of showing a paper need. */
export interface PaperParts {
  paper: readonly PaperQuestion[];
  answers: Answers;
  /** Questions marked to be looked at again. */
  marked: readonly string[];
  onMark: (question: string, isMarked: boolean) => void;
  onChoose: (question: string, keys: string[]) => void;
}

interface PaperProps extends PaperParts {
  layout: PaperLayout;
  onLayout: (layout: PaperLayout) => void;
  /** The last look before handing in; `go` leads back to a question (index), `back` to where one was. */
  lastLook: (way: { go: (index: number) => void; back: () => void }) => ComponentChildren;
}

/** A paper under way, as its owner likes to see it: question by question or all at once, and the way out. */
export function Paper({ layout, onLayout, lastLook, ...parts }: PaperProps) {
  // On a reload one goes on where the answers end.
  const [current, setCurrent] = useState(() =>
    Math.max(
      parts.paper.findIndex(({ id }) => !(id in parts.answers)),
      0,
    ),
  );
  const [isLeaving, setLeaving] = useState(false);
  if (isLeaving) {
    const go = (index: number) => {
      setCurrent(index);
      setLeaving(false);
    };
    return <>{lastLook({ go, back: () => setLeaving(false) })}</>;
  }
  const leave = () => setLeaving(true);
  return layout === 'all' ? (
    <PaperSheet
      {...parts}
      current={current}
      onReach={setCurrent}
      onLeave={leave}
      onOneByOne={() => onLayout('one-by-one')}
    />
  ) : (
    <PaperSteps {...parts} current={current} onGo={setCurrent} onLeave={leave} onAll={() => onLayout('all')} />
  );
}

/** `marked` with or without one question. */
export function withMark(marked: readonly string[], question: string, isMarked: boolean): string[] {
  const others = marked.filter((id) => id !== question);
  return isMarked ? [...others, question] : others;
}
