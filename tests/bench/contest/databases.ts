/** The bench's server and its two databases: pgbench's, and a migrated one with the bench's contest. */
import { Client } from 'pg';
import { createMigratedDatabase } from '../../support/migrated-database.ts';
import { startPostgres, type PostgresServer } from '../../support/postgres-server.ts';
import { loginRole, makeLoginRole } from '../../support/postgrest.ts';
import { contestDocument } from './contest-document.ts';
import { connectionCount } from './load.ts';
import { loadTpcb } from './tpcb.ts';

const tpcbDatabase = 'tpcb';
const contestDatabase = 'contest';

/** A durable server as it comes, but for its memory; and no checkpoint on its own, which would hit one side of a pair. */
export function startServer(): Promise<PostgresServer> {
  return startPostgres({
    durable: true,
    settings: { shared_buffers: '512MB', max_wal_size: '16GB', checkpoint_timeout: '1h' },
  });
}

/** pgbench's database, loaded. */
export async function openTpcb(server: PostgresServer): Promise<Client[]> {
  await server.createDatabase(tpcbDatabase);
  const clients = await connections(server, tpcbDatabase);
  const [loader] = clients as [Client];
  await loadTpcb(loader);
  return clients;
}

/** A freshly migrated database with the bench's contest. @returns a superuser's connection. */
export async function openContest(server: PostgresServer): Promise<Client> {
  await createMigratedDatabase(server, contestDatabase);
  await makeLoginRole(contestConnection(server));
  const owner = await connect(server, contestDatabase);
  await owner.query('select contest.load($1)', [JSON.stringify(contestDocument(new Date()))]);
  await owner.query('analyze');
  // Eight addresses register what a province does from thousands.
  await owner.query('update contest.settings set registrations_per_address = 100000000');
  return owner;
}

/** How to connect to the contest's database as its superuser. */
export const contestConnection = (server: PostgresServer) => server.connection(contestDatabase);

/** Connections as PostgREST's: logged in as authenticator, acting as anon, in a POST from an address. */
export async function openMembers(server: PostgresServer): Promise<Client[]> {
  const clients = await connections(server, contestDatabase, loginRole);
  for (const [index, client] of clients.entries()) {
    await client.query('set role anon');
    await client.query(`select set_config('request.method', 'POST', false), set_config('request.headers', $1, false)`, [
      JSON.stringify({ 'x-forwarded-for': `198.51.100.${index}`, 'content-type': 'application/json' }),
    ]);
  }
  return clients;
}

function connections(server: PostgresServer, database: string, user?: string): Promise<Client[]> {
  return Promise.all(Array.from({ length: connectionCount }, () => connect(server, database, user)));
}

async function connect(server: PostgresServer, database: string, user?: string): Promise<Client> {
  const client = new Client(server.connection(database, user));
  await client.connect();
  // Once a failure stops the server, only that failure is worth telling.
  client.on('error', () => undefined);
  return client;
}
