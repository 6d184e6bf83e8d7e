/** Taking what an earlier build left out of the way of the next. */
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Where it lies until the site is removed. */
export const asideFolder = '.aside';
let count = 0;

/**
 * Moves it aside. Deleted, it would weigh on what is measured: for minutes ext4 looks past the places of files just deleted,
 * one by one, for each file it makes.
 * @param names paths below `root`; those that are not there are passed over
 */
export function setAside(root: string, names: readonly string[]): void {
  mkdirSync(join(root, asideFolder), { recursive: true });
  for (const name of names.filter((one) => existsSync(join(root, one)))) {
    count += 1;
    renameSync(join(root, name), join(root, asideFolder, String(count)));
  }
}
