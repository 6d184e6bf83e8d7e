/** The headers of the built site as it stands: every file of it is covered, by every host alike. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { factsOf, filesOf } from '../../src/headers/built-site.ts';
import { inlineParts } from '../../src/headers/page-parts.ts';
import { sourceOf } from '../../src/headers/policy.ts';
import { headersFor, rooms, type Header } from '../../src/headers/site-headers.ts';
import { caddy } from '../support/caddy-reader.ts';
import { cloudflare, netlify, readHeadersFile } from '../support/headers-file-reader.ts';
import { nginx } from '../support/nginx-reader.ts';
import { directivesOf, valuesOf, type Host } from '../support/sent-headers.ts';
import { builtSite } from '../support/site-pages.ts';

const folder = fileURLToPath(builtSite);
const project = join(import.meta.dirname, '../..');
const command = (...args: string[]) =>
  execFileSync(process.execPath, ['src/headers/cli.ts', ...args, '--site', folder], {
    cwd: project,
    encoding: 'utf8',
    stdio: 'pipe',
  });

const files = filesOf(folder);
const all = rooms(factsOf(folder, files));
const file = readFileSync(join(folder, '_headers'), 'utf8');
const hosts: Record<string, Host> = {
  Netlify: await netlify(file),
  'Cloudflare Pages': cloudflare(file),
  nginx: nginx(command('nginx')),
  Caddy: caddy(command('caddy')),
};
/** Where a file is asked for: a page by its folder too. */
const addresses = files.flatMap((path) =>
  path.endsWith('/index.html') ? [path, path.slice(0, -'index.html'.length)] : [path],
);
const sorted = (headers: readonly Header[]) => [...headers].sort(([a], [b]) => (a < b ? -1 : 1));

test.each(Object.entries(hosts))(
  '%s answers at every address of the built site with exactly its headers',
  (_, host) => {
    expect(addresses.length).toBeGreaterThan(400);
    for (const path of addresses) {
      expect(sorted(host(path)), path).toEqual(sorted(headersFor(path, all)));
      expect(valuesOf(host(path), 'Content-Security-Policy'), path).toHaveLength(1);
      expect(valuesOf(host(path), 'X-Frame-Options'), path).toEqual(path.startsWith('/nhung/') ? [] : ['DENY']);
    }
  },
);

test('every route at the top has a rule of its own in _headers', () => {
  const ruled = readHeadersFile(file).map(({ path }) => path.split('/')[1]);
  for (const entry of readdirSync(folder)) if (entry !== '_headers') expect(ruled, entry).toContain(entry);
});

test('_headers is what the command prints, and the command says what it wants where it is not understood', () => {
  expect(command('_headers')).toBe(file);
  expect(() => command('apache')).toThrow(/nginx\|caddy\|_headers/);
});

test('every inline script of a page is named by its policy', () => {
  for (const path of files.filter((name) => name.endsWith('.html'))) {
    const [policy = ''] = valuesOf(hosts['nginx']?.(path) ?? [], 'Content-Security-Policy');
    for (const script of inlineParts(readFileSync(join(folder, path), 'utf8')).scripts)
      expect(directivesOf(policy)['script-src'], path).toContain(sourceOf(script));
  }
});

test('another server for the contest is another address in the policies of the pages that ask it, and of no other', () => {
  const told = nginx(command('nginx', '--backend', 'https://khac.vidu.vn/'));
  const asked = (path: string) => directivesOf(valuesOf(told(path), 'Content-Security-Policy')[0] ?? '')['connect-src'];
  for (const path of ['/cuoc-thi/', '/chung-nhan/', '/nhung/cuoc-thi/'])
    expect(asked(path), path).toEqual(["'self'", 'https://khac.vidu.vn']);
  for (const path of ['/', '/nghi-quyet/', '/tim-kiem/']) expect(asked(path), path).toEqual(["'self'"]);
});
