/**
 * What this device remembers between page loads: the ticket, answers that wait for the server, questions marked to be
 * looked at again, and how the participant likes to see a paper and its clock.
 *
 * Every write may fail (storage full, switched off, private window). Nothing depends on it for being right: without
 * storage a reload costs what was not yet sent, and the caller is told so that it can say so.
 */
import * as z from 'zod/mini';
import { Answers } from './contract.ts';
import { isWaiting, predictionEntry, type Unsent } from './machine.ts';

/** The part of the Web Storage interface this needs. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What waits for the server, as it is written down. */
export const UnsentRecord = z.object({
  revision: z.int(),
  answers: Answers,
  prediction: z.nullable(z.int()),
  unsent: z.readonly(z.array(z.string())),
  // Records written before there was such a thing say nothing of it.
  isAsked: z._default(z.boolean(), false),
});

const Marked = z.object({ attempt: z.string(), questions: z.array(z.string()) });

/** How a paper is shown: question by question, or all of it on one page. */
const PaperLayout = z.enum(['one-by-one', 'all']);
export type PaperLayout = z.output<typeof PaperLayout>;

const Request = z.object({ request: z.uuid(), phone: z.string() });

export interface Outbox {
  /** The ticket of the participant of this contest, if one was kept. */
  ticket(): string | undefined;
  /** @returns whether it is kept: `false` means it will be gone with this page. */
  keepTicket(ticket: string): boolean;
  /** Leaves nothing of the participant on this device. */
  forget(): void;
  /** Hands all it keeps of the participant but their ticket, which is to be kept there or is dead, to another outbox. */
  moveTo(other: Outbox): void;
  /** Takes what another outbox hands over. */
  receive(name: string, value: unknown): void;
  /**
   * What no page of this device got confirmed of an attempt: answers, and that it is to be handed in. Two tabs may each
   * have some, so each writes under a name of its own; whoever opens the attempt next takes them all over.
   */
  takeUnsent(attempt: string, writer: string): Unsent | undefined;
  /** @returns whether it is kept. */
  keepUnsent(attempt: string, writer: string, unsent: Unsent): boolean;
  clearUnsent(attempt: string, writer: string): void;
  /** Whether anything of an attempt waits on this device, and whether it is to be handed in. */
  waiting(attempt: string): { hasUnsent: boolean; isAsked: boolean };
  /** Questions of an attempt that the participant has marked to look at again. */
  marked(attempt: string): string[];
  /** Keeps them, instead of those of any attempt before. */
  keepMarked(attempt: string, questions: string[]): void;
  /** How the participant likes to see a paper. */
  paperLayout(): PaperLayout;
  keepPaperLayout(layout: PaperLayout): void;
  /** Whether the participant would rather not see the clock. */
  isClockHidden(): boolean;
  keepClockHidden(isHidden: boolean): void;
  /** The id of the registration request for `phone`: the same until it is answered, also after a reload. */
  request(phone: string, fresh: () => string): string;
  /** The request was answered. Kept on, it would hand the ticket to whoever types this phone on this device. */
  dropRequest(): void;
}

/**
 * @param shelf where to keep things; `undefined` where the browser offers nothing.
 * @param contest slug that keeps two contests on one device apart.
 */
