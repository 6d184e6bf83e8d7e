/**
 * The quiz as a pure machine: `step(state, event)` gives the next state, `wish(state, now)` says what the edge should
 * send next. It knows no clock, no network and no storage; time arrives as data (server time, ms since 1970).
 *
 * Two promises everything here serves: an answer is called saved only after the server said so, and no typed answer is
 * ever dropped, whatever order replies, failures and reloads come in.
 */
import type { Answers, OpenAttempt, PaperQuestion, Receipt, Refusal, Saved } from './contract.ts';

/** What one device knows of an attempt that is not over. */
export interface Answering {
  readonly kind: 'answering';
  readonly attempt: { id: string; round: string; ordinal: number };
  readonly paper: readonly PaperQuestion[];
  /** Server time (ms since 1970) at which the attempt is over; replies may move it. */
  readonly expiresAt: number;
  /** What the participant has chosen so far on this device. */
  readonly answers: Answers;
  readonly prediction: number | null;
  /** Questions (and `prediction`) changed here that no reply has confirmed. */
  readonly unsent: readonly string[];
  /** Number of the newest save this device has made or learnt of. */
  readonly revision: number;
  /** What the server said it holds, and when it said so; `at` is null until this device has saved. */
  readonly held: { revision: number; answered: number; at: number | null };
  /** The call under way, with what it carries. */
  readonly sending: null | { what: 'save' | 'submit'; revision: number; carried: readonly string[] };
  /** Why this attempt is to be submitted as soon as possible; null while it is still being worked on. */
  readonly submitting: SubmitReason | null;
  /** The device has slept, or its clocks have jumped: ask the server for its clock even where nothing waits to be sent. */
  readonly isClockDoubtful: boolean;
  /** Calls that failed in a row, and when (server time) the next may be tried. */
  readonly failures: number;
  readonly retryAt: number;
}

/** The participant has confirmed, here or (`resumed`) on a page of this device that is gone; or the time is up. */
export type SubmitReason = 'asked' | 'resumed' | 'time';

export interface Submitted {
  readonly kind: 'submitted';
  readonly receipt: Receipt;
  /** Where the time ran out before anybody confirmed: how many questions had an answer on this device. */
  readonly answeredAtZero: number | null;
}

/** The server had closed the attempt: its time ran out, or another device has submitted it. Its record says which. */
export interface Closed {
  readonly kind: 'closed';
  readonly attempt: string;
  readonly round: string;
}

/** The server would not go on with this attempt for a reason other than time. */
export interface Refused {
  readonly kind: 'refused';
  readonly refusal: Refusal;
  readonly paper: readonly PaperQuestion[];
  readonly answers: Answers;
}

export type Quiz = Answering | Submitted | Closed | Refused;

export type QuizEvent =
  | { type: 'choose'; question: string; keys: string[] }
  | { type: 'predict'; count: number | null }
  | { type: 'submit' }
  | { type: 'time'; now: number }
  | { type: 'sent'; what: 'save' | 'submit' }
  | { type: 'saved'; reply: Saved; now: number }
  | { type: 'receipt'; receipt: Receipt }
  | { type: 'refused'; what: 'save' | 'submit'; refusal: Refusal }
  | { type: 'unanswered'; what: 'save' | 'submit'; now: number; delay: number }
  | { type: 'woke' }
  /** Another tab has stepped back, and this is what it had not sent. */
  | { type: 'handed'; unsent: Unsent };

/** What waits on this device for one attempt; see outbox.ts. */
export interface Unsent {
  readonly revision: number;
  readonly answers: Answers;
  readonly prediction: number | null;
  readonly unsent: readonly string[];
  /** The participant has confirmed that they hand in. */
  readonly isAsked: boolean;
}

/** The name under which the prediction stands in `unsent`. */
export const predictionEntry = 'prediction';

/** Saves follow a change after this much quiet (ms), so that a quick change of mind is one save. */
export const saveDelayMs = 500;

