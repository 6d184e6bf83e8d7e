/** The addresses of a built site, as a host whose rules are all applied at once needs them: apart from one another. */
import type { Room } from './site-headers.ts';

/**
 * Places that cover every file and every room, none of them inside another: `/folder/` for everything below, `/file`, and
 * `/` or `/folder/` alone, without what is below, where `exact` says so.
 */
export interface Place {
  path: string;
  exact: boolean;
}

/** @param files paths of every file of the built site, `/cuoc-thi/index.html` */
export function placesOf(files: readonly string[], rooms: readonly Room[]): Place[] {
  const paths = rooms.flatMap((room) => room.paths).filter((path) => path !== '/');
  const isParted = (folder: string) => paths.some((path) => path !== folder && path.startsWith(folder));
  const places = new Map<string, Place>();
  const add = (path: string, exact: boolean) => places.set(`${path} ${exact}`, { path, exact });
  for (const path of [...files, ...paths]) {
    let folder = '/';
    while (isParted(folder) && path !== folder) {
      // The page of a folder goes by the folder's own address as well.
      if (path === `${folder}index.html`) add(folder, true);
      const end = path.indexOf('/', folder.length) + 1;
      folder = end === 0 ? path : path.slice(0, end);
    }
    if (!isParted(folder)) add(folder, !folder.endsWith('/'));
  }
  return [...places.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
