import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readServerClock } from '../../../src/contest/clock.ts';
import { ContestFault, type ContestClient } from '../../../src/contest/client.ts';
import type { Quiz } from '../../../src/contest/machine.ts';
import { createOutbox, type Shelf } from '../../../src/contest/outbox.ts';
import { runQuiz, type QuizSession } from '../../../src/contest/session.ts';
import { AttemptServer, graceMs, limitMs, openAttempt, startedAt } from '../../support/quiz.ts';

/** One member with a network that can be cut, on a device whose monotonic timer moves with the fake timers. */
function seat(options: { shelf?: Shelf } = {}) {
  const server = new AttemptServer();
  const shelf = options.shelf ?? memoryShelf();
  const network = { isUp: true, losesReplies: false, calls: 0 };
  const client = {
    call: async (name: string, args: { revision: number; answers: Record<string, string[]>; prediction?: number }) => {
      network.calls += 1;
      server.now = startedAt + performance.now();
      if (!network.isUp) throw new ContestFault('unreachable', 'offline');
      const content = { answers: args.answers, prediction: args.prediction ?? null };
      const reply =
        name === 'save_answers' ? server.save(args.revision, content) : server.submit(args.revision, content);
      if (network.losesReplies) throw new ContestFault('unreachable', 'reply lost');
      return typeof reply === 'string' ? { ok: false, refusal: reply } : { ok: true, value: reply };
    },
  } as unknown as ContestClient;
  const seen: Quiz[] = [];
  const open = (): QuizSession =>
    runQuiz({
      client,
      ticket: 'T',
      attempt: openAttempt({ revision: server.revision, ...server.content }),
      clock: readServerClock(
        new Date(startedAt + performance.now()).toISOString(),
        performance.now(),
        performance.now(),
      ),
      outbox: createOutbox(shelf, 'cuoc-thi'),
      timer: {
        now: () => performance.now(),
        after: (ms, task) => {
          const id = setTimeout(task, ms);
          return () => clearTimeout(id);
        },
        jitter: () => 1,
      },
      onChange: (quiz) => seen.push(quiz),
    });
  return { server, network, seen, open, shelf };
}

