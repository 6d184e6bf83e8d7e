import '../../support/random-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Saved } from '../../../src/contest/contract.ts';
import {
  answeredCount,
  callTimeout,
  openQuiz,
  retryDelay,
  step,
  timeLeft,
  unsentOf,
  wish,
  type Answering,
  type Quiz,
  type QuizEvent,
} from '../../../src/contest/machine.ts';
import { AttemptServer, openAttempt, startedAt, limitMs } from '../../support/quiz.ts';

const after = (quiz: Quiz, ...events: QuizEvent[]): Quiz => events.reduce(step, quiz);
const answering = (quiz: Quiz): Answering => {
  if (quiz.kind !== 'answering') throw new Error(`the quiz is ${quiz.kind}`);
  return quiz;
};
const choose = (question: string, ...keys: string[]): QuizEvent => ({ type: 'choose', question, keys });
const savedReply = (revision: number, more: Partial<Saved> = {}): QuizEvent => ({
  type: 'saved',
  now: startedAt + 1000,
  reply: {
    stored: true,
    revision,
    answers: {},
    prediction: null,
    answered: 1,
    server_now: new Date(startedAt + 1000).toISOString(),
    expires_at: new Date(startedAt + limitMs).toISOString(),
    ...more,
  },
});
const submittedBy = (server: AttemptServer) => {
  const receipt = server.submit(1, { answers: {}, prediction: null });
  if (receipt === 'attempt_closed') throw new Error('closed');
  return { receipt };
};
const fresh = () => openQuiz(openAttempt(), undefined);

describe('choosing', () => {
  test('an answer is unsent until the server has said it is stored', () => {
    const chosen = answering(after(fresh(), choose('1', 'B')));
    expect(chosen).toMatchObject({ answers: { '1': ['B'] }, unsent: ['1'], revision: 1 });
    const sent = answering(after(chosen, { type: 'sent', what: 'save' }));
    expect(sent.unsent).toEqual(['1']);
    expect(answering(after(sent, savedReply(1))).unsent).toEqual([]);
  });

  test('keys stand in the order of the paper, and unknown questions and keys are ignored', () => {
    expect(answering(after(fresh(), choose('2', 'C', 'A', 'X'))).answers).toEqual({ '2': ['A', 'C'] });
    const quiz = fresh();
    expect(after(quiz, choose('9', 'A'))).toBe(quiz);
  });

  test('taking an answer back is a change like any other', () => {
    const quiz = answering(after(fresh(), choose('2', 'A'), choose('2')));
    expect(quiz.answers).toEqual({});
    expect(quiz.unsent).toEqual(['2']);
    expect(answeredCount(quiz)).toBe(0);
  });

  test('a change made while a save is under way stays unsent when that save comes back', () => {
    const quiz = answering(
      after(
        fresh(),
        choose('1', 'A'),
        { type: 'sent', what: 'save' },
        choose('1', 'B'),
        choose('3', 'C'),
        savedReply(1),
      ),
    );
    expect(quiz.unsent).toEqual(['1', '3']);
    expect(wish(quiz, startedAt)).toBe('save');
    expect(quiz.revision).toBeGreaterThan(1);
  });

  test('nothing can be changed once submitting has begun', () => {
    const quiz = after(fresh(), { type: 'submit' });
    expect(after(quiz, choose('1', 'A'), { type: 'predict', count: 3 })).toEqual(quiz);
  });
});