/** Begins, or goes on, with an attempt; `kept` is what this device still had to send when it was last here. */
export function openQuiz(attempt: OpenAttempt, kept: Unsent | undefined): Answering {
  const { answers, prediction, revision } = attempt.saved;
  const base: Answering = {
    kind: 'answering',
    attempt: { id: attempt.id, round: attempt.round, ordinal: attempt.ordinal },
    paper: attempt.paper,
    expiresAt: Date.parse(attempt.expires_at),
    answers,
    prediction,
    unsent: [],
    revision,
    held: { revision, answered: Object.keys(answers).length, at: null },
    sending: null,
    submitting: null,
    isClockDoubtful: false,
    failures: 0,
    retryAt: 0,
  };
  return kept ? withWish(kept.unsent.length > 0 ? withOwnChanges(base, kept) : base, kept) : base;
}

/** What has to outlive this page. */
export function unsentOf({ revision, answers, prediction, unsent, submitting }: Answering): Unsent {
  return { revision, answers, prediction, unsent, isAsked: submitting === 'asked' || submitting === 'resumed' };
}

/** Whether anything waits for the server. */
export function isWaiting({ unsent, isAsked }: Unsent): boolean {
  return unsent.length > 0 || isAsked;
}

/** The next state. Events that no longer apply change nothing. */
export function step(quiz: Quiz, event: QuizEvent): Quiz {
  if (quiz.kind !== 'answering') return quiz;
  switch (event.type) {
    case 'choose': {
      const question = quiz.paper.find(({ id }) => id === event.question);
      if (!question || quiz.submitting) return quiz;
      const keys = question.options.map(({ key }) => key).filter((key) => event.keys.includes(key));
      return changed({ ...quiz, answers: withAnswer(quiz.answers, event.question, keys) }, event.question);
    }
    case 'predict':
      return quiz.submitting ? quiz : changed({ ...quiz, prediction: event.count }, predictionEntry);
    case 'submit':
      return submitting(quiz, 'asked');
    case 'time':
      return event.now >= quiz.expiresAt && !mustAskFirst(quiz) ? submitting(quiz, 'time') : quiz;
    case 'sent':
      return { ...quiz, sending: { what: event.what, revision: quiz.revision, carried: quiz.unsent } };
    case 'saved':
      return quiz.sending?.what === 'save' ? saved(quiz, event.reply, event.now) : quiz;
    case 'receipt':
      return {
        kind: 'submitted',
        receipt: event.receipt,
        answeredAtZero: quiz.submitting === 'time' ? answeredCount(quiz) : null,
      };
    case 'refused':
      // The refusal of a save that a submit has overtaken says nothing about the submit.
      if (quiz.sending?.what !== event.what) return quiz;
      return event.refusal === 'attempt_closed'
        ? { kind: 'closed', attempt: quiz.attempt.id, round: quiz.attempt.round }
        : { kind: 'refused', refusal: event.refusal, paper: quiz.paper, answers: quiz.answers };
    case 'unanswered':
      if (quiz.sending?.what !== event.what) return quiz;
      return { ...quiz, sending: null, failures: quiz.failures + 1, retryAt: event.now + event.delay };
    case 'woke':
      return { ...quiz, failures: 0, retryAt: 0, isClockDoubtful: true };
    case 'handed':
      return handed(quiz, event.unsent);
  }
}

/** What the edge should send now, if anything. */
export function wish(quiz: Quiz, now: number): 'save' | 'submit' | null {
  if (quiz.kind !== 'answering' || now < quiz.retryAt) return null;
  // A submit does not wait for a save that hangs: at the deadline those seconds decide.
  if (quiz.submitting) return quiz.sending?.what === 'submit' ? null : 'submit';
  if (quiz.sending) return null;
  return quiz.unsent.length > 0 || quiz.isClockDoubtful ? 'save' : null;
}

/**
 * Whether the server is still to be asked for its clock before time alone may end the attempt: a submit cannot be undone.
 * One call that got no reply is enough: without a network the last moments are for submitting.
 */
export function mustAskFirst(quiz: Answering): boolean {
  return quiz.isClockDoubtful && quiz.failures === 0;
}

/** How many questions have an answer on this device. */
export function answeredCount(quiz: Answering): number {
  return Object.keys(quiz.answers).length;
}

