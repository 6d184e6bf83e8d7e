/** One page of every template of a built site. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is used rather than read: it needs the contest's server, or is not for search engines to list. */
const notContent = /^\/(?:cuoc-thi|chung-nhan|tim-kiem|nhung|ban-to-chuc|mat-mang)\//;

/**
 * Addresses, sorted: pages that share a folder and a depth are of one template, and the first real one speaks for them.
 * @param dist the built site
 * @param generated what the names of generated pages begin with
 */
export function templateRoutes(dist: string, generated: string): string[] {
  const routes = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((file) => `/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('/index.html'))
    .map((file) => file.slice(0, -'index.html'.length))
    .filter((route) => !notContent.test(route) && !route.includes(`/${generated}`))
    .sort();
  const byTemplate = new Map<string, string>();
  for (const route of routes) {
    const [folder = '', ...below] = route.split('/').filter((step) => step !== '');
    const template = `${folder}/${below.map(() => '*').join('/')}`;
    // Many leaves are old addresses, which lead on at once.
    if (byTemplate.has(template) || isRedirect(join(dist, route, 'index.html'))) continue;
    byTemplate.set(template, route);
  }
  return [...byTemplate.values()];
}

const isRedirect = (file: string) => readFileSync(file, 'utf8').includes('http-equiv="refresh"');
