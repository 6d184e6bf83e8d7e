/** Every host's file is read back by that host's rules and says what `site-headers.ts` says. */
import { describe, expect, test } from 'vitest';
import { caddyfile } from '../../../src/headers/caddyfile.ts';
import { headersFile } from '../../../src/headers/headers-file.ts';
import { nginxConf } from '../../../src/headers/nginx-conf.ts';
import { plainValue } from '../../../src/headers/plain-value.ts';
import { commonHeaders, headersFor, rooms, type Header } from '../../../src/headers/site-headers.ts';
import { caddy } from '../../support/caddy-reader.ts';
import { cloudflare, netlify, readHeadersFile } from '../../support/headers-file-reader.ts';
import { nginx } from '../../support/nginx-reader.ts';
import { valuesOf, type Host } from '../../support/sent-headers.ts';

const files = [
  ...['/index.html', '/404.html', '/favicon.svg', '/sw.js', '/_astro/a.js', '/nghi-quyet/index.html'],
  ...['/nghi-quyet/muc-tieu/index.html', '/cuoc-thi/2026/index.html', '/tim-kiem/index.html', '/en/search/index.html'],
  ...['/pagefind/pagefind.js', '/pagefind/fragment/vi_1.pf_fragment', '/pagefind/index/vi_1.pf_index'],
  ...['/nhung/a/index.html', '/to-roi/a.pdf'],
];
const all = rooms({ backend: 'https://mau.supabase.co', embedScripts: ["'sha256-AAAA='"] });

const file = headersFile(files, all);
const hosts: [string, Host][] = [
  ['Netlify', await netlify(file)],
  ['Cloudflare Pages', cloudflare(file)],
  ['nginx', nginx(nginxConf(all))],
  ['Caddy', caddy(caddyfile(all))],
];

const addresses = [
  ...files,
  ...[
    '/',
    '/nghi-quyet/',
    '/nghi-quyet/muc-tieu/',
    '/cuoc-thi/2026/',
    '/tim-kiem/',
    '/en/search/',
    '/nhung/a/',
    '/nhung/a/v1/',
  ],
  // What is not built, but lies where something is; and what an operator or a later build puts there.
  ...['/nghi-quyet/khong-co/', '/nhung/khong-co/', '/supabase.json', '/oembed/a.json', '/ban-to-chuc/', '/chung-nhan/'],
];

const sorted = (headers: readonly Header[]) => [...headers].sort(([a], [b]) => (a < b ? -1 : 1));

describe.each(hosts)('%s', (_, host) => {
  test.each(addresses)('answers at %s with exactly the headers of that address', (path) => {
    expect(sorted(host(path))).toEqual(sorted(headersFor(path, all)));
  });

  test.each([...addresses, '/khong-co/'])('sends no two policies and no two framing rules at %s', (path) => {
    const sent = host(path);
    expect(valuesOf(sent, 'Content-Security-Policy').length).toBeLessThan(2);
    expect(valuesOf(sent, 'X-Frame-Options').length).toBeLessThan(2);
    expect(valuesOf(sent, 'Content-Security-Policy').filter((value) => value.includes(','))).toEqual([]);
  });
});

test('what lies nowhere gets the site’s policy from servers, and what is said everywhere from hosts without a rule for the rest', () => {
  for (const [name, host] of hosts)
    for (const path of ['/khong-co/', '/supabase.json.txt'])
      expect(sorted(host(path)), `${name} ${path}`).toEqual(
        sorted(['nginx', 'Caddy'].includes(name) ? headersFor(path, all) : commonHeaders),
      );
});

describe('_headers', () => {
  const paths = readHeadersFile(file).map(({ path }) => path);

  test('names each place once, embeds among them, and says nothing of policies or frames for all', () => {
    expect(paths.filter((path) => path === '/nhung/*')).toHaveLength(1);
    expect(new Set(paths).size).toBe(paths.length);
    const everywhere = readHeadersFile(file).find(({ path }) => path === '/*');
    expect(everywhere?.headers.map(([name]) => name)).not.toContain('Content-Security-Policy');
    expect(everywhere?.headers.map(([name]) => name)).not.toContain('X-Frame-Options');
  });

  test('is not written with more rules or longer lines than Cloudflare Pages reads', () => {
    const many = Array.from(
      { length: 100 },
      (_, index) => `/${String.fromCharCode(97 + (index % 26))}${index}x/index.html`,
    );
    expect(() => headersFile(many, all)).toThrow(/Cloudflare Pages chỉ đọc 100/);
    const scripts = Array.from({ length: 40 }, (_, index) => `'sha256-${String(index).padStart(44, 'A')}'`);
    expect(() => headersFile(files, rooms({ backend: undefined, embedScripts: scripts }))).toThrow(/chỉ đọc 2000/);
  });

  test('is not written where a rule for one folder is Netlify’s for another as well', () =>
    expect(() => headersFile([...files, '/english/index.html'], all)).toThrow(/\/en\/ cho cả \/english\//));

  test.each(['  A: b', '/a\nA: b', '/a\n  A b', '/a b\n  A: b', '/*/a\n  A: b', '/a'])('%j is not read', (text) =>
    expect(() => readHeadersFile(text)).toThrow(),
  );
});

test('a header sent by two rules is seen, as is a location without `always`, given twice or by pattern', async () => {
  const twice = await netlify('/*\n  X-Frame-Options: DENY\n\n/a/*\n  X-Frame-Options: DENY\n');
  expect(valuesOf(twice('/a/b'), 'X-Frame-Options')).toHaveLength(2);
  expect(valuesOf(caddy('header {\n\tA "b"\n}\n@a {\n\tpath /a/*\n}\nheader @a {\n\tA "c"\n}')('/a/'), 'A')).toEqual([
    'b',
    'c',
  ]);
  expect(() => nginx('location ^~ / { add_header A "b"; }')).toThrow(/always/);
  expect(() => nginx('location = /a { add_header A "b" always; } location = /a { add_header A "b" always; }')).toThrow(
    /twice/,
  );
  expect(() => nginx('location ~ /a { add_header A "b" always; }')).toThrow(/modifier/);
  expect(() => nginx('location = /a { add_header A "$host" always; }')).toThrow();
  expect(() => caddy('header {\n\tA "{env.A}"\n}')).toThrow();
});

test.each(['a"b', 'a$b', 'a\\b', 'a{b}', 'a\nb', 'ă', ''])('a value of %j is written for no server', (value) =>
  expect(() => plainValue(['A', value])).toThrow(),
);
