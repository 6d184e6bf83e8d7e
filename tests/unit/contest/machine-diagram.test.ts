/** The diagram of the quiz in src/contest/README.md has the machine's transitions, all of them and no others. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Receipt } from '../../../src/contest/contract.ts';
import { openQuiz, step, wish, type Quiz, type QuizEvent } from '../../../src/contest/machine.ts';
import { limitMs, openAttempt, startedAt } from '../../support/quiz.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../src/contest/README.md'), 'utf8');

/** The names the diagram gives to what a quiz may be at. */
function phaseOf(quiz: Quiz): string {
  if (quiz.kind !== 'answering') return quiz.kind;
  if (quiz.submitting) return 'submitting';
  if (quiz.sending) return 'sending';
  return quiz.unsent.length > 0 ? 'unsent' : 'saved';
}

const now = startedAt + 1000;
const end = startedAt + limitMs;
const receipt: Receipt = {
  attempt: openAttempt().id,
  round: 'tuan-2',
  score: 0,
  correct: 0,
  total: 3,
  duration_ms: 1000,
  submitted_at: new Date(now).toISOString(),
  receipt: 'AAAA-BBBB-CCCC-DDDD',
  server_now: new Date(now).toISOString(),
};

/** Everything that can happen to a quiz: what somebody does, the time, and whatever the server may answer. */
function eventsOf(quiz: Quiz): QuizEvent[] {
  if (quiz.kind !== 'answering') return [];
  const reply = {
    answers: quiz.answers,
    prediction: quiz.prediction,
    answered: 0,
    server_now: new Date(now).toISOString(),
    expires_at: new Date(end).toISOString(),
  };
  const what = wish(quiz, now);
  const under = quiz.sending?.what;
  return [
    { type: 'choose', question: '1', keys: ['A'] },
    { type: 'predict', count: 7 },
    { type: 'submit' },
    { type: 'time', now },
    { type: 'time', now: end },
    { type: 'woke' },
    {
      type: 'handed',
      unsent: { revision: 1, answers: { '3': ['C'] }, prediction: null, unsent: ['3'], isAsked: false },
    },
    { type: 'handed', unsent: { revision: 1, answers: {}, prediction: null, unsent: [], isAsked: true } },
    ...(what ? [{ type: 'sent', what } as const] : []),
    ...(under === 'save'
      ? ([
          { type: 'saved', now, reply: { ...reply, stored: true, revision: quiz.sending?.revision ?? 0 } },
          // Another device has saved more.
          { type: 'saved', now, reply: { ...reply, stored: false, revision: quiz.revision + 5 } },
        ] as const)
      : []),
    ...(under === 'submit' ? [{ type: 'receipt', receipt } as const] : []),
    ...(under
      ? ([
          { type: 'refused', what: under, refusal: 'attempt_closed' },
          { type: 'refused', what: under, refusal: 'disqualified' },
          { type: 'unanswered', what: under, now, delay: 0 },
        ] as const)
      : []),
  ];
}

/** Walks from every way a quiz can be opened, as far as there is anything new, and notes each change of phase. */
function transitions(): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const likeness = (quiz: Quiz) =>
    JSON.stringify(quiz, (key, value: unknown) => (key === 'revision' || key === 'failures' ? undefined : value));
  const kept = { revision: 1, answers: { '2': ['B'] }, prediction: null, unsent: ['2'], isAsked: false };
  const open = [
    openQuiz(openAttempt(), undefined),
    openQuiz(openAttempt(), kept),
    openQuiz(openAttempt(), { ...kept, isAsked: true }),
  ];
  for (const quiz of open) found.add(`[*] --> ${phaseOf(quiz)}`);
  for (let waiting: Quiz[] = open; waiting.length > 0;) {
    const next: Quiz[] = [];
    for (const quiz of waiting) {
      if (seen.has(likeness(quiz))) continue;
      seen.add(likeness(quiz));
      for (const event of eventsOf(quiz)) {
        const then = step(quiz, event);
        if (phaseOf(then) !== phaseOf(quiz)) found.add(`${phaseOf(quiz)} --> ${phaseOf(then)} : ${event.type}`);
        next.push(then);
      }
    }
    waiting = next;
  }
  for (const end of ['submitted', 'closed', 'refused']) found.add(`${end} --> [*]`);
  return [...found].sort();
}

// Seen to fail with a transition left out of the diagram, with one too many, and with `woke` made to end a quiz.
test('the diagram shows every transition of the quiz and no other', () => {
  const drawn = [...readme.matchAll(/^ {2}(\S+ --> \S+)(?: : (.+))?$/gm)].flatMap(([, arrow = '', events]) =>
    events === undefined ? [arrow] : events.split(', ').map((event) => `${arrow} : ${event}`),
  );
  expect(drawn.sort()).toEqual(transitions());
});
