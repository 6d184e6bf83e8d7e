import { expect, test } from 'vitest';
import { knownRoutes } from '../../src/content-gate/routes.ts';
import { readContent } from '../../src/content-gate/content-tree.ts';
import { foreignLoads, linkFaults, type BuiltSite } from '../support/site-links.ts';
import { builtFiles, builtHtml, builtPages, oldAddresses } from '../support/site-pages.ts';

const read = async (routes: string[]) =>
  new Map(await Promise.all(routes.map(async (route) => [route, await builtHtml(route)] as const)));
const pages = await read([...(await builtPages()), ...(await oldAddresses())]);
const files = await builtFiles();
const origin = /<link rel="canonical" href="(https?:\/\/[^/"]+)/.exec(pages.get('/') ?? '')?.[1] ?? '';
const built: BuiltSite = {
  origin,
  pages,
  files: new Set(files),
  styles: await read(files.filter((file) => file.endsWith('.css'))),
};

test('no address on any page leads nowhere, nor to a passage that is not there', () => {
  expect(pages.size).toBeGreaterThan(30);
  expect(origin).not.toBe('');
  expect(linkFaults(built)).toEqual([]);
});

test('no page loads anything from another origin', () => {
  expect(foreignLoads(built)).toEqual([]);
});

test('every old address of the content leads to the page that took it over', async () => {
  const { aliases } = knownRoutes(await readContent(process.cwd()), []);
  for (const [alias, route] of aliases)
    expect(pages.get(alias), `${alias} → ${route}`).toContain(`content="0; url=${route}"`);
});

/** Two pages without a fault, with changes to the first. */
const sampleSite = (head: string, body: string, more: Record<string, string> = {}): BuiltSite => {
  const page = (route: string, inHead: string, inBody: string) =>
    `<!DOCTYPE html><html lang="vi"><head><title>A</title>${inHead || `<link rel="canonical" href="https://vidu.vn${route}">`}</head><body>${inBody}</body></html>`;
  const other = '<h2 id="muc">Mục</h2><a href="/">Về</a>';
  return {
    origin: 'https://vidu.vn',
    pages: new Map([
      ['/', page('/', head, body)],
      ['/hai/', page('/hai/', '', other)],
      ...Object.entries(more).map(([route, inHead]) => [route, page(route, inHead, '')] as const),
    ]),
    files: new Set(['/a.png', '/a.css', '/lich.ics']),
    styles: new Map([['/a.css', 'p { background: url("a.png") }']]),
  };
};
const faultsOf = (...given: Parameters<typeof sampleSite>) => linkFaults(sampleSite(...given));

test('sound addresses are let pass, those of other sites and what a host adds among them', () => {
  const body = `<a href="/hai/#muc">A</a><a href="#x" id="x">B</a><a href="/hai/?q=1#muc">C</a><a href="https://khac.vn/abc">D</a>
    <a href="mailto:a@vidu.vn">E</a><img src="/a.png" alt=""><a href="lich.ics">F</a><link rel="preload" href="/supabase.json">
    <img srcset="/a.png 1x, /a.png 2x" alt=""><a href="https://vidu.vn/hai/">G</a>`;
  expect(faultsOf('', body)).toEqual([]);
});

test.each([
  ['a page that is not there', '<a href="/ba/">A</a>', '"/ba/" is no page and no file'],
  ['an address without its last stroke', '<a href="/hai">A</a>', '"/hai" is no page'],
  ['a passage of another page', '<a href="/hai/#khac">A</a>', 'no passage #khac'],
  ['a passage of the page itself', '<a href="#khac">A</a>', 'no passage #khac'],
  ['an empty address', '<a href="">A</a>', 'leads nowhere'],
  ['a picture', '<img src="/b.png" alt="">', '"/b.png"'],
  ['a picture for a sharper screen', '<img srcset="/a.png 1x, /b.png 2x" alt="">', '"/b.png"'],
  ['a form', '<form action="/tim/"></form>', '"/tim/"'],
  ['a whole address of this site', '<a href="https://vidu.vn/ba/">A</a>', 'is no page'],
  ['a drawing inside a drawing', '<svg><use href="/b.svg#x"></use></svg>', '"/b.svg#x"'],
])('a dead address is found: %s', (_, body, fault) => {
  expect(faultsOf('', body)).toEqual([expect.stringContaining(fault)]);
});

test('a canonical address must be the page’s own, and there must be one', () => {
  expect(faultsOf('<link rel="canonical" href="https://vidu.vn/hai/">', '')).toEqual([
    expect.stringContaining('canonical'),
  ]);
  expect(faultsOf('<meta name="author" content="A">', '')).toEqual([expect.stringContaining('missing')]);
  expect(faultsOf('<meta name="robots" content="noindex">', '')).toEqual([]);
  expect(
    faultsOf('', '', {
      '/cu/':
        '<meta property="og:image" content="https://vidu.vn/x.png"><link rel="canonical" href="https://vidu.vn/cu/">',
    }),
  ).toEqual(['/cu/: "https://vidu.vn/x.png" is no page and no file']);
});

test('an old address must lead straight to a page, and name it as the canonical one', () => {
  const to = (route: string, canonical: string) =>
    `<meta http-equiv="refresh" content="0; url=${route}"><link rel="canonical" href="https://vidu.vn${canonical}">`;
  expect(faultsOf('', '', { '/cu/': to('/hai/', '/hai/') })).toEqual([]);
  expect(faultsOf('', '', { '/cu/': to('/mat/', '/mat/') })).not.toEqual([]);
  expect(faultsOf('', '', { '/cu/': to('/hai/', '/') })).toEqual([expect.stringContaining('canonical')]);
  expect(faultsOf('', '', { '/cu/': to('/hai/', '/hai/'), '/xua/': to('/cu/', '/cu/') })).toEqual([
    expect.stringContaining('sends on again'),
  ]);
});

test('a page in another language must point back, and each must name itself', () => {
  const in2 = (...pairs: [string, string][]) =>
    pairs
      .map(([language, route]) => `<link rel="alternate" hreflang="${language}" href="https://vidu.vn${route}">`)
      .join('');
  const own = (route: string) => `<link rel="canonical" href="https://vidu.vn${route}">`;
  const pair = in2(['vi', '/'], ['en', '/en/'], ['x-default', '/']);
  expect(faultsOf(own('/') + pair, '', { '/en/': own('/en/') + pair })).toEqual([]);
  expect(faultsOf(own('/') + pair, '', { '/en/': own('/en/') })).toEqual([
    expect.stringContaining('does not point back'),
  ]);
  expect(faultsOf(own('/') + in2(['en', '/en/']), '', { '/en/': own('/en/') + pair })).toContainEqual(
    expect.stringContaining('not its own'),
  );
});

test('what would be loaded from elsewhere is found, in pages and in styles', () => {
  const site = sampleSite(
    '',
    '<img src="https://khac.vn/a.png" alt=""><script src="//khac.vn/a.js"></script><a href="https://khac.vn/">A</a>',
  );
  const styles = new Map([['/a.css', '@import "https://khac.vn/a.css"; p { background: url(https://khac.vn/b.png) }']]);
  expect(foreignLoads({ ...site, styles })).toHaveLength(4);
});