describe('saving', () => {
  test('is wished for only while something is unsent and no save is under way', () => {
    expect(wish(fresh(), startedAt)).toBeNull();
    const chosen = after(fresh(), choose('1', 'A'));
    expect(wish(chosen, startedAt)).toBe('save');
    expect(wish(after(chosen, { type: 'sent', what: 'save' }), startedAt)).toBeNull();
  });

  test('is tried again after a failure, not before its time, and at once when the device is back online', () => {
    const failed = after(
      fresh(),
      choose('1', 'A'),
      { type: 'sent', what: 'save' },
      { type: 'unanswered', what: 'save', now: startedAt, delay: 2000 },
    );
    expect(answering(failed)).toMatchObject({ failures: 1, unsent: ['1'] });
    expect(wish(failed, startedAt + 1999)).toBeNull();
    expect(wish(failed, startedAt + 2000)).toBe('save');
    expect(wish(after(failed, { type: 'woke' }), startedAt)).toBe('save');
  });

  test('waits longer after each failure, up to fifteen seconds, and hardly at all in the last moments', () => {
    const delays = (now: number) => [0, 1, 2, 3, 4, 9].map((failures) => retryDelay({ ...fresh(), failures }, now));
    expect(delays(startedAt)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(delays(startedAt + limitMs - 1000)).toEqual([1000, 2000, 2000, 2000, 2000, 2000]);
    expect(callTimeout(fresh(), startedAt)).toBe(10_000);
    expect(callTimeout(fresh(), startedAt + limitMs)).toBe(4000);
  });

  test('after another device has saved takes over its answers, except where this device has changed its own', () => {
    const quiz = answering(
      after(
        fresh(),
        choose('1', 'A'),
        { type: 'sent', what: 'save' },
        savedReply(7, { stored: false, answers: { '1': ['C'], '3': ['B'] }, prediction: 5, answered: 2 }),
      ),
    );
    expect(quiz).toMatchObject({ answers: { '1': ['A'], '3': ['B'] }, prediction: 5, unsent: ['1'], revision: 8 });
    expect(wish(quiz, startedAt)).toBe('save');
  });

  test('after waking up asks for the server’s clock even with nothing to send', () => {
    expect(wish(after(fresh(), { type: 'woke' }), startedAt)).toBe('save');
  });

  test('learns an extended deadline from the reply', () => {
    const later = new Date(startedAt + limitMs + 60_000).toISOString();
    const quiz = answering(
      after(fresh(), choose('1', 'A'), { type: 'sent', what: 'save' }, savedReply(1, { expires_at: later })),
    );
    expect(timeLeft(quiz, startedAt)).toBe(limitMs + 60_000);
  });
});

describe('the end', () => {
  test('comes by itself at the deadline, not a millisecond earlier', () => {
    expect(wish(after(fresh(), { type: 'time', now: startedAt + limitMs - 1 }), startedAt)).toBeNull();
    expect(wish(after(fresh(), { type: 'time', now: startedAt + limitMs }), startedAt)).toBe('submit');
  });

  test('does not wait out the back-off of a save that failed before it', () => {
    const failed = after(
      fresh(),
      choose('1', 'A'),
      { type: 'sent', what: 'save' },
      { type: 'unanswered', what: 'save', now: startedAt + limitMs - 1, delay: 15_000 },
    );
    const ended = after(failed, { type: 'time', now: startedAt + limitMs });
    expect(wish(ended, startedAt + limitMs)).toBe('submit');
    expect(answering(ended).failures).toBe(0);
  });

  test('does not wait for a save that hangs, and ignores what that save says later', () => {
    const submitting = after(
      fresh(),
      choose('1', 'A'),
      { type: 'sent', what: 'save' },
      { type: 'time', now: startedAt + limitMs },
    );
    expect(wish(submitting, startedAt + limitMs)).toBe('submit');
    const sent = after(submitting, { type: 'sent', what: 'submit' });
    expect(after(sent, { type: 'refused', what: 'save', refusal: 'attempt_closed' })).toBe(sent);
    expect(after(sent, { type: 'unanswered', what: 'save', now: startedAt, delay: 1 })).toBe(sent);
    expect(after(sent, savedReply(1))).toBe(sent);
  });

  test('is the receipt, or the word that time is over, and nothing after it changes anything', () => {
    const sent = after(fresh(), { type: 'submit' }, { type: 'sent', what: 'submit' });
    const { receipt } = submittedBy(new AttemptServer());
    const submitted = after(sent, { type: 'receipt', receipt });
    expect(submitted).toEqual({ kind: 'submitted', receipt, answeredAtZero: null });
    expect(after(submitted, choose('1', 'A'), { type: 'time', now: Infinity })).toBe(submitted);
    expect(after(sent, { type: 'refused', what: 'submit', refusal: 'attempt_closed' }).kind).toBe('closed');
  });

  // Seen to fail with one reason for every submit, and with the time taking over from somebody who has confirmed.
  test('tells who handed in from whose time ran out, and with how many answers', () => {
    const { receipt } = submittedBy(new AttemptServer());
    const end: QuizEvent = { type: 'time', now: startedAt + limitMs };
    const chosen = after(fresh(), choose('1', 'A'), choose('3', 'B'));
    expect(after(chosen, end)).toMatchObject({ submitting: 'time' });
    expect(after(chosen, end, { type: 'receipt', receipt })).toMatchObject({ answeredAtZero: 2 });
    const asked = after(chosen, { type: 'submit' }, end);
    expect(asked).toMatchObject({ submitting: 'asked' });
    expect(after(asked, { type: 'receipt', receipt })).toMatchObject({ answeredAtZero: null });
  });

  // Seen to fail with the answers left out of what is refused.
  test('refused for another reason keeps the paper and what had been chosen on it', () => {
    const sent = after(fresh(), choose('1', 'A'), { type: 'submit' }, { type: 'sent', what: 'submit' });
    expect(after(sent, { type: 'refused', what: 'submit', refusal: 'disqualified' })).toEqual({
      kind: 'refused',
      refusal: 'disqualified',
      paper: openAttempt().paper,
      answers: { '1': ['A'] },
    });
  });
});

describe('opening', () => {
  test('shows what the server holds', () => {
    const quiz = openQuiz(openAttempt({ revision: 4, answers: { '2': ['A'] }, prediction: 12 }), undefined);
    expect(quiz).toMatchObject({ answers: { '2': ['A'] }, prediction: 12, unsent: [], revision: 4 });
    expect(quiz.held).toEqual({ revision: 4, answered: 1, at: null });
  });

  test('puts what this device still had to send on top, under a newer revision', () => {
    const kept = {
      revision: 2,
      answers: { '1': ['B'], '2': ['C'] },
      prediction: 3,
      unsent: ['1', 'prediction'],
      isAsked: false,
    };
    const quiz = openQuiz(openAttempt({ revision: 6, answers: { '1': ['A'], '2': ['A'] }, prediction: null }), kept);
    expect(quiz).toMatchObject({ answers: { '1': ['B'], '2': ['A'] }, prediction: 3, revision: 7 });
    expect(quiz.unsent).toEqual(['1', 'prediction']);
  });

  test('forgets what was kept but already confirmed', () => {
    const kept = { revision: 9, answers: { '1': ['B'] }, prediction: null, unsent: [], isAsked: false };
    expect(openQuiz(openAttempt(), kept)).toMatchObject({ answers: {}, revision: 0 });
  });
});

describe('the wish to submit', () => {
  const kept = { revision: 2, answers: { '1': ['B'] }, prediction: null, unsent: ['1'], isAsked: true };

  test('outlives the page it was said on', () => {
    const asked = answering(after(fresh(), choose('1', 'B'), { type: 'submit' }));
    expect(unsentOf(asked)).toMatchObject({ isAsked: true, unsent: ['1'] });
    const again = openQuiz(openAttempt(), unsentOf(asked));
    expect(again).toMatchObject({ submitting: 'resumed', answers: { '1': ['B'] } });
    expect(wish(again, startedAt)).toBe('submit');
    expect(unsentOf(again).isAsked).toBe(true);
  });

  test('is not what the time brought about', () => {
    const over = answering(after(fresh(), { type: 'time', now: startedAt + limitMs }));
    expect(unsentOf(over).isAsked).toBe(false);
  });

  // Seen to fail without the comparison of revisions in `withWish`.
  test('does not cut off whoever has gone on since on another device', () => {
    const later = openAttempt({ revision: 3, answers: { '2': ['C'] }, prediction: null });
    expect(openQuiz(later, kept)).toMatchObject({ submitting: null, answers: { '1': ['B'], '2': ['C'] } });
    expect(after(openQuiz(later, undefined), { type: 'handed', unsent: kept })).toMatchObject({ submitting: null });
  });
});

describe('over random orders of events', () => {
  type Move =
    | { do: 'choose'; question: string; keys: string[] }
    | { do: 'predict'; count: number }
    | { do: 'send' }
    | { do: 'deliver' | 'lose reply' | 'lose call' }
    | { do: 'reload' }
    | { do: 'rival'; question: string; keys: string[] };
  const keys = fc.subarray(['A', 'B', 'C']);
  const question = fc.constantFrom('1', '2', '3');
  const move: fc.Arbitrary<Move> = fc.oneof(
    fc.record({ do: fc.constant('choose' as const), question, keys }),
    fc.record({ do: fc.constant('predict' as const), count: fc.nat(9) }),
    fc.record({ do: fc.constant('send' as const) }),
    fc.record({ do: fc.constantFrom('deliver' as const, 'lose reply' as const, 'lose call' as const) }),
    fc.record({ do: fc.constant('reload' as const) }),
    fc.record({ do: fc.constant('rival' as const), question, keys }),
  );

  test('no typed answer is lost and none is called saved that the server does not hold', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40, size: 'max' }), (moves) => {
        const server = new AttemptServer();
        let quiz: Answering = fresh();
        /** The call under way, as it left the device. */
        let call: { revision: number; answers: Answering['answers']; prediction: number | null } | undefined;
        /** What this person last chose here, per question: what must survive. */
        const typed = new Map<string, string[]>();
        let rivals = 0;

        const apply = (event: QuizEvent) => {
          quiz = answering(step(quiz, event));
        };
        const deliver = (isReplyLost: boolean) => {
          if (!call) return;
          const reply = server.save(call.revision, { answers: call.answers, prediction: call.prediction });
          call = undefined;
          if (reply === 'attempt_closed') throw new Error('the attempt is open all along');
          if (isReplyLost) apply({ type: 'unanswered', what: 'save', now: 0, delay: 0 });
          else apply({ type: 'saved', reply, now: startedAt });
        };

        for (const next of moves) {
          if (next.do === 'choose') {
            apply(choose(next.question, ...next.keys));
            typed.set(next.question, next.keys);
          } else if (next.do === 'predict') apply({ type: 'predict', count: next.count });
          else if (next.do === 'send' && !call && wish(quiz, startedAt) === 'save') {
            call = { revision: quiz.revision, answers: quiz.answers, prediction: quiz.prediction };
            apply({ type: 'sent', what: 'save' });
          } else if (next.do === 'deliver') deliver(false);
          else if (next.do === 'lose reply') deliver(true);
          else if (next.do === 'lose call' && call) {
            call = undefined;
            apply({ type: 'unanswered', what: 'save', now: 0, delay: 0 });
          } else if (next.do === 'reload') {
            // The call may or may not have reached the server; here it did not.
            call = undefined;
            const { revision, content } = server;
            quiz = openQuiz(openAttempt({ revision, ...content }), unsentOf(quiz));
          } else if (next.do === 'rival') {
            rivals += 1;
            const answers = { ...server.content.answers, [next.question]: next.keys };
            if (next.keys.length === 0) Reflect.deleteProperty(answers, next.question);
            server.save(server.revision + 1, { ...server.content, answers });
          }
          // Never called saved without the server holding it: what is not unsent, the server has, or a rival overwrote it.
          if (rivals === 0) {
            for (const [id, keysTyped] of typed) {
              if (!quiz.unsent.includes(id)) expect(server.content.answers[id] ?? []).toEqual(keysTyped);
            }
          }
          // Never lost: what is unsent is still on the device as it was typed.
          for (const id of quiz.unsent) if (typed.has(id)) expect(quiz.answers[id] ?? []).toEqual(typed.get(id));
        }

        // Left alone with a working network, both end up alike, and nothing typed is missing.
        for (let round = 0; round < 5 && (call ?? quiz.unsent.length > 0); round += 1) {
          if (call) deliver(false);
          if (wish(quiz, Infinity) === 'save') {
            call = { revision: quiz.revision, answers: quiz.answers, prediction: quiz.prediction };
            apply({ type: 'sent', what: 'save' });
          }
        }
        expect(quiz.unsent).toEqual([]);
        // A rival's answers reach this device only with its next save.
        if (rivals === 0) expect(server.content.answers).toEqual(quiz.answers);
        if (rivals === 0)
          for (const [id, keysTyped] of typed) expect(server.content.answers[id] ?? []).toEqual(keysTyped);
      }),
      { numRuns: 500 },
    );
  });
});
