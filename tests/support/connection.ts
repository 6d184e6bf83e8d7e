/** One connection to a database, PGlite or PostgreSQL. Both give the same JavaScript values for the same SQL values. */
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { createSerial } from '../../supabase/local/serial.ts';
import type { ConnectionSettings } from './postgres-server.ts';

/** Runs one statement; without parameters PostgreSQL also takes several. Give json as JSON text. */
export type Query = <Row>(statement: string, parameters?: unknown[]) => Promise<Row[]>;

export interface Connection {
  /** The server's process that serves it; PGlite has none. */
  pid?: number;
  query: Query;
  /** Runs `work` in a transaction of its own; calls at the same time take turns. */
  transaction<Value>(work: (query: Query) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

export function onPglite(database: PGlite): Connection {
  const query: Query = async (statement, parameters) => (await database.query(statement, parameters)).rows as never;
  return {
    query,
    transaction: (work) =>
      database.transaction((transaction) =>
        work(async (statement, parameters) => (await transaction.query(statement, parameters)).rows as never),
      ),
    close: () => database.close(),
  };
}

export async function onPostgres(settings: ConnectionSettings): Promise<Connection> {
  const client = new pg.Client({ ...settings, types });
  // A server killed under the connection ends it: the query then running says so; an idle connection has nobody to tell.
  client.on('error', () => undefined);
  await client.connect();
  const serial = createSerial();
  const query: Query = async (statement, parameters) => {
    try {
      return (await client.query(statement, parameters as unknown[])).rows as never;
    } catch (error) {
      // The error is sent before what the statement held is let go: other sessions may count on that once they know of it.
      await client.query('').catch(() => undefined);
      throw error;
    }
  };
  const [own] = await query<{ pid: number }>('select pg_backend_pid() as pid');
  return {
    ...own,
    query: (statement, parameters) => serial(() => query(statement, parameters)) as never,
    transaction: (work) =>
      serial(async () => {
        await query('begin');
        try {
          const value = await work(query);
          await query('commit');
          return value;
        } catch (error) {
          await query('rollback').catch(() => undefined);
          throw error;
        }
      }),
    close: () => client.end(),
  };
}

const { builtins } = pg.types;
const bigIntArray = 1016;
const parserOf = pg.types.getTypeParser as (type: number) => (value: string) => unknown;
const ofText = (value: string) => value;

/** Where `pg` reads a type otherwise than PGlite does. */
const readers: Record<number, (value: string) => unknown> = {
  [builtins.INT8]: Number,
  [bigIntArray]: (value) => (parserOf(bigIntArray)(value) as string[]).map(Number),
  [builtins.INTERVAL]: ofText,
  [builtins.BYTEA]: (value) => new Uint8Array(Buffer.from(value.slice(2), 'hex')),
  [builtins.DATE]: (value) => new Date(value),
  [builtins.TIMESTAMP]: (value) => new Date(`${value}Z`),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number) => (readers[type] ?? parserOf(type)) as never,
};
