/**
 * A folder that remembers what was made at the cost of seconds, under the hash of what it was made from. A file begins with
 * the hash of what follows: one that was cut short or damaged is no answer, and is made anew.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const dayMs = 86_400_000;
/** A day's builds mark a file as used once. */
const markAgainMs = dayMs;

export interface Cache {
  /** What stands under `key`, made by `make` where nothing does. Asked twice at once, it is made once. */
  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>>;
}

/** @param folder is made where it is not there */
export function openCache(folder: string): Cache {
  const making = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    get(key, make) {
      const begun = making.get(key) ?? getOnce(folder, key, make).finally(() => making.delete(key));
      making.set(key, begun);
      return begun;
    },
  };
}

/** The key of whatever `parts` decide; strings and bytes alike. */
export function cacheKey(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // With its length before it, no part can pass for the end of another.
  for (const part of parts.map((one) => Buffer.from(one))) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}

async function getOnce(folder: string, key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(folder, key);
  const kept = await readWhole(file);
  if (kept) return kept;
  const made = new Uint8Array(await make());
  await mkdir(folder, { recursive: true });
  // Written beside and renamed: a build running at the same time never reads half of it.
  const beside = `${file}.${process.pid}.part`;
  await writeFile(beside, Buffer.concat([digest(made), made]));
  await rename(beside, file);
  return made;
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const digestLength = 32;

async function readWhole(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const found = await readFile(file).catch(() => undefined);
  if (!found) return undefined;
  const kept = new Uint8Array(found.subarray(digestLength));
  if (!digest(kept).equals(found.subarray(0, digestLength))) return undefined;
  const used = await stat(file).catch(() => undefined);
  const now = Date.now();
  if (used && now - used.mtimeMs > markAgainMs) await utimes(file, now / 1000, now / 1000).catch(() => undefined);
  return kept;
}

/**
 * Takes away what no build has used for `days`: builds of other branches and of yesterday's drawing come back within
 * these, so the last build alone does not decide.
 * @returns how many files are gone
 */
export async function pruneCache(folder: string, days = 30): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const oldest = Date.now() - days * dayMs;
  const gone = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const facts = await stat(file).catch(() => undefined);
      if (!facts?.isFile() || facts.mtimeMs >= oldest) return 0;
      await rm(file, { force: true });
      return 1;
    }),
  );
  return gone.reduce<number>((sum, one) => sum + one, 0);
}
