import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { embedPolicy, withEmbedPolicy } from '../../../src/headers/embed-policy.ts';
import { factsOf, filesOf } from '../../../src/headers/built-site.ts';
import { blockedParts, inlineParts } from '../../../src/headers/page-parts.ts';
import { policyText, sourceOf } from '../../../src/headers/policy.ts';
import { roomOf, rooms } from '../../../src/headers/site-headers.ts';
import { themeScript } from '../../../src/layouts/theme-script.ts';

const all = rooms({ backend: undefined, embedScripts: [] });
const { policy } = roomOf('/', all);
const page = (body: string) =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><body>${body}</body></html>`;

test.each([
  `<script>${themeScript}</script>`,
  '<script type="module" src="/_astro/a.js"></script>',
  '<script type="application/ld+json">{"a": "<b style=c>"}</script>',
  '<link rel="stylesheet" href="/_astro/a.css"><link rel="canonical" href="https://example.com/">',
  '<img src="/a.png" alt="" srcset="/a.png 1x, /b.png 2x"><svg><image href="/a.png"/></svg>',
  '<video src="/a.mp4"><track src="/a.vtt"></video>',
  '<form action="/tim-kiem/"></form>',
  '<a href="https://example.com/">A</a><a href="data:text/calendar,A" download>B</a><a href="mailto:a@vidu.vn">C</a>',
])('%s is let through', (body) => expect(blockedParts(page(body), policy)).toEqual([]));

test.each([
  `<script>${themeScript} </script>`,
  '<script type="module">import "/a.js"</script>',
  '<script src="https://vidu.vn/a.js"></script>',
  '<script src="//vidu.vn/a.js"></script>',
  '<style>p { color: red }</style>',
  '<svg><style>p { color: red }</style></svg>',
  '<p style="color: red">A</p>',
  '<p onclick="a()">A</p>',
  '<a href="javascript:a()">A</a>',
  '<link rel="stylesheet" href="https://vidu.vn/a.css">',
  '<img src="data:image/png;base64,AAAA" alt="">',
  '<img src="/a.png" srcset="https://vidu.vn/a.png 2x" alt="">',
  '<svg><image href="https://vidu.vn/a.png"/></svg>',
  '<audio src="https://vidu.vn/a.mp3"></audio>',
  '<iframe src="/a/"></iframe>',
  '<object data="/a.pdf"></object>',
  '<embed src="/a.pdf">',
  '<form action="https://vidu.vn/"></form>',
  '<base href="/a/">',
])('%s would be blocked', (body) => expect(blockedParts(page(body), policy)).toHaveLength(1));

test.each([
  ['<p title="a > b" style="color: red">A</p>', 1],
  ["<p title='<p' onclick='a()'>A</p>", 1],
  ['<!-- <p style="color: red"> --><p>A</p>', 0],
  ['<script type="application/json">{"a": "<script>", "b": "<p style=a>"}</script><p style="color: red">A</p>', 1],
  ['<p style="color: red">A</p><p style="color: red">A</p>', 2],
  ['<style>a</style><STYLE>a</STYLE>', 2],
  ['<script>', 1],
])('of %s %i parts would be blocked: quotes hide what ends a tag, comments and data hide tags', (body, count) =>
  expect(blockedParts(page(body), policy)).toHaveLength(count),
);

test('what one policy lets through is looked at again under another', () => {
  const html = page('<img src="/a.png" alt="">');
  expect(blockedParts(html, policy)).toEqual([]);
  expect(blockedParts(html, { ...policy, 'img-src': [] })).toHaveLength(1);
});

test('any inline style is let through only where no hash stands beside, as in browsers', () => {
  const html = page('<style>p { color: red }</style>');
  expect(blockedParts(html, { 'style-src': ["'unsafe-inline'"] })).toEqual([]);
  expect(blockedParts(html, { 'style-src': ["'unsafe-inline'", sourceOf('a')] })).toHaveLength(1);
});

describe('an embed page', () => {
  const html = page('<style>@font-face{src:url(data:font/woff2;base64,AA)}</style><svg></svg><script>a()</script>');
  const { policy: header } = roomOf('/nhung/a/', rooms({ backend: undefined, embedScripts: [sourceOf('a()')] }));

  test('names its own style sheet first thing in its head; scripts and whom it may ask are the header’s to name', () => {
    const meta = `<meta http-equiv="Content-Security-Policy" content="${policyText(embedPolicy(html))}">`;
    expect(withEmbedPolicy(html)).toContain(`<head>${meta}<meta charset`);
    expect(Object.keys(embedPolicy(html))).toEqual(['style-src']);
    expect(policyText(embedPolicy(page('')))).toBe("style-src 'none'");
    expect(() => withEmbedPolicy('<p>A</p>')).toThrow();
  });

  test('may have them, and no file, no attribute and no frame', () => {
    const blocked = (more: string) => {
      const whole = html.replace('</body>', `${more}</body>`);
      return blockedParts(whole, { ...header, ...embedPolicy(whole) });
    };
    expect(blocked('')).toEqual([]);
    expect(blocked('<img src="/a.png" alt=""><img src="data:image/png;base64,AA" alt="">')).toEqual([]);
    for (const more of [
      '<p style="color: red">',
      '<script src="/a.js"></script>',
      '<link rel="stylesheet" href="/a.css">',
      '<iframe src="/a/">',
    ])
      expect(blocked(more), more).toHaveLength(1);
  });

  test('has its inline parts taken as a browser takes them: to the letter', () =>
    expect(inlineParts(page('<style>\n a > b &amp; </style><script> "<p>" && 1 </script>'))).toEqual({
      scripts: [' "<p>" && 1 '],
      styles: ['\n a > b &amp; '],
    }));
});

describe('a built site', () => {
  afterEach(() => vi.unstubAllEnvs());
  const site = (files: Record<string, string>) => {
    vi.stubEnv('SUPABASE_URL', undefined);
    const folder = mkdtempSync(join(tmpdir(), 'headers-site-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  };
  const facts = (files: Record<string, string>, backend?: string) => {
    const folder = site(files);
    return factsOf(folder, filesOf(folder), backend);
  };

  test('is asked where the contest’s server is: told, else set, else said by its own file, else the site’s own', () => {
    const files = { 'supabase.json': '{"url": "https://a.supabase.co/", "publishable_key": "k"}' };
    expect(facts({}).backend).toBeUndefined();
    expect(facts(files).backend).toBe('https://a.supabase.co');
    expect(facts(files, 'https://c.vidu.vn:8443/rest').backend).toBe('https://c.vidu.vn:8443');
    const folder = site(files);
    vi.stubEnv('SUPABASE_URL', 'https://b.supabase.co');
    expect(factsOf(folder, []).backend).toBe('https://b.supabase.co');
  });

  test.each(['a.supabase.co', 'ftp://a.vn', 'https://a;script-src', "https://'unsafe-inline'", '', 'https://*'])(
    'has no server at %j',
    (address) => expect(() => facts({}, address)).toThrow(/Supabase/),
  );

  test('has the scripts of its embed pages named once each, and those of no other page', () => {
    const files = {
      'nhung/a/index.html': page('<script>a()</script>'),
      'nhung/b/v1/index.html': page('<script>a()</script><script>b()</script>'),
      'index.html': page('<script>c()</script>'),
      _headers: '/*',
    };
    expect(facts(files).embedScripts).toEqual([sourceOf('a()'), sourceOf('b()')].sort());
    expect(filesOf(site(files))).toEqual(['/index.html', '/nhung/a/index.html', '/nhung/b/v1/index.html']);
  });
});
