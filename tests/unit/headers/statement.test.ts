import { describe, expect, test } from 'vitest';
import { themeScript } from '../../../src/layouts/theme-script.ts';
import { sourceOf } from '../../../src/headers/policy.ts';
import { commonHeaders, headersFor, rooms } from '../../../src/headers/site-headers.ts';
import { directivesOf, valuesOf } from '../../support/sent-headers.ts';

const backend = 'https://mau.supabase.co';
const embedScript = sourceOf('parent.postMessage(1,"*")');
const all = rooms({ backend, embedScripts: [embedScript] });

const said = (path: string, name: string) => valuesOf(headersFor(path, all), name);
const policyAt = (path: string) => directivesOf(said(path, 'Content-Security-Policy')[0] ?? '');

const reading = [
  '/',
  '/404.html',
  '/nghi-quyet/muc-tieu/',
  '/favicon.svg',
  '/sw.js',
  '/rss.xml',
  '/infographic/a/',
  '/khong-co/',
];
const contest = ['/cuoc-thi/', '/cuoc-thi/2026/xep-hang/', '/chung-nhan/', '/ban-to-chuc/'];
const searching = ['/tim-kiem/', '/en/search/', '/pagefind/pagefind-worker.js'];
const others = [
  '/bieu-mau/a/',
  '/_astro/a.js',
  '/pagefind/fragment/vi_1.pf_fragment',
  '/supabase.json',
  '/oembed/a.json',
];
const framed = ['/nhung/a/', '/nhung/a/v1/en/', '/nhung/cuoc-thi/'];

test.each([...reading, ...contest, ...searching, ...others])('%s may be framed by nobody', (path) => {
  expect(policyAt(path)['frame-ancestors']).toEqual(["'none'"]);
  expect(said(path, 'X-Frame-Options')).toEqual(['DENY']);
});

test.each(framed)('%s may be framed by anybody, in the older header’s terms too', (path) => {
  expect(policyAt(path)['frame-ancestors']).toEqual(['*']);
  expect(said(path, 'X-Frame-Options')).toEqual([]);
});

test.each(['/nhung', '/nhungxyz/', '/vi/nhung/'])('%s is no embed', (path) =>
  expect(policyAt(path)['frame-ancestors']).toEqual(["'none'"]),
);

test.each([...reading, ...contest, ...searching, ...others, ...framed])(
  '%s gets no header twice, and one policy',
  (path) => {
    const names = headersFor(path, all).map(([name]) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('content-security-policy');
    for (const [name] of commonHeaders) expect(names).toContain(name.toLowerCase());
  },
);

test('no room says what is said everywhere: a host that joins rules would send it twice', () => {
  const everywhere = commonHeaders.map(([name]) => name);
  for (const { headers } of all)
    expect(headers.map(([name]) => name).filter((name) => everywhere.includes(name))).toEqual([]);
});

describe('the policy of the site', () => {
  test.each([...reading, ...contest, ...searching, ...others])(
    'allows at %s what is the site’s own, and one script by its hash',
    (path) => {
      const { 'script-src': scripts = [], 'connect-src': asked, ...rest } = policyAt(path);
      expect(scripts.filter((source) => source !== "'wasm-unsafe-eval'")).toEqual(["'self'", sourceOf(themeScript)]);
      expect(scripts.includes("'wasm-unsafe-eval'")).toBe(searching.includes(path));
      expect(asked).toEqual(contest.includes(path) ? ["'self'", backend] : ["'self'"]);
      expect(rest['default-src']).toEqual(["'none'"]);
      expect(
        Object.values(rest)
          .flat()
          .filter((source) => !["'none'", "'self'"].includes(source)),
      ).toEqual([]);
    },
  );

  test.each(framed)('allows at %s what an embed page has in itself, and what the contest’s asks', (path) => {
    const policy = policyAt(path);
    expect(policy['script-src']).toEqual([embedScript]);
    expect(policy['style-src']).toEqual(["'self'", "'unsafe-inline'"]);
    expect(policy['font-src']).toEqual(["'self'", 'data:']);
    expect(policy['connect-src']).toEqual(["'self'", backend]);
    expect(policy['default-src']).toEqual(["'none'"]);
  });

  test('runs no script in an embed where no embed page has one', () => {
    const none = headersFor('/nhung/a/', rooms({ backend: undefined, embedScripts: [] }));
    expect(directivesOf(valuesOf(none, 'Content-Security-Policy')[0] ?? '')).toMatchObject({
      'script-src': ["'none'"],
      'connect-src': ["'self'"],
    });
  });
});

test.each([
  ['/_astro/a.B1.js', 'public, max-age=31536000, immutable'],
  ['/pagefind/fragment/vi_1.pf_fragment', 'public, max-age=31536000, immutable'],
  ['/pagefind/index/vi_1.pf_index', 'public, max-age=31536000, immutable'],
  ['/pagefind/pagefind.js', 'no-cache'],
  ['/sw.js', 'no-cache'],
  ['/', 'no-cache'],
  ['/nhung/a/', 'public, max-age=300'],
  ['/supabase.json', 'no-store'],
])('%s is kept as long as its name stands for its content: %s', (path, value) =>
  expect(said(path, 'Cache-Control')).toEqual([value]),
);

test('what frames without an origin and other programs ask for may be read by them, and nothing else', () => {
  for (const path of ['/supabase.json', '/oembed/a.json'])
    expect(said(path, 'Access-Control-Allow-Origin')).toEqual(['*']);
  for (const path of [...reading, ...contest, ...searching, ...framed])
    expect(said(path, 'Access-Control-Allow-Origin')).toEqual([]);
});

test('pages with something of their reader’s stand apart from the window that opened them; where embeds link to do not', () => {
  for (const path of [...contest, '/bieu-mau/a/'])
    expect(said(path, 'Cross-Origin-Opener-Policy')).toEqual(['same-origin']);
  for (const path of ['/', '/infographic/a/', ...framed]) expect(said(path, 'Cross-Origin-Opener-Policy')).toEqual([]);
});

test('plain http is refused by browsers for this name alone, and not for ever', () =>
  expect(said('/', 'Strict-Transport-Security')).toEqual(['max-age=15768000']));

test('sharing, copying and full screen are left to the page', () =>
  expect(said('/', 'Permissions-Policy')[0]).not.toMatch(
    /clipboard|web-share|speech|fullscreen|picture|autoplay|wake-lock/,
  ));
