/** PostgreSQL refuses to run as root. As whom it runs then, and whether that user can reach its programs. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** For `spawn`. Empty: as whoever we are. */
export type User = { uid: number; gid: number } | Record<never, never>;

/** The user to run a server as: `postgres` or `nobody` where we are root, else ourselves. Nothing is added to the machine. */
export function unprivilegedUser(): User {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (option: string) =>
        Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody');
}

let copied: { of: string; bin: string } | undefined;

/** The programs in `bin`, or a copy of them where `user` may not enter their folder (a checkout under /root). */
export function reachableBy(user: User, bin: string): string {
  if (!('uid' in user) || isOpenToAll(bin)) return bin;
  if (copied?.of !== bin) {
    const folder = mkdtempSync(join(tmpdir(), 'contest-postgres-programs-'));
    cpSync(dirname(bin), folder, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', folder]);
    copied = { of: bin, bin: join(folder, 'bin') };
    process.once('exit', () => execFileSync('rm', ['-rf', folder]));
  }
  return copied.bin;
}

function isOpenToAll(path: string): boolean {
  const real = realpathSync(path);
  const canEnter = (statSync(real).mode & 0o001) !== 0;
  return canEnter && (dirname(real) === real || isOpenToAll(dirname(real)));
}
