/**
 * A whole attempt under whatever may happen to it: a model that only knows what was typed last, against the machine, the
 * session, the outbox and the tabs together.
 */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import type { QuizSession } from '../../../src/contest/session.ts';
import type { Shelf } from '../../../src/contest/outbox.ts';
import { memoryShelf } from '../../support/memory-shelf.ts';
import { limitMs } from '../../support/quiz.ts';
import '../../support/random-seed.ts';
import { seat, tabChannels } from '../../support/seat.ts';

afterEach(() => vi.useRealTimers());

/** What may happen. Whoever types does so in the tab they see, which is the one that has the turn. */
type Move =
  | { do: 'choose'; question: string; keys: string[] }
  | { do: 'predict'; count: number | null }
  | { do: 'wait'; ms: number }
  | { do: 'network'; isUp: boolean; losesReplies: boolean; delayMs: number }
  /** The device sleeps and wakes. */
  | { do: 'wake' }
  /** The page goes, without a word, and is opened again in the same tab. */
  | { do: 'reload' }
  | { do: 'open another tab' }
  /** Goes back to a tab that has stepped back. */
  | { do: 'come back'; tab: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('choose' as const),
      question: fc.constantFrom('1', '2', '3'),
      keys: fc.subarray(['A', 'B', 'C']),
    }),
  },
  fc.record({ do: fc.constant('predict' as const), count: fc.option(fc.nat(9)) }),
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 100, 500, 700, 3000, 9000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('network' as const),
      isUp: fc.boolean(),
      losesReplies: fc.boolean(),
      delayMs: fc.constantFrom(0, 200, 2000),
    }),
  },
  fc.record({ do: fc.constant('wake' as const) }),
  fc.record({ do: fc.constant('reload' as const) }),
  fc.record({ do: fc.constant('open another tab' as const) }),
  fc.record({ do: fc.constant('come back' as const), tab: fc.nat(3) }),
);

interface Tab {
  shelf: Shelf;
  session: QuizSession;
}

type Ending = 'submit' | 'time' | 'a submit cut off by a reload';

/**
 * Plays the moves, then mends the network and waits.
 * @param ending how the attempt ends: somebody submits, if only before the page goes, or nobody does and the time is over.
 */
async function play(moves: Move[], isRemembered: boolean, ending: Ending) {
  vi.useRealTimers();
  vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  const { server, network, open } = seat();
  const channels = tabChannels();
  const shared = memoryShelf().shelf;
  const typed = new Map<string, string[]>();
  let predicted: number | null = null;

  const openTab = async (shelf: Shelf): Promise<Tab> => {
    const session = open({ shelf, channel: channels.open() });
    await vi.advanceTimersByTimeAsync(1);
    return { shelf, session };
  };
  const tabs = [await openTab(isRemembered ? shared : memoryShelf().shelf)];
  let seen = tabs[0] as Tab;
  const show = async (shelf: Shelf) => {
    seen = await openTab(shelf);
    tabs.push(seen);
  };

  const check = () => {
    const { quiz } = seen.session;
    if (quiz.kind !== 'answering') throw new Error(`ended as ${quiz.kind}`);
    for (const [id, keys] of typed) {
      expect(quiz.answers[id] ?? [], 'lost on the device').toEqual(keys);
      if (!quiz.unsent.includes(id)) expect(server.content.answers[id] ?? [], 'called saved').toEqual(keys);
    }
    expect(quiz.prediction, 'prediction lost on the device').toBe(predicted);
    if (!quiz.unsent.includes('prediction')) expect(server.content.prediction, 'called saved').toBe(predicted);
  };

  for (const next of moves) {
    if (next.do === 'choose') {
      seen.session.dispatch({ type: 'choose', question: next.question, keys: next.keys });
      typed.set(next.question, next.keys);
    } else if (next.do === 'predict') {
      seen.session.dispatch({ type: 'predict', count: next.count });
      predicted = next.count;
    } else if (next.do === 'wait') await vi.advanceTimersByTimeAsync(next.ms);
    else if (next.do === 'network') Object.assign(network, { ...next, do: undefined });
    else if (next.do === 'wake') seen.session.dispatch({ type: 'woke' });
    else if (next.do === 'reload') {
      seen.session.stop();
      await show(seen.shelf);
    } else if (next.do === 'open another tab') await show(isRemembered ? shared : memoryShelf().shelf);
    else {
      const tab = tabs[next.tab % tabs.length] as Tab;
      if (tab !== seen) await show(tab.shelf);
    }
    check();
  }

  if (ending === 'a submit cut off by a reload') {
    Object.assign(network, { isUp: false });
    seen.session.dispatch({ type: 'submit' });
    await vi.advanceTimersByTimeAsync(1000);
    seen.session.stop();
  }
  Object.assign(network, { isUp: true, losesReplies: false, delayMs: 200 });
  if (ending === 'a submit cut off by a reload') {
    await show(seen.shelf);
    await vi.advanceTimersByTimeAsync(30_000);
  } else if (ending === 'submit') {
    seen.session.dispatch({ type: 'submit' });
    await vi.advanceTimersByTimeAsync(30_000);
  } else await vi.advanceTimersByTimeAsync(limitMs + 5000 - performance.now());
  expect(seen.session.quiz).toMatchObject({ kind: 'submitted', receipt: server.receipt });
  expect(server.content).toEqual({
    answers: Object.fromEntries([...typed].filter(([, keys]) => keys.length > 0)),
    prediction: predicted,
  });
}

test.each([
  { isRemembered: true, browser: 'that remembers', ending: 'submit' },
  { isRemembered: true, browser: 'that remembers', ending: 'time' },
  { isRemembered: true, browser: 'that remembers', ending: 'a submit cut off by a reload' },
  { isRemembered: false, browser: 'that keeps each tab to itself', ending: 'submit' },
  { isRemembered: false, browser: 'that keeps each tab to itself', ending: 'time' },
  { isRemembered: false, browser: 'that keeps each tab to itself', ending: 'a submit cut off by a reload' },
] as const)(
  'in a browser $browser nothing typed is lost or called saved too soon, ended by $ending',
  async ({ isRemembered, ending }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 30, size: 'max' }), (moves) => play(moves, isRemembered, ending)),
      { numRuns: 400 },
    );
  },
);
