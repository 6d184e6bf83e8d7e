/** The folder of a throw-away PostgreSQL server: `data` with a fresh cluster, and room for its log. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { User } from './postgres-user.ts';

/**
 * Makes a folder that `user` may run a server in, with the programs of `bin`.
 * @param on `memory` where nothing need survive: much faster, where the system offers memory as a folder.
 */
export function makeServerFolder(bin: string, user: User, on: 'disk' | 'memory'): string {
  const folder = ownFolder(user, on === 'disk' ? tmpdir() : fastestFolder());
  try {
    initialise(bin, join(folder, 'data'), user);
    return folder;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
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
    ['-D', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', `--locale=${locale}`, '--no-sync'],
    { ...user, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}
