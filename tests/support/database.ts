/** A migrated database of a test's own, in which time stands where the test puts it and calls are made as an actor. */
import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import type { Args, FunctionName, Result } from '../../src/contest/contract.ts';
import { sampleContest, type SampleContest } from './sample-contest.ts';

export type Actor = 'anon' | 'authenticated' | 'service_role';

/** What PostgREST would answer. */
export type Answer<Value> =
  | { status: 200; value: Value; cacheControl: string }
  | { status: number; refusal: string; value?: undefined; cacheControl?: string };

export interface TestDatabase {
  /** Runs SQL as the owner. */
  sql<Row>(statement: string, parameters?: unknown[]): Promise<Row[]>;
  /** Calls an api function as `anon`, or another actor, the way PostgREST does: one transaction per call. */
  call<Name extends FunctionName>(name: Name, args: Args<Name>, as?: Call): Promise<Answer<Result<Name>>>;
  /** Like `call`, for calls that must succeed. */
  ask<Name extends FunctionName>(name: Name, args: Args<Name>): Promise<Result<Name>>;
  /** Puts the clock at a moment. */
  setClock(moment: Date): Promise<void>;
  /** Moves the clock on by so many ms, and returns where it stands. */
  passTime(ms: number): Promise<Date>;
  load(contest: SampleContest): Promise<void>;
  close(): Promise<void>;
}

export interface Call {
  actor?: Actor;
  verb?: 'GET' | 'POST';
}

/** When the sample contest's clock starts. */
export const noon = new Date('2026-06-15T05:00:00.000Z');

/** Opens a copy of the migrated database with the sample contest loaded and the clock at {@link noon}. */
export async function openTestDatabase(contest: SampleContest = sampleContest()): Promise<TestDatabase> {
  const dump = new Blob([readFileSync(inject('templateDatabase'))]);
  const pg = await PGlite.create({ loadDataDir: dump });
  // The clock is the only source of time, so replacing it moves everything.
  await pg.exec(`
    create or replace function contest.clock() returns timestamptz
    language sql volatile set search_path = '' as $$ select current_setting('test.now')::timestamptz $$;
  `);
  let now = noon;

  const database: TestDatabase = {
    sql: async (statement, parameters) => (await pg.query(statement, parameters)).rows as never,
    call: (name, args, { actor = 'anon', verb = 'POST' } = {}) =>
      pg
        .transaction(async (transaction) => {
          const settings: Record<string, string> = {
            role: actor,
            'request.method': verb,
            'response.status': '',
            'response.headers': '',
          };
          for (const [setting, value] of Object.entries(settings)) {
            await transaction.query('select set_config($1, $2, true)', [setting, value]);
          }
          const given = Object.entries(args).filter(([, value]) => value !== undefined);
          const list = given.map(([argument], index) => `${argument} => $${index + 1}`).join(', ');
          const { rows } = await transaction.query<{ value: Result<typeof name> }>(
            `select api.${name}(${list}) as value`,
            given.map(([, value]) => value),
          );
          const [reply] = (
            await transaction.query<{ status: string; headers: string }>(
              `select current_setting('response.status') as status, current_setting('response.headers') as headers`,
            )
          ).rows;
          const value = rows[0]?.value as Result<typeof name> & { message?: string };
          if (reply?.status) return { status: Number(reply.status), refusal: String(value.message) };
          const headers = JSON.parse(reply?.headers || '[]') as { 'Cache-Control': string }[];
          return { status: 200 as const, value, cacheControl: headers[0]?.['Cache-Control'] ?? '' };
        })
        .catch((error: { code?: string; message: string }) => {
          const status = /^PT(\d{3})$/.exec(error.code ?? '')?.[1];
          if (status === undefined) throw error;
          return { status: Number(status), refusal: error.message };
        }),
    ask: async (name, args) => {
      const answer = await database.call(name, args);
      if (answer.value === undefined)
        throw new Error(`${name} was refused: ${(answer as { refusal: string }).refusal}`);
      return answer.value;
    },
    setClock: async (moment) => {
      now = moment;
      await pg.query(`select set_config('test.now', $1, false)`, [moment.toISOString()]);
    },
    passTime: async (ms) => {
      await database.setClock(new Date(now.getTime() + ms));
      return now;
    },
    load: async (document) => {
      await pg.query('select contest.load($1)', [JSON.stringify(document)]);
    },
    close: () => pg.close(),
  };
  await database.setClock(noon);
  await database.load(contest);
  return database;
}