/** Time left, in ms, never below zero. */
export function timeLeft(quiz: Answering, now: number): number {
  return Math.max(0, quiz.expiresAt - now);
}

/** From this long (ms) before the deadline on, seconds decide: calls give up sooner and are tried again sooner. */
const lastMomentsMs = 15_000;

/** How long (ms) a call may take before it counts as unanswered. */
export function callTimeout(quiz: Answering, now: number): number {
  return isLastMoments(quiz, now) ? 4000 : 10_000;
}

/** How long to wait (ms) before trying again: doubling from one second to fifteen, at most two near the end. */
export function retryDelay(quiz: Answering, now: number): number {
  return Math.min(1000 * 2 ** quiz.failures, isLastMoments(quiz, now) ? 2000 : 15_000);
}

function isLastMoments(quiz: Answering, now: number): boolean {
  return now > quiz.expiresAt - lastMomentsMs;
}

/** A submit starts afresh: it must not wait out the back-off of a save that failed before it. */
function submitting(quiz: Answering, reason: SubmitReason): Answering {
  return quiz.submitting ? quiz : { ...quiz, submitting: reason, failures: 0, retryAt: 0 };
}

function changed(quiz: Answering, entry: string): Answering {
  return {
    ...quiz,
    unsent: quiz.unsent.includes(entry) ? quiz.unsent : [...quiz.unsent, entry],
    revision: quiz.revision + 1,
    // A change made while a save is under way must not be taken for what that save carried.
    sending: quiz.sending && { ...quiz.sending, carried: quiz.sending.carried.filter((carried) => carried !== entry) },
  };
}

function saved(quiz: Answering, reply: Saved, now: number): Answering {
  const { sending } = quiz;
  const held = { revision: reply.revision, answered: reply.answered, at: now };
  const settled: Answering = {
    ...quiz,
    expiresAt: Date.parse(reply.expires_at),
    held,
    sending: null,
    isClockDoubtful: false,
    failures: 0,
    retryAt: 0,
  };
  if (reply.stored) {
    const unsent = quiz.unsent.filter((entry) => !sending?.carried.includes(entry));
    return { ...settled, unsent };
  }
  // Another device has saved since. Its answers stand, except where this device has changed something of its own.
  return withOwnChanges(
    { ...settled, answers: reply.answers, prediction: reply.prediction, revision: reply.revision },
    quiz,
  );
}

/** `quiz` with what another tab had not sent; what has been changed here as well stays as it is. */
function handed(quiz: Answering, other: Unsent): Answering {
  const entries = other.unsent.filter((entry) => !quiz.unsent.includes(entry));
  const wished = withWish(quiz, other);
  if (entries.length === 0) return wished;
  return { ...withOwnChanges(wished, { ...other, unsent: entries }), unsent: [...quiz.unsent, ...entries] };
}

/**
 * Goes on handing in where the participant has confirmed it on a page that is gone; not where somebody has saved since:
 * whoever works on elsewhere has thought better of it, and must not be cut off.
 */
function withWish(quiz: Answering, { isAsked, revision }: Unsent): Answering {
  return isAsked && quiz.held.revision <= revision ? submitting(quiz, 'resumed') : quiz;
}

/** `base` with the changes of `own` on top, under a revision above both. */
function withOwnChanges(base: Answering, own: Omit<Unsent, 'isAsked'>): Answering {
  const answers = base.paper
    .filter(({ id }) => own.unsent.includes(id))
    .reduce((merged, { id }) => withAnswer(merged, id, own.answers[id] ?? []), base.answers);
  return {
    ...base,
    answers,
    prediction: own.unsent.includes(predictionEntry) ? own.prediction : base.prediction,
    unsent: own.unsent,
    revision: own.unsent.length > 0 ? Math.max(base.revision, own.revision) + 1 : base.revision,
  };
}

/** `answers` with `keys` for one question; no keys, no entry. */
function withAnswer(answers: Answers, question: string, keys: string[]): Answers {
  const others = Object.fromEntries(Object.entries(answers).filter(([id]) => id !== question));
  return keys.length > 0 ? { ...others, [question]: keys } : others;
}
