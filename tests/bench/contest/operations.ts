/** The four calls of an attempt as load: each with the tickets and open attempts it needs, made ready beforehand. */
import type { Client } from 'pg';
import { addMembers, over, roundSlug } from './databases.ts';
import { drive, share, type Step } from './load.ts';
import { journey, save, savesPerJourney, start, submit, type OpenAttempt } from './member.ts';
import type { Measured } from './statistics.ts';

export const operations = ['start', 'save', 'submit', 'journey'] as const;
export type Operation = (typeof operations)[number];

export interface Operations {
  /** Makes ready what so many seconds of an operation will use up. */
  prepare(operation: Operation, seconds: number): Promise<void>;
  measure(operation: Operation, members: readonly Client[], seconds: number): Promise<Measured>;
}

/** @param owner adds members. @param members open attempts outside of the measured time. */
export function operationsOf(owner: Client, members: readonly Client[]): Operations {
  const tickets: string[] = [];
  const started: OpenAttempt[] = [];
  const saved: OpenAttempt[] = [];
  /** Per worker, the attempt it is saving. */
  const saving = new Map<number, OpenAttempt>();
  /** The fastest seen so far, per second. A segment that runs out of work ends early, which is no harm. */
  const fastest: Record<Operation, number> = { start: 2000, save: 4000, submit: 2000, journey: 500 };

  const ensureTickets = async (count: number) => {
    if (tickets.length < count) tickets.push(...(await addMembers(owner, count - tickets.length)));
  };
  const ensureStarted = async (count: number) => {
    const missing = Math.max(0, count - started.length);
    await ensureTickets(missing);
    await share(members, tickets.splice(0, missing), async (client, ticket) => {
      started.push(await start(over(client), ticket, roundSlug));
    });
  };

  const steps: Record<Operation, Step<Client>> = {
    start: async (client) => {
      const ticket = tickets.pop();
      if (ticket === undefined) return false;
      return started.push(await start(over(client), ticket, roundSlug));
    },
    save: async (client, worker) => {
      const attempt = saving.get(worker) ?? started.pop();
      if (!attempt) return false;
      saving.set(worker, attempt);
      await save(over(client), attempt);
      if (attempt.revision < savesPerJourney) return true;
      saving.delete(worker);
      return saved.push(attempt);
    },
    submit: async (client) => {
      const attempt = saved.pop() ?? started.pop();
      return attempt ? submit(over(client), attempt) : false;
    },
    journey: async (client) => {
      const ticket = tickets.pop();
      return ticket === undefined ? false : journey(over(client), ticket, roundSlug);
    },
  };

  return {
    prepare: async (operation, seconds) => {
      const calls = Math.ceil(1.3 * fastest[operation] * seconds);
      if (operation === 'save') await ensureStarted(Math.ceil(calls / savesPerJourney));
      else if (operation === 'submit') await ensureStarted(calls - saved.length);
      else await ensureTickets(calls);
    },
    measure: async (operation, connections, seconds) => {
      const measured = await drive(connections, seconds, steps[operation]);
      fastest[operation] = Math.max(fastest[operation], measured.rate);
      return measured;
    },
  };
}
