/**
 * Runs one attempt: the machine's wishes become calls, replies become events. Holds no rules of its own.
 * Works in a browser and in Node alike.
 */
import { readServerClock, serverTime, type ServerClock } from './clock.ts';
import { ContestFault, type ContestClient } from './client.ts';
import type { OpenAttempt } from './contract.ts';
import {
  callTimeout,
  isWaiting,
  mustAskFirst,
  openQuiz,
  predictionEntry,
  retryDelay,
  saveDelayMs,
  step,
  unsentOf,
  wish,
  type Quiz,
  type QuizEvent,
} from './machine.ts';
import type { Outbox } from './outbox.ts';
import { takeTurn, type TabChannel } from './tab-turn.ts';

/** Where time comes from; tests bring their own. */
export interface Timer {
  /** Milliseconds from any origin, never running backwards, whatever the device's clock is set to. */
  now(): number;
  /** The device's own clock (ms since 1970), which may be wrong and may be set: only that it jumps says something. */
  wall(): number;
  /** Calls `task` after `ms`; returns how to call it off. */
  after(ms: number, task: () => void): () => void;
  /** A number from 0 to 1 that spreads retries out. */
  jitter(): number;
}

export const browserTimer: Timer = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, task) => {
    const id = setTimeout(task, ms);
    return () => clearTimeout(id);
  },
  jitter: () => Math.random(),
};

export interface QuizSession {
  /** The present state. */
  readonly quiz: Quiz;
  /** The server's time now, as far as this device knows (ms since 1970). */
  serverNow(): number;
  /** Whether what waits for the server would survive a reload of this page. */
  readonly isKept: boolean;
  dispatch(event: Extract<QuizEvent, { type: 'choose' | 'predict' | 'submit' | 'woke' }>): void;
  /** Stops all timers; what is unsent stays in the outbox. */
  stop(): void;
}

export interface QuizSessionOptions {
  client: ContestClient;
  ticket: string;
  attempt: OpenAttempt;
  /** Readings of the timer around the call that returned `attempt`. */
  clock: ServerClock;
  outbox: Outbox;
  timer: Timer;
  onChange: (quiz: Quiz) => void;
  /** To the other tabs of this browser with the same attempt; `undefined` where there is no way to reach them. */
  channel?: TabChannel | undefined;
  /** Another tab has taken over: this run is over, and what it had not sent goes on there. */
  onTaken?: () => void;
}

/** How far (ms) clocks may come apart, or a task come late at the deadline, before the server is asked for its clock. */
const jumpMs = 5000;

/** Clocks are compared at least this often (ms): a phone that has slept may say so in no other way. */
const tickMs = 5000;

