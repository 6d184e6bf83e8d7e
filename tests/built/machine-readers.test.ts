/** What the site tells programs, read back by parsers that are not ours: feeds, sitemap, JSON-LD, shared links. */
import { readFile, stat } from 'node:fs/promises';
import { XMLParser } from 'fast-xml-parser';
import { parseJsonFeed, parseRssFeed } from 'feedsmith';
import jsonld from 'jsonld';
import openGraph from 'open-graph-scraper';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { publishedVersions } from '../../src/catalog/editions.ts';
import { pageCollections } from '../../src/schemas/collections.ts';
import { builtHtml, builtPages, builtSite } from '../support/site-pages.ts';

const built = (route: string) => readFile(new URL(route.replace(/^\//, ''), builtSite), 'utf8');
const path = (address: string | undefined) => new URL(address ?? '').pathname;
const pages = await builtPages();
const heads = new Map(
  await Promise.all(
    pages.map(async (route) => {
      const html = await builtHtml(route);
      return [route, html.slice(0, html.indexOf('</head>'))] as const;
    }),
  ),
);
const isListed = (route: string) => !/name="robots" content="[^"]*noindex/.test(heads.get(route) ?? '');
const listed = pages.filter(isListed);

describe('feeds', () => {
  const folders = ['', ...Object.values(pageCollections).map(({ route }) => `/${route}`)];

  test.each(folders)('the feeds of "%s" tell of pages that are there, in both forms alike', async (folder) => {
    const rss = parseRssFeed(await built(`${folder}/rss.xml`));
    const json = parseJsonFeed(await built(`${folder}/feed.json`));
    expect(rss.language).toBe(folder === '/en' ? 'en' : 'vi');
    expect(rss.title).toBe(json.title);
    const items = rss.items ?? [];
    for (const { link, title, description, pubDate } of items) {
      expect(pages).toContain(path(link));
      expect(link).toContain(folder);
      expect(title?.length).toBeGreaterThan(0);
      expect(description?.length).toBeGreaterThan(0);
      expect(Date.parse(String(pubDate))).not.toBeNaN();
    }
    expect((json.items ?? []).map(({ url }) => url)).toEqual(items.map(({ link }) => link));
    expect(new Set(items.map(({ link }) => link)).size).toBe(items.length);
  });

  test('an infographic is told of with its files as it was published, a leaflet with its PDF, in their true sizes', async () => {
    const sizeOf = async (address: string) => (await stat(new URL(path(address).slice(1), builtSite))).size;
    const told = async (folder: string) => ({
      rss: parseRssFeed(await built(`${folder}/rss.xml`)).items ?? [],
      json: parseJsonFeed(await built(`${folder}/feed.json`)).items ?? [],
    });
    const [own, leaflets, everything] = [await told('/infographic'), await told('/to-roi'), await told('')];
    const slugs = new Set((await publishedVersions(process.cwd())).map(({ edition }) => edition.slug));
    expect(own.rss.map(({ link }) => path(link)).sort()).toEqual(
      [...slugs].map((slug) => `/infographic/${slug}/`).sort(),
    );
    const kinds = [
      ['-1200.png', 'image/png'],
      ['.svg', 'image/svg+xml'],
      ['-a4.pdf', 'application/pdf'],
      ['.csv', 'text/csv'],
    ];
    for (const { rss, json } of [own, leaflets, everything]) {
      for (const [index, { link, enclosures = [] }] of rss.entries()) {
        const [, section, slug = ''] = path(link).split('/');
        const { attachments = [] } = json[index] ?? {};
        const due =
          { infographic: kinds, 'to-roi': [['.pdf', 'application/pdf']] }[
            path(link).startsWith('/en/') ? '' : (section ?? '')
          ] ?? [];
        const files = attachments.map(({ url = '', mime_type: type }) => [
          path(url).slice(path(url).lastIndexOf('/') + 1 + slug.length),
          type,
        ]);
        expect([link, files]).toEqual([link, due]);
        expect(new Set(attachments.map(({ title }) => title)).size).toBe(due.length);
        for (const { url = '', size_in_bytes: size } of attachments)
          expect([url, size]).toEqual([url, await sizeOf(url)]);
        const first = attachments.slice(0, 1).map((one) => [one.url, one.mime_type, one.size_in_bytes]);
        expect(enclosures.map(({ url, type, length }) => [url, type, length])).toEqual(first);
        // The next version has another address: nobody is given another picture under one he already has.
        if (section === 'infographic') expect(path(enclosures[0]?.url)).toMatch(/\/v\d+\/[^/]+$/);
      }
    }
    expect(everything.rss.filter(({ enclosures = [] }) => enclosures.length > 0).length).toBeGreaterThan(0);
  });

  test('every listed page names the feed of its part of the site', () => {
    for (const route of listed) {
      const [, feed = ''] = /<link rel="alternate" type="application\/rss\+xml" title="[^"]+" href="([^"]+)"/.exec(
        heads.get(route) ?? '',
      ) ?? [''];
      const own = folders.find((folder) => folder !== '' && route.startsWith(`${folder}/`)) ?? '';
      expect([route, feed]).toEqual([route, `${own}/rss.xml`]);
    }
  });
});

test('the sitemap lists every page that may be listed, and no other, with the day its text was gone over', async () => {
  const parser = new XMLParser({ isArray: (name) => name === 'url' || name === 'sitemap' });
  const index = parser.parse(await built('/sitemap-index.xml')) as { sitemapindex: { sitemap: { loc: string }[] } };
  const entries = (
    await Promise.all(index.sitemapindex.sitemap.map(async ({ loc }) => parser.parse(await built(path(loc)))))
  ).flatMap((map: { urlset: { url: { loc: string; lastmod?: string }[] } }) => map.urlset.url);
  expect(entries.map(({ loc }) => path(loc)).sort()).toEqual(listed);
  for (const { loc, lastmod } of entries) {
    const [, day] = /article:modified_time" content="([^"]+)"/.exec(heads.get(path(loc)) ?? '') ?? [];
    expect([loc, lastmod?.slice(0, 10)]).toEqual([loc, day]);
  }
  expect(await built('/robots.txt')).toContain(`Sitemap: ${new URL('/sitemap-index.xml', entries[0]?.loc).href}`);
});

describe('languages', () => {
  const told = (route: string) =>
    new Map(
      [...(heads.get(route) ?? '').matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
        ([, lang = '', href]) => [lang, path(href)],
      ),
    );
  const paired = pages.filter((route) => told(route).size > 0);

  test('pages of a pair name each other, themselves and the Vietnamese one for everybody else', () => {
    expect(paired).toEqual(expect.arrayContaining(['/', '/chuyen-de/', '/cuoc-thi/', '/en/']));
    for (const route of paired) {
      const languages = told(route);
      expect([...languages.keys()].sort()).toEqual(['en', 'vi', 'x-default']);
      expect(languages.get('x-default')).toBe(languages.get('vi'));
      expect([...languages.values()]).toContain(route);
      for (const other of languages.values()) expect([route, other, told(other)]).toEqual([route, other, languages]);
    }
  });

  test('a page is marked with the language of its address', async () => {
    for (const route of pages)
      expect([route, /<html lang="([^"]+)"/.exec(await builtHtml(route))?.[1]]).toEqual([
        route,
        /^\/(?:nhung\/.+\/)?en\//.test(route) ? 'en' : 'vi',
      ]);
  });
});

describe('JSON-LD', () => {
  /** schema.org's own context maps every word to its namespace; the test asks nothing of the network. */
  const context = { '@vocab': 'https://schema.org/', '@base': 'https://example.com/' };
  const inPage = (route: string) =>
    [...(heads.get(route) ?? '').matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
      ([, text = '']) => JSON.parse(text) as Record<string, unknown>,
    );
  const expanded = async (route: string) =>
    (
      await Promise.all(
        inPage(route).map((facts) => {
          expect(facts['@context']).toBe('https://schema.org');
          return jsonld.expand({ ...facts, '@context': context });
        }),
      )
    ).flat() as Record<string, { '@value'?: unknown; '@id'?: string }[]>[];

  test('every article says what it rests on, when it was gone over and where it stands', async () => {
    const articles = listed.filter((route) => heads.get(route)?.includes('"@type":"Article"'));
    expect(articles.length).toBeGreaterThan(20);
    for (const route of articles) {
      const nodes = await expanded(route);
      const kind = (node: Record<string, unknown>) => String((node['@type'] as string[] | undefined)?.[0]);
      const article = nodes.find((node) => kind(node) === 'https://schema.org/Article');
      const trail = nodes.find((node) => kind(node) === 'https://schema.org/BreadcrumbList');
      const value = (name: string) => article?.[`https://schema.org/${name}`]?.[0]?.['@value'];
      expect(value('dateModified')).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(path(String(value('url')))).toBe(route);
      const based = (article?.['https://schema.org/isBasedOn'] ?? []) as Record<string, { '@value': string }[]>[];
      expect([route, based.length]).not.toEqual([route, 0]);
      for (const source of based) expect(pages).toContain(path(source['https://schema.org/url']?.[0]?.['@value']));
      expect(trail?.['https://schema.org/itemListElement']?.length).toBeGreaterThan(1);
    }
  });

  test('every infographic says which data it draws, whose they are and how they may be used', async () => {
    const infographics = listed.filter((route) => /^\/infographic\/[^/]+\/$/.test(route));
    expect(infographics.length).toBeGreaterThan(0);
    for (const route of infographics) {
      const [set] = (await expanded(route)).filter((node) =>
        (node['@type'] as unknown as string[]).includes('https://schema.org/Dataset'),
      );
      for (const name of ['name', 'description', 'license', 'creator', 'version', 'dateModified'])
        expect([route, name, set?.[`https://schema.org/${name}`]?.length]).toEqual([route, name, 1]);
      expect([route, set?.['https://schema.org/isBasedOn']?.length ?? 0]).not.toEqual([route, 0]);
      for (const name of ['distribution', 'associatedMedia', 'image'])
        expect([route, name, set?.[`https://schema.org/${name}`]?.length ?? 0]).not.toEqual([route, name, 0]);
    }
  });
});

describe('shared links', () => {
  test('every listed page has a title, a sentence and a picture of its own part', async () => {
    for (const route of listed) {
      const { result } = await openGraph({ html: `${heads.get(route) ?? ''}</head><body></body></html>` });
      expect([route, result.ogTitle]).not.toEqual([route, undefined]);
      expect(result.ogDescription?.length).toBeGreaterThan(0);
      expect(path(result.ogUrl)).toBe(route);
      const [image] = result.ogImage ?? [];
      // An infographic shows itself, in a height of its own.
      const own = /\/infographic\/[^/]+\/$/.test(route) && image?.url.includes(route);
      expect([route, image?.width, image?.height]).toEqual([route, '1200', own ? '628' : '630']);
      expect(image?.url).toMatch(/^https?:\/\//);
    }
  }, 60_000);

  test('the pictures are there, as large as they are said to be, and light', async () => {
    const images = new Map(
      [...heads.values()].flatMap((head) => {
        const [, image] = /og:image" content="([^"]+)"/.exec(head) ?? [];
        const [, height] = /og:image:height" content="(\d+)"/.exec(head) ?? [];
        return image === undefined ? [] : [[image, Number(height)] as const];
      }),
    );
    expect(images.size).toBeGreaterThan(5);
    for (const [image, height] of images) {
      const bytes = await readFile(new URL(path(image).slice(1), builtSite));
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height });
      expect(bytes.length).toBeLessThan(60_000);
    }
  });
});
