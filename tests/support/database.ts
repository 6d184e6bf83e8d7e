/** A migrated database of a test's own, in which time stands where the test puts it and calls are made as an actor. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { describe, inject } from 'vitest';
import type { Args, FunctionName, Result } from '../../src/contest/contract.ts';
import { onPglite, onPostgres, type Connection } from './connection.ts';
import { ownerRole } from './migrated-database.ts';
import { connectionTo, createDatabase, dropDatabase } from './postgres-server.ts';
import { createCaller, type Answer, type Call } from './rpc.ts';
import type { SampleContest } from './sample-contest.ts';
import { passTimeSql, setClockSql } from './test-clock.ts';

export type { Actor, Answer, Call } from './rpc.ts';
export { noon } from './test-clock.ts';

/** One connection to a test's database. */
export interface Session {
  /** The server's process behind it, for tests/support/locks.ts; PGlite has none. */
  pid?: number;
  /** Runs SQL as the owner. */
  sql<Row>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** Calls an api function as `anon`, or another actor, the way PostgREST does: one transaction per call. */
  call<Name extends FunctionName>(name: Name, args: Args<Name>, as?: Call): Promise<Answer<Result<Name>>>;
  /** Like `call`, for calls that must succeed. */
  ask<Name extends FunctionName>(name: Name, args: Args<Name>, as?: Call): Promise<Result<Name>>;
}

export interface TestDatabase extends Session {
  /** So many further connections, for calls that meet each other. Only on a real server: see {@link describeOnServers}. */
  sessions(count: number): Promise<Session[]>;
  /** Puts the clock at a moment, for every session. */
  setClock(moment: Date): Promise<void>;
  /** Moves the clock on by so many ms, and returns where it stands. */
  passTime(ms: number): Promise<Date>;
  /** Lets the real time run, from now: the sample contest's rounds are long over then. */
  letTimeRun(): Promise<void>;
  load(contest: SampleContest): Promise<void>;
  close(): Promise<void>;
}

/** Rules that need several sessions at once. PGlite has one: there they are skipped, and say so. */
export function describeOnServers(name: string, rules: () => void): void {
  const isServer = inject('engine').kind === 'postgres';
  describe.skipIf(!isServer)(isServer ? name : `${name} (skipped: PGlite has one session)`, rules);
}

/**
 * Opens a copy of the migrated database with the clock at {@link noon} and a contest loaded: the sample contest unless told.
 */
export async function openTestDatabase(contest?: SampleContest): Promise<TestDatabase> {
  const { connect, remove } = await copyTemplate(contest ? 'empty' : 'sample');
  const connection = await connect();
  const opened = [connection];
  const database: TestDatabase = {
    ...onConnection(connection),
    sessions: async (count) => {
      const more = await Promise.all(Array.from({ length: count }, connect));
      opened.push(...more);
      return more.map(onConnection);
    },
    setClock: async (moment) => {
      await connection.query(setClockSql, [moment]);
    },
    passTime: async (ms) => {
      const [row] = await connection.query<{ moment: Date }>(passTimeSql, [ms]);
      return row?.moment as Date;
    },
    letTimeRun: async () => {
      await connection.query(setClockSql, [null]);
    },
    load: async (document) => {
      await connection.query('select contest.load($1)', [JSON.stringify(document)]);
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      await remove();
    },
  };
  if (contest) await database.load(contest);
  return database;
}

/** The calls of a test on one connection. */
export function onConnection(connection: Connection): Session {
  const call = createCaller(connection);
  return {
    ...(connection.pid === undefined ? {} : { pid: connection.pid }),
    sql: connection.query,
    call,
    ask: async (name, args, as) => {
      const answer = await call(name, args, as);
      if (answer.value === undefined)
        throw new Error(`${name} was refused: ${(answer as { refusal: string }).refusal}`);
      return answer.value;
    },
  };
}

interface Copy {
  /** Opens a connection as the owner. */
  connect: () => Promise<Connection>;
  /** Call once every connection is closed. */
  remove: () => Promise<void>;
}

async function copyTemplate(name: 'empty' | 'sample'): Promise<Copy> {
  const templates = inject('templates');
  if (templates.kind === 'pglite') {
    const dump = new Blob([readFileSync(templates[name])]);
    let isTaken = false;
    return {
      connect: async () => {
        if (isTaken) throw new Error('PGlite has one session: use describeOnServers');
        isTaken = true;
        return onPglite(await PGlite.create({ loadDataDir: dump }));
      },
      remove: async () => undefined,
    };
  }
  const { port } = templates;
  const copy = `test_${randomBytes(8).toString('hex')}`;
  await createDatabase(port, copy, { template: templates[name], owner: ownerRole });
  return {
    connect: () => onPostgres(connectionTo(port, copy, ownerRole)),
    remove: () => dropDatabase(port, copy),
  };
}
