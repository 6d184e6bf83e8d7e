/** A real PostgREST on a database of a real PostgreSQL, configured as hosted Supabase configures it (supabase/config.toml). */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { withConnection } from './migrated-database.ts';
import { guardAgainstOrphans } from './orphan-guard.ts';
import { findPostgrest } from './postgres-binaries.ts';
import { connectionUri, freePort, type ConnectionSettings } from './postgres-server.ts';

export interface PostgrestOptions {
  /** The database as its superuser: for the login role, which is made here. Supabase's roles and the migrations must be there. */
  database: ConnectionSettings;
  jwtSecret: string;
  /** Connections to the database at once (10 unless told). */
  pool?: number;
}

export interface Postgrest {
  /** `http://127.0.0.1:<port>`; functions under `/rpc/`, without `/rest/v1`. */
  readonly url: string;
  readonly pid: number;
  /** What it has printed. */
  log(): string;
  stop(): Promise<void>;
}

/** As whom PostgREST logs in; it becomes `anon` or `authenticated` for each request. */
export const loginRole = 'authenticator';

/** Starts PostgREST and waits until it has read the database's functions. */
export async function startPostgrest(options: PostgrestOptions): Promise<Postgrest> {
  const program = findPostgrest();
  if (program === undefined) throw new Error('npm has no PostgREST for this platform');
  await makeLoginRole(options.database);
  const [port, adminPort] = [await freePort(), await freePort()];
  const child = spawn(program, [], {
    env: {
      PGRST_DB_URI: connectionUri({ ...options.database, user: loginRole }),
      PGRST_DB_SCHEMAS: 'api',
      PGRST_DB_EXTRA_SEARCH_PATH: '',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_MAX_ROWS: '1000',
      PGRST_DB_POOL: String(options.pool ?? 10),
      PGRST_JWT_SECRET: options.jwtSecret,
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
      PGRST_ADMIN_SERVER_PORT: String(adminPort),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const guard = guardAgainstOrphans();
  guard.watch(child.pid);
  const stop = async () => {
    guard.dismiss();
    await endProcess(child);
  };
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  try {
    await untilReady(child, `http://127.0.0.1:${adminPort}/ready`, () => printed);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}`, pid: Number(child.pid), log: () => printed, stop };
}

/** Makes the role of {@link loginRole} where it is not there yet. The time limits are hosted Supabase's. */
export async function makeLoginRole(database: ConnectionSettings): Promise<void> {
  await withConnection(database, (superuser) =>
    superuser.exec(`
      do $$
      begin
        if not exists (select from pg_roles where rolname = '${loginRole}') then
          create role ${loginRole} login noinherit;
          grant anon, authenticated, service_role to ${loginRole};
          alter role ${loginRole} set statement_timeout = '8s';
          alter role ${loginRole} set lock_timeout = '8s';
          alter role anon set statement_timeout = '3s';
          alter role authenticated set statement_timeout = '8s';
        end if;
      end $$`),
  );
}

async function untilReady(child: ChildProcess, address: string, printed: () => string): Promise<void> {
  const waitedSince = performance.now();
  for (;;) {
    const status = await fetch(address).then(
      (reply) => reply.status,
      () => 0,
    );
    if (status === 200) return;
    if (child.exitCode !== null || performance.now() - waitedSince > 30_000) {
      throw new Error(`PostgREST did not start:\n${printed().slice(-2000)}`);
    }
    await pause(20);
  }
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await ended;
}
