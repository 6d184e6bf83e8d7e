/** What the figures were measured on: without it they say nothing. */
import { cpus, release, totalmem, type } from 'node:os';
import type { Client } from 'pg';

const settings = [
  'server_version',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'shared_buffers',
  'max_wal_size',
];

export interface Machine {
  /** Machine, server and time, each with all that matters. */
  lines: string[];
  /** The same in one short line. */
  short: string;
}

export async function describeMachine(server: Client, args: readonly string[]): Promise<Machine> {
  const { rows } = await server.query<{ name: string; value: string }>(
    'select name, current_setting(name) as value from unnest($1::text[]) as name',
    [settings],
  );
  const [version, ...others] = rows.map(({ name, value }) => (name === 'server_version' ? value : `${name} ${value}`));
  const processor = `${cpus()[0]?.model ?? '?'}, ${cpus().length} nhân`;
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB bộ nhớ`;
  const now = new Date().toISOString();
  return {
    lines: [
      `Máy        ${processor}, ${memory}, ${type()} ${release()}, Node ${process.versions.node}`,
      `Máy chủ    PostgreSQL ${version}; ${others.join(', ')}`,
      `Lúc        ${now}: npm run bench:contest${args.length > 0 ? ` -- ${args.join(' ')}` : ''}`,
    ],
    short: `${processor}, ${memory}; PostgreSQL ${version}; ${now.slice(0, 10)}`,
  };
}