function memoryShelf(): Shelf {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

beforeEach(() => vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const choose = (session: QuizSession, question: string, ...keys: string[]) =>
  session.dispatch({ type: 'choose', question, keys });

describe('a session', () => {
  test('saves shortly after a change, once for several quick changes', async () => {
    const { server, network, open } = seat();
    const session = open();
    choose(session, '1', 'A');
    choose(session, '1', 'B');
    choose(session, '2', 'C');
    await wait(1000);
    expect(network.calls).toBe(1);
    expect(server.content.answers).toEqual({ '1': ['B'], '2': ['C'] });
  });

  test('keeps everything through an hour without network and sends it when the network is back', async () => {
    const { server, network, open } = seat();
    server.expiresAt = startedAt + 2 * 3_600_000;
    const session = open();
    choose(session, '1', 'A');
    await wait(1000); // learns the longer time
    network.isUp = false;
    choose(session, '2', 'B');
    choose(session, '3', 'C');
    await wait(3_600_000);
    expect(server.content.answers).toEqual({ '1': ['A'] });
    expect(session.quiz).toMatchObject({ unsent: ['2', '3'] });
    network.isUp = true;
    await wait(16_000);
    expect(server.content.answers).toEqual({ '1': ['A'], '2': ['B'], '3': ['C'] });
    expect(session.quiz).toMatchObject({ unsent: [], failures: 0 });
  });

  test('does not hammer a server that is down', async () => {
    const { network, open } = seat();
    network.isUp = false;
    choose(open(), '1', 'A');
    await wait(120_000);
    expect(network.calls).toBeLessThan(15);
  });

  test('survives a reload with answers unsent', async () => {
    const device = seat();
    device.network.isUp = false;
    const before = device.open();
    choose(before, '1', 'A');
    await wait(5000);
    before.stop();
    device.network.isUp = true;
    const session = device.open();
    expect(session.quiz).toMatchObject({ answers: { '1': ['A'] }, unsent: ['1'] });
    await wait(1000);
    expect(device.server.content.answers).toEqual({ '1': ['A'] });
  });

  test('submits by itself when the time is over, with what was never saved', async () => {
    const { server, network, open } = seat();
    const session = open();
    await wait(limitMs - 1000);
    network.isUp = false;
    choose(session, '3', 'B');
    await wait(500);
    network.isUp = true;
    await wait(2000);
    expect(session.quiz.kind).toBe('submitted');
    expect(server.content.answers).toEqual({ '3': ['B'] });
    expect(server.receipt?.duration_ms).toBeLessThan(limitMs + graceMs);
  });

  test.each([300, 2000, 5000])(
    'whose network comes back %d ms after the deadline still submits within the grace',
    async (late) => {
      const { server, network, open } = seat();
      const session = open();
      await wait(limitMs - 120_000);
      network.isUp = false;
      choose(session, '3', 'B');
      await wait(120_000 + late);
      network.isUp = true;
      await wait(graceMs - late);
      expect(session.quiz.kind).toBe('submitted');
      expect(server.content.answers).toEqual({ '3': ['B'] });
    },
  );

  test('believes the server’s clock over its own idea of the time', async () => {
    const { server, open } = seat();
    const session = open();
    server.expiresAt = startedAt + 30_000;
    choose(session, '1', 'A');
    await wait(1000); // the reply tells of the nearer deadline
    await wait(30_000);
    expect(session.quiz.kind).toBe('submitted');
    expect(Math.abs(session.serverNow() - (startedAt + performance.now()))).toBeLessThan(5);
  });

  test('asks once after the device wakes, not for ever', async () => {
    const { network, open } = seat();
    const session = open();
    session.dispatch({ type: 'woke' });
    await wait(5000);
    expect(network.calls).toBe(1);
  });

  test('sends and tells nothing any more once stopped', async () => {
    const { network, open, seen } = seat();
    const session = open();
    session.stop();
    choose(session, '1', 'A');
    await wait(5000);
    expect(network.calls).toBe(0);
    expect(seen).toEqual([]);
  });

  test('in a second tab wipes nothing the first has waiting', async () => {
    const device = seat();
    device.network.isUp = false;
    const first = device.open();
    choose(first, '1', 'A');
    await wait(1000);
    const second = device.open();
    second.dispatch({ type: 'woke' });
    choose(second, '2', 'B');
    await wait(1000);
    first.stop();
    second.stop();
    const reloaded = device.open();
    expect(reloaded.quiz).toMatchObject({ answers: { '1': ['A'], '2': ['B'] } });
  });

  test('refused for good keeps the answers on the device', async () => {
    const device = seat();
    const session = device.open();
    choose(session, '1', 'A');
    device.server.save = () => 'attempt_closed';
    await wait(1000);
    expect(session.quiz.kind).toBe('closed');
    const refused = seat();
    const other = refused.open();
    choose(other, '1', 'A');
    refused.server.save = (() => 'disqualified') as never;
    await wait(1000);
    expect(other.quiz.kind).toBe('refused');
    expect(createOutbox(refused.shelf, 'cuoc-thi').takeUnsent(openAttempt().id, 'next')).toMatchObject({
      answers: { '1': ['A'] },
    });
  });

  test('that could not submit in time says so', async () => {
    const { network, open } = seat();
    const session = open();
    network.isUp = false;
    await wait(limitMs + graceMs + 1000);
    expect(session.quiz).toMatchObject({ kind: 'answering', isSubmitting: true });
    network.isUp = true;
    await wait(16_000);
    expect(session.quiz.kind).toBe('closed');
  });

  test('whose submit reply is lost asks again and gets the same receipt', async () => {
    const { server, network, open } = seat();
    const session = open();
    choose(session, '1', 'A');
    network.losesReplies = true;
    session.dispatch({ type: 'submit' });
    await wait(10);
    const { receipt } = server;
    network.losesReplies = false;
    await wait(3000);
    expect(session.quiz).toEqual({ kind: 'submitted', receipt });
  });

  test('says when the device keeps nothing, and works all the same', async () => {
    const full: Shelf = {
      getItem: () => {
        throw new Error('denied');
      },
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => {
        throw new Error('denied');
      },
    };
    const { server, open } = seat({ shelf: full });
    const session = open();
    choose(session, '1', 'A');
    expect(session.isKept).toBe(false);
    await wait(1000);
    expect(server.content.answers).toEqual({ '1': ['A'] });
  });

  test('leaves nothing waiting on the device once submitted', async () => {
    const { open, shelf } = seat();
    const session = open();
    choose(session, '1', 'A');
    session.dispatch({ type: 'submit' });
    await wait(1000);
    expect(session.quiz.kind).toBe('submitted');
    expect(createOutbox(shelf, 'cuoc-thi').takeUnsent(openAttempt().id, 'next')).toBeUndefined();
  });
});
