/** One member before a device: its storage, its tabs, and a network that can be cut. Time is Vitest's fake timers'. */
import { readServerClock } from '../../src/contest/clock.ts';
import { ContestFault, type ContestClient } from '../../src/contest/client.ts';
import type { Quiz } from '../../src/contest/machine.ts';
import { createOutbox, type Shelf } from '../../src/contest/outbox.ts';
import { runQuiz, type QuizSession } from '../../src/contest/session.ts';
import type { TabChannel } from '../../src/contest/tab-turn.ts';
import { memoryShelf } from './memory-shelf.ts';
import { AttemptServer, openAttempt, startedAt } from './quiz.ts';

interface Network {
  isUp: boolean;
  losesReplies: boolean;
  /** How often it was called. */
  calls: number;
  /** How long a call takes to get there, and the reply to come back. */
  delayMs: number;
}

export function seat(options: { shelf?: Shelf } = {}) {
  const server = new AttemptServer();
  const shelf = options.shelf ?? memoryShelf().shelf;
  const network: Network = { isUp: true, losesReplies: false, calls: 0, delayMs: 0 };
  const clientOn = (network: Network) =>
    ({
      call: async (
        name: string,
        args: { revision: number; answers: Record<string, string[]>; prediction?: number },
      ) => {
        network.calls += 1;
        if (network.delayMs > 0) await sleep(network.delayMs);
        server.now = startedAt + performance.now();
        if (!network.isUp) throw new ContestFault('unreachable', 'offline');
        const content = { answers: args.answers, prediction: args.prediction ?? null };
        const reply =
          name === 'save_answers' ? server.save(args.revision, content) : server.submit(args.revision, content);
        if (network.delayMs > 0) await sleep(network.delayMs);
        if (network.losesReplies) throw new ContestFault('unreachable', 'reply lost');
        return typeof reply === 'string' ? { ok: false, refusal: reply } : { ok: true, value: reply };
      },
    }) as unknown as ContestClient;
  const seen: Quiz[] = [];
  /** How far the timer and the device's own clock have been pushed away from true time (ms); see `push`. */
  const pushed = { timer: 0, wall: 0 };
  /** Opens the attempt, in a tab of its own if it is given a channel to others or a network of its own. */
  const open = (
    tab: { shelf?: Shelf; network?: Network; channel?: TabChannel; onTaken?: () => void } = {},
  ): QuizSession =>
    runQuiz({
      client: clientOn(tab.network ?? network),
      ticket: 'T',
      attempt: openAttempt({ revision: server.revision, ...server.content }),
      clock: readServerClock(
        new Date(startedAt + performance.now()).toISOString(),
        performance.now() + pushed.timer,
        performance.now() + pushed.timer,
      ),
      outbox: createOutbox(tab.shelf ?? shelf, 'cuoc-thi'),
      timer: {
        now: () => performance.now() + pushed.timer,
        wall: () => Date.now() + pushed.wall,
        after: (ms, task) => {
          const id = setTimeout(task, ms);
          return () => clearTimeout(id);
        },
        jitter: () => 1,
      },
      onChange: (quiz) => seen.push(quiz),
      channel: tab.channel,
      ...(tab.onTaken && { onTaken: tab.onTaken }),
    });
  return { server, network, seen, open, shelf, pushed };
}

/** Channels that hear one another, as the tabs of a browser do; a frozen one hears everything once it thaws. */
export function tabChannels() {
  const all = new Set<TabChannel>();
  const frozen = new Map<TabChannel, unknown[]>();
  const hear = (channel: TabChannel, data: unknown) => channel.onmessage?.({ data } as MessageEvent);
  const open = (): TabChannel => {
    const channel: TabChannel = {
      onmessage: null,
      postMessage: (message) => {
        if (!all.has(channel)) throw new Error('posted to a closed channel');
        for (const other of all) {
          if (other === channel) continue;
          const data: unknown = structuredClone(message);
          const waiting = frozen.get(other);
          if (waiting) waiting.push(data);
          else queueMicrotask(() => hear(other, data));
        }
      },
      close: () => all.delete(channel),
    };
    all.add(channel);
    return channel;
  };
  return {
    open,
    freeze: (channel: TabChannel) => void frozen.set(channel, []),
    thaw: (channel: TabChannel) => {
      const waiting = frozen.get(channel) ?? [];
      frozen.delete(channel);
      for (const data of waiting) hear(channel, data);
    },
  };
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
