/**
 * The data folder of the local product: one running instance at a time, and never a database that was only half made.
 *
 *   <folder>/lock      process id of the instance that holds the folder
 *   <folder>/keys.json API keys, token secret, the demo organiser's password
 *   <folder>/data/     PGlite's files
 *   <folder>/complete  written once the first database stood complete
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from './problem.ts';

export interface DataFolder {
  /** PGlite's own folder; may not exist yet. */
  readonly database: string;
  /** Where the keys are kept between runs. */
  readonly keys: string;
  /** Whether a complete database is there. */
  readonly isComplete: boolean;
  /** Call once the database is complete for the first time. */
  markComplete(): void;
  /** Gives the folder up for the next instance. */
  release(): void;
}

/**
 * Claims `folder` for this process.
 * @param startOver throw away what the folder holds, once it is ours.
 * @throws StartProblem when another instance holds it, or what it holds is incomplete. Nothing is deleted then.
 */
export function claimFolder(folder: string, startOver: boolean): DataFolder {
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'lock');
  claimLock(lock, folder);

  const database = join(folder, 'data');
  const complete = join(folder, 'complete');
  try {
    if (startOver) {
      for (const name of ['complete', 'data', 'keys.json'])
        rmSync(join(folder, name), { recursive: true, force: true });
    }
    refuseHalfWritten(folder, database, complete);
  } catch (problem) {
    rmSync(lock, { force: true });
    throw problem;
  }
  return {
    database,
    keys: join(folder, 'keys.json'),
    isComplete: existsSync(complete),
    markComplete: () => writeFileSync(complete, `${new Date().toISOString()}\n`),
    release: () => rmSync(lock, { force: true }),
  };
}

function claimLock(lock: string, folder: string): void {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(readFileSync(lock, 'utf8'));
    if (isAlive(holder)) {
      throw new StartProblem(
        `Một bản khác đang chạy trên thư mục dữ liệu ${folder} (tiến trình ${holder}): hãy dừng bản đó bằng Ctrl-C rồi chạy lại.`,
      );
    }
    // Left behind by a crash. Renaming is atomic: of two instances that see it, one wins and the other looks again.
    const aside = `${lock}.${randomUUID()}`;
    try {
      renameSync(lock, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    rmSync(aside, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process, but alive.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function refuseHalfWritten(folder: string, database: string, complete: string): void {
  const looksWhole = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'].every((name) =>
    isPresent(join(database, name)),
  );
  if (existsSync(complete) === existsSync(database) && (looksWhole || !existsSync(database))) return;
  throw new StartProblem(
    `Thư mục dữ liệu ${folder} dở dang (lần chạy trước bị ngắt giữa chừng hoặc thiếu tệp); chưa xóa gì cả: ` +
      'hãy chép lại nếu cần, rồi chạy "npm start -- --fresh" để làm lại từ đầu.',
  );
}

function isPresent(path: string): boolean {
  return existsSync(path) && (statSync(path).isDirectory() || statSync(path).size > 0);
}
