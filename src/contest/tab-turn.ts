/**
 * Of several tabs of one browser with the same attempt, the one opened last works on it; the others step back and hand
 * over what they had not sent. Two devices are not told apart here: between them the server decides, save by save.
 */
import * as z from 'zod/mini';
import type { Unsent } from './machine.ts';
import { UnsentRecord } from './outbox.ts';

/** The part of BroadcastChannel this needs: what one tab posts, every other tab hears. */
export interface TabChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  close(): void;
}

const Turn = z.object({ at: z.number(), writer: z.string() });

const Message = z.discriminatedUnion('kind', [
  /** A tab has opened the attempt. */
  z.object({ kind: z.literal('taken'), turn: Turn }),
  /** A tab has stepped back, with what it had not sent. */
  z.object({ kind: z.literal('handed'), to: z.string(), from: z.string(), unsent: UnsentRecord }),
  /** What was handed is in good hands: who handed it may forget it. */
  z.object({ kind: z.literal('kept'), from: z.string() }),
]);
type Message = z.output<typeof Message>;

export interface TurnOptions {
  /** `undefined` where the browser has none: then every tab goes on by itself. */
  channel: TabChannel | undefined;
  /** Name of this run of the attempt, unlike any other. */
  writer: string;
  /** Wall clock of the device (ms), the same for all tabs. */
  now: number;
  /** Another tab has taken over. @returns what this one had not sent. */
  onTaken: () => Unsent | undefined;
  /** Another tab has stepped back, and this is what it had not sent. */
  onHanded: (unsent: Unsent) => void;
  /** What was handed over need not be kept here any more. */
  onKept: () => void;
}

/** Takes the turn from any tab that has it. @returns how to be done with it */
export function takeTurn({ channel, writer, now, onTaken, onHanded, onKept }: TurnOptions): () => void {
  if (!channel) return () => {};
  const own = { at: now, writer };
  /** Who has the turn now, once it is not this tab any more. */
  let successor: string | undefined;
  const post = (message: Message) => channel.postMessage(message);

  channel.onmessage = ({ data }) => {
    const { success, data: message } = z.safeParse(Message, data);
    if (!success) return; // of another version of this page
    if (message.kind === 'taken') {
      if (successor !== undefined) return;
      // Opened before this one, yet heard only now: it has not heard of this one either.
      if (!isLater(message.turn, own)) return post({ kind: 'taken', turn: own });
      successor = message.turn.writer;
      const unsent = onTaken();
      if (unsent) post({ kind: 'handed', to: successor, from: writer, unsent });
    } else if (message.kind === 'handed' && message.to === writer) {
      if (successor !== undefined) return post({ ...message, to: successor });
      onHanded(message.unsent);
      post({ kind: 'kept', from: message.from });
    } else if (message.kind === 'kept' && message.from === writer) onKept();
  };
  post({ kind: 'taken', turn: own });
  return () => channel.close();
}

/** A total order: two tabs restored at once must not both step back. */
function isLater(a: z.output<typeof Turn>, b: z.output<typeof Turn>): boolean {
  return a.at > b.at || (a.at === b.at && a.writer > b.writer);
}