/** Goes on with an open attempt until it is submitted, closed or refused. */
export function runQuiz({
  client,
  ticket,
  attempt,
  outbox,
  timer,
  onChange,
  channel,
  onTaken,
  ...start
}: QuizSessionOptions): QuizSession {
  // Each run writes under a name of its own, so that a second tab cannot wipe what this one has waiting.
  const writer = Math.random().toString(36).slice(2);
  const found = outbox.takeUnsent(attempt.id, writer);
  /** Entries of which this run has had the last word; another tab's word on them is older. */
  const own = new Set(found?.unsent);
  let quiz: Quiz = openQuiz(attempt, found);
  let clock = start.clock;
  let isKept = true;
  let isStopped = false;
  let cancel = () => {};

  /** How far the device's own clock is from the timer, and when the next task is due by the timer. */
  let apart = timer.wall() - timer.now();
  let dueAt = Infinity;

  const serverNow = () => serverTime(clock, timer.now());

  /**
   * Whether one clock has moved without the other, as when the timer stands still in a sleep that no event announces; or,
   * where the time would be over now, whether all of them have moved at once.
   */
  const hasJumped = (): boolean => {
    const before = apart;
    apart = timer.wall() - timer.now();
    if (Math.abs(apart - before) > jumpMs) return true;
    return quiz.kind === 'answering' && serverNow() >= quiz.expiresAt && timer.now() - dueAt > jumpMs;
  };

  const dispatch = (event: QuizEvent): void => {
    if (isStopped) return;
    if (event.type === 'choose') own.add(event.question);
    if (event.type === 'predict') own.add(predictionEntry);
    const before = quiz;
    quiz = step(quiz, event);
    if (quiz !== before) {
      keep(before);
      onChange(quiz);
    }
    plan(event.type === 'choose' || event.type === 'predict' ? saveDelayMs : 0);
  };

  const keep = (before: Quiz): void => {
    if (quiz.kind === 'answering') isKept = outbox.keepUnsent(attempt.id, writer, unsentOf(quiz));
    else if (quiz.kind !== 'refused') outbox.clearUnsent(attempt.id, writer);
    // After a refusal the answers stay: they are all the participant has to show. The wish to submit has had its reply.
    else if (before.kind === 'answering')
      outbox.keepUnsent(attempt.id, writer, { ...unsentOf(before), isAsked: false });
  };

  /** Wakes up for the next thing to do: a wish, a retry, or the end of the time. */
  const plan = (delay: number): void => {
    cancel();
    dueAt = Infinity;
    if (quiz.kind !== 'answering') return;
    const now = serverNow();
    const untilDeadline = quiz.submitting ? Infinity : Math.max(quiz.expiresAt - now, mustAskFirst(quiz) ? 1000 : 0);
    const untilRetry = quiz.retryAt > now ? quiz.retryAt - now : Infinity;
    const untilWish = wish(quiz, now) ? delay : Infinity;
    const next = Math.min(untilDeadline, untilRetry, untilWish);
    if (next === Infinity) return;
    const ms = Math.min(Math.max(next, 0), tickMs);
    dueAt = timer.now() + ms;
    cancel = timer.after(ms, wake);
  };

  const wake = (): void => {
    if (hasJumped()) dispatch({ type: 'woke' });
    dispatch({ type: 'time', now: serverNow() });
    const what = wish(quiz, serverNow());
    if (what) void send(what);
  };

  const send = async (what: 'save' | 'submit'): Promise<void> => {
    if (quiz.kind !== 'answering') return;
    const { answers, prediction, revision } = quiz;
    const timeoutMs = callTimeout(quiz, serverNow());
    const call = { ticket, attempt: attempt.id, answers, revision, ...(prediction === null ? {} : { prediction }) };
    dispatch({ type: 'sent', what });
    const sentMs = timer.now();
    try {
      const name = what === 'save' ? 'save_answers' : 'submit_attempt';
      const reply = await client.call(name, call, timeoutMs);
      if (!reply.ok) return dispatch({ type: 'refused', what, refusal: reply.refusal });
      clock = readServerClock(reply.value.server_now, sentMs, timer.now());
      if ('receipt' in reply.value) dispatch({ type: 'receipt', receipt: reply.value });
      else dispatch({ type: 'saved', reply: reply.value, now: serverNow() });
      // A jump on the way has spoilt the reading.
      if (hasJumped()) dispatch({ type: 'woke' });
    } catch (fault) {
      if (!(fault instanceof ContestFault)) throw fault;
      if (quiz.kind !== 'answering') return;
      const now = serverNow();
      dispatch({ type: 'unanswered', what, now, delay: retryDelay(quiz, now) * (0.5 + timer.jitter() / 2) });
    }
  };

  const stop = (): void => {
    isStopped = true;
    cancel();
  };

  keep(quiz);
  plan(0);
  const endTurn = takeTurn({
    channel,
    writer,
    now: Date.now(),
    onTaken: () => {
      stop();
      onTaken?.();
      const waiting = quiz.kind === 'answering' ? unsentOf(quiz) : undefined;
      return waiting && isWaiting(waiting) ? waiting : undefined;
    },
    onHanded: (unsent) => {
      const news = unsent.unsent.filter((entry) => !own.has(entry));
      // Whoever has gone on here since is not done, whatever they said there.
      const isAsked = unsent.isAsked && own.size === 0;
      dispatch({ type: 'handed', unsent: { ...unsent, unsent: news, isAsked } });
    },
    onKept: () => outbox.clearUnsent(attempt.id, writer),
  });
  return {
    get quiz() {
      return quiz;
    },
    get isKept() {
      return isKept;
    },
    serverNow,
    dispatch,
    stop: () => {
      stop();
      endTurn();
    },
  };
}
