/**
 * What this device remembers between page loads: the ticket, and answers that wait for the server.
 *
 * Every write may fail (storage full, switched off, private window). Nothing depends on it for being right: without
 * storage a reload costs what was not yet sent, and the caller is told so that it can say so.
 */
import * as z from 'zod/mini';
import { Answers } from './contract.ts';
import type { Unsent } from './machine.ts';

/** The part of the Web Storage interface this needs. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const Kept = z.object({
  revision: z.int(),
  answers: Answers,
  prediction: z.nullable(z.int()),
  unsent: z.array(z.string()),
});

const Request = z.object({ request: z.uuid(), phone: z.string() });

export interface Outbox {
  /** The ticket of the participant of this contest, if one was kept. */
  ticket(): string | undefined;
  /** @returns whether it is kept: `false` means it will be gone with this page. */
  keepTicket(ticket: string): boolean;
  /** Leaves nothing of the participant on this device. */
  forget(): void;
  /** Answers of an attempt that were not yet confirmed. */
  unsent(attempt: string): Unsent | undefined;
  /** @returns whether it is kept. */
  keepUnsent(attempt: string, unsent: Unsent): boolean;
  clearUnsent(attempt: string): void;
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
  /** Attempts with something kept, so that leaving the device can clear them all. */
  const attempts = (): string[] => read('attempts', z.array(z.string())) ?? [];

  return {
    ticket: () => read('ticket', z.string()),
    keepTicket: (ticket) => write('ticket', ticket),
    forget: () => {
      for (const attempt of attempts()) remove(`attempt:${attempt}`);
      for (const name of ['ticket', 'attempts', 'request']) remove(name);
    },
    unsent: (attempt) => read(`attempt:${attempt}`, Kept),
    keepUnsent: (attempt, { revision, answers, prediction, unsent }) => {
      if (!attempts().includes(attempt)) write('attempts', [...attempts(), attempt]);
      return write(`attempt:${attempt}`, { revision, answers, prediction, unsent });
    },
    clearUnsent: (attempt) => remove(`attempt:${attempt}`),
    request: (phone, fresh) => {
      const kept = read('request', Request);
      if (kept?.phone === phone) return kept.request;
      const request = fresh();
      write('request', { request, phone });
      return request;
    },
    dropRequest: () => remove('request'),
  };
}
