/** The calls of an attempt as load: each with the tickets and open attempts it needs, made ready beforehand. */
import type { Client } from 'pg';
import type { Call } from './calls.ts';
import { leafCodes } from './contest-document.ts';
import { drive, share, type Step } from './load.ts';
import { journey, register, save, savesPerJourney, start, submit, type OpenAttempt } from './member.ts';
import { addMembers } from './members.ts';
import type { Measured } from './statistics.ts';

export const operations = ['register', 'start', 'save', 'submit', 'journey'] as const;
export type Operation = (typeof operations)[number];

export interface Operations {
  /** Makes ready what so many seconds of an operation will use up. */
  prepare(operation: Operation, seconds: number): Promise<void>;
  /** Measures what was made ready; ends early, which is no harm, where all of it is used up. */
  measure(operation: Operation, seconds: number): Promise<Measured>;
}

let phones = 0;
/** A mobile number nobody else has. */
const nextPhone = () => `09${String((phones += 1)).padStart(8, '0')}`;

/** @param owner adds members. @param calls one per connection. */
export function operationsOver(owner: Client, calls: readonly Call[]): Operations {
  const tickets: string[] = [];
  const started: OpenAttempt[] = [];
  const saved: OpenAttempt[] = [];
  /** Per worker, the attempt it is saving. */
  const saving = new Map<number, OpenAttempt>();
  const leaves = leafCodes();
  /** The fastest seen so far, per second. */
  const fastest: Record<Operation, number> = { register: 0, start: 2000, save: 4000, submit: 2000, journey: 500 };

  const ensureTickets = async (count: number) => {
    if (tickets.length < count) tickets.push(...(await addMembers(owner, count - tickets.length)).tickets);
  };
  const ensureStarted = async (count: number) => {
    const missing = Math.max(0, count - started.length);
    await ensureTickets(missing);
    await share(calls, tickets.splice(0, missing), async (call, ticket) => {
      started.push(await start(call, ticket));
    });
  };

  const steps: Record<Operation, Step<Call>> = {
    register: (call) => register(call, nextPhone(), leaves[phones % leaves.length] ?? ''),
    start: async (call) => {
      const ticket = tickets.pop();
      return ticket === undefined ? false : started.push(await start(call, ticket));
    },
    save: async (call, worker) => {
      const attempt = saving.get(worker) ?? started.pop();
      if (!attempt) return false;
      saving.set(worker, attempt);
      await save(call, attempt);
      if (attempt.revision < savesPerJourney) return true;
      saving.delete(worker);
      return saved.push(attempt);
    },
    submit: async (call) => {
      const attempt = saved.pop() ?? started.pop();
      return attempt ? submit(call, attempt) : false;
    },
    journey: async (call) => {
      const ticket = tickets.pop();
      return ticket === undefined ? false : journey(call, ticket);
    },
  };

  return {
    prepare: async (operation, seconds) => {
      const count = Math.ceil(1.3 * fastest[operation] * seconds);
      if (operation === 'save') await ensureStarted(Math.ceil(count / savesPerJourney));
      else if (operation === 'submit') await ensureStarted(count - saved.length);
      else await ensureTickets(count);
    },
    measure: async (operation, seconds) => {
      const measured = await drive(calls, seconds, steps[operation]);
      if (operation !== 'register') fastest[operation] = Math.max(fastest[operation], measured.rate);
      return measured;
    },
  };
}