export function createOutbox(shelf: Shelf | undefined, contest: string): Outbox {
  const key = (name: string) => `cuoc-thi:${contest}:${name}`;
  const read = <Value>(name: string, schema: z.ZodMiniType<Value>): Value | undefined => {
    try {
      const text = shelf?.getItem(key(name));
      return text ? z.parse(schema, JSON.parse(text)) : undefined;
    } catch {
      return undefined; // unreadable or of another version: as good as not there
    }
  };
  /** What `request` keeps, also where nothing else can: without it a lost reply would lock the phone out. */
  let asked: z.output<typeof Request> | undefined;
  const write = (name: string, value: unknown): boolean => {
    try {
      shelf?.setItem(key(name), JSON.stringify(value));
      return shelf !== undefined;
    } catch {
      return false;
    }
  };
  const remove = (name: string): void => {
    try {
      shelf?.removeItem(key(name));
    } catch {
      // Nothing was kept, so nothing is left.
    }
  };
  /**
   * Names of the records that hold unsent answers: `attempt:<id>:<writer>`, as they stand on the shelf. A list of them
   * would be written by several tabs at once, and a record that fell off it would never be found again.
   */
  const records = (ofAttempt = ''): string[] => {
    try {
      return Array.from({ length: shelf?.length ?? 0 }, (_, index) => shelf?.key(index) ?? '')
        .filter((name) => name.startsWith(key(`attempt:${ofAttempt}`)))
        .map((name) => name.slice(key('').length));
    } catch {
      return [];
    }
  };
  const waitingIn = (found: string[]): Unsent | undefined =>
    found
      .flatMap((record) => read(record, UnsentRecord) ?? [])
      .filter(isWaiting)
      .sort((a, b) => a.revision - b.revision)
      .reduce<Unsent | undefined>((older, newer) => (older ? merged(older, newer) : newer), undefined);
  const keep = (record: string, { revision, answers, prediction, unsent, isAsked }: Unsent): boolean =>
    write(record, { revision, answers, prediction, unsent, isAsked });
  const names = () => [...records(), 'ticket', 'marked', 'layout', 'clock-hidden', 'request'];
  const forget = (): void => {
    asked = undefined;
    names().forEach(remove);
  };

  return {
    ticket: () => read('ticket', z.string()),
    keepTicket: (ticket) => write('ticket', ticket),
    forget,
    moveTo: (other) => {
      for (const name of names().filter((one) => one !== 'ticket' && one !== 'request')) {
        const value = read(name, z.unknown());
        if (value !== undefined) other.receive(name, value);
      }
      forget();
    },
    receive: (name, value) => void write(name, value),
    takeUnsent: (attempt, writer) => {
      const own = `attempt:${attempt}:${writer}`;
      const found = records(`${attempt}:`);
      const waiting = waitingIn(found);
      if (waiting) keep(own, waiting);
      for (const record of found) if (record !== own) remove(record);
      return waiting;
    },
    waiting: (attempt) => {
      const waiting = waitingIn(records(`${attempt}:`));
      return { hasUnsent: waiting !== undefined, isAsked: waiting?.isAsked ?? false };
    },
    keepUnsent: (attempt, writer, unsent) => keep(`attempt:${attempt}:${writer}`, unsent),
    clearUnsent: (attempt, writer) => remove(`attempt:${attempt}:${writer}`),
    marked: (attempt) => {
      const kept = read('marked', Marked);
      return kept?.attempt === attempt ? kept.questions : [];
    },
    keepMarked: (attempt, questions) => void write('marked', { attempt, questions }),
    paperLayout: () => read('layout', PaperLayout) ?? 'one-by-one',
    keepPaperLayout: (layout) => void write('layout', layout),
    isClockHidden: () => read('clock-hidden', z.boolean()) ?? false,
    keepClockHidden: (isHidden) => void write('clock-hidden', isHidden),
    request: (phone, fresh) => {
      const kept = read('request', Request) ?? asked;
      if (kept?.phone === phone) return kept.request;
      asked = { request: fresh(), phone };
      write('request', asked);
      return asked.request;
    },
    dropRequest: () => {
      asked = undefined;
      remove('request');
    },
  };
}

/** What two tabs have waiting, the newer one's word on what both changed. */
function merged(older: Unsent, newer: Unsent): Unsent {
  const own = (of: Unsent) => Object.entries(of.answers).filter(([question]) => of.unsent.includes(question));
  const withdrawn = newer.unsent.filter((question) => !(question in newer.answers));
  return {
    revision: newer.revision,
    answers: Object.fromEntries([...own(older).filter(([question]) => !withdrawn.includes(question)), ...own(newer)]),
    prediction: newer.unsent.includes(predictionEntry) ? newer.prediction : older.prediction,
    unsent: [...new Set([...older.unsent, ...newer.unsent])],
    isAsked: newer.isAsked,
  };
}
