/** What other sites take: the pages they frame, the codes they paste, the documents their systems read. */
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { extract } from '@extractus/oembed-extractor';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { widths, type WidthClass } from '../../src/figures/widths.ts';
import { attributeOf, elementsOf, parseHtml, textOfNode } from '../support/site-html.ts';
import { builtFiles, builtHtml, builtPages, builtSite, isFrame } from '../support/site-pages.ts';

const pages = await builtPages();
/** No figure: it has tests of its own. */
const contestFrame = '/nhung/cuoc-thi/';
const frames = await Promise.all(
  pages
    .filter((route) => isFrame(route) && route !== contestFrame)
    .map(async (route) => ({ route, html: await builtHtml(route), parts: partsOf(route) })),
);
const files = new Set(await builtFiles());
const content = new URL('../../content/infographics/', import.meta.url);

/** What an address of `/nhung/` names. */
function partsOf(route: string) {
  const [, slug = '', version, language = 'vi'] = /^\/nhung\/([^/]+)\/(?:v(\d+)\/)?(?:(en)\/)?$/.exec(route) ?? [];
  return { slug, version: version === undefined ? undefined : Number(version), language };
}
const scriptsIn = (html: string) => [...html.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text = '']) => text);
/** The one element of its name. */
function elementOf(html: string, name: string) {
  const [found, ...more] = [...elementsOf(parseHtml(html))].filter(({ tagName }) => tagName === name);
  if (!found || more.length > 0) throw new Error(`not one ${name}: ${html.slice(0, 80)}`);
  return found;
}
const home = ({ slug, language }: ReturnType<typeof partsOf>) =>
  `${language === 'vi' ? '' : `/${language}`}/infographic/${slug}/`;

test('the frame of the contest is one file with the script of every frame, and its own weighs a kilobyte on the wire', async () => {
  const html = await builtHtml(contestFrame);
  expect(gzipSync(html).length).toBeLessThanOrEqual(15_000);
  const [shared, own = '', ...more] = scriptsIn(html);
  expect(more).toEqual([]);
  expect(frames.map((frame) => scriptsIn(frame.html))).toContainEqual([shared]);
  expect(gzipSync(own).length).toBeLessThanOrEqual(1000);
  expect(html).not.toMatch(/ src=|localStorage|sessionStorage|document\.cookie/);
});

describe('frames', () => {
  test('every infographic that is signed off has one for its newest drawing and for each version and language', async () => {
    expect(frames.length).toBeGreaterThanOrEqual(16);
    const wanted: string[] = [];
    for (const folder of (await readdir(content, { withFileTypes: true })).filter((item) => item.isDirectory())) {
      const base = `/nhung/${folder.name}/`;
      wanted.push(base, ...(pages.includes(`/en/infographic/${folder.name}/`) ? [`${base}en/`] : []));
      for (const version of await readdir(new URL(`${folder.name}/`, content))) {
        const drawn = await readdir(new URL(`${folder.name}/${version}/`, content));
        wanted.push(`${base}${version}/`, ...(drawn.includes('en-narrow.svg') ? [`${base}${version}/en/`] : []));
      }
    }
    expect(frames.map(({ route }) => route).sort()).toEqual(wanted.sort());
  });

  test('each weighs 15 KB at most, with its letters, its style and its script', () => {
    for (const { route, html } of frames) expect(gzipSync(html).length, route).toBeLessThanOrEqual(15_000);
  });

  test('each asks nothing of any server', () => {
    for (const { route, html } of frames) {
      const loads = [...elementsOf(parseHtml(html))].flatMap((element) => {
        const rel = element.tagName === 'link' ? attributeOf(element, 'rel') : null;
        const address = rel === null ? attributeOf(element, 'src') : attributeOf(element, 'href');
        return rel === 'alternate' || address === null || address.startsWith('data:') ? [] : address;
      });
      expect(loads, route).toEqual([]);
      const outside = [...html.matchAll(/url\(([^)]{0,20})/g)].filter(
        ([, at = '']) => !at.startsWith('data:font/woff2'),
      );
      expect(outside, route).toEqual([]);
      expect(html, route).not.toMatch(/@import|localStorage|sessionStorage|document\.cookie|\bfetch\(/);
    }
  });

  test('each carries the same script, of one kilobyte at most', () => {
    const scripts = frames.flatMap(({ html }) => scriptsIn(html));
    expect(scripts).toHaveLength(frames.length);
    expect(new Set(scripts).size).toBe(1);
    expect(scripts[0]?.length).toBeLessThanOrEqual(1024);
    for (const { html } of frames) expect(html.match(/<script/g)).toHaveLength(1);
  });

  test('each names itself, is not listed, and leads to its infographic in a window of its own', () => {
    for (const { route, html, parts } of frames) {
      const all = [...elementsOf(parseHtml(html))];
      const h1 = all.find(({ tagName }) => tagName === 'h1')?.textContent;
      expect(h1?.length, route).toBeGreaterThan(0);
      expect(all.find(({ tagName }) => tagName === 'title')?.textContent, route).toContain(h1?.slice(0, 60));
      expect(html, route).toContain('<meta name="robots" content="noindex, indexifembedded">');
      expect(html, route).toContain(`<html lang="${parts.language}">`);
      for (const link of all.filter(({ tagName }) => tagName === 'a')) {
        expect(attributeOf(link, 'href'), route).toBe(home(parts));
        expect([attributeOf(link, 'target'), attributeOf(link, 'rel')], route).toEqual(['_blank', 'noopener']);
      }
    }
  });

  test('a kept version shows the picture as it was published, to the letter', async () => {
    const kept = frames.filter(({ parts }) => parts.version !== undefined);
    expect(kept.length).toBeGreaterThanOrEqual(8);
    for (const { route, html, parts } of kept) {
      const carried = Object.keys(widths).filter((width) => html.includes(`<div class="${width}">`)) as WidthClass[];
      expect(carried[0], route).toBe('narrow');
      for (const width of carried) {
        const file = new URL(`${parts.slug}/v${parts.version}/${parts.language}-${width}.svg`, content);
        expect(html, route).toContain((await readFile(file, 'utf8')).trim());
      }
    }
  });

  test('only what is superseded says so', async () => {
    for (const { route, html, parts } of frames) {
      const versions = (await readdir(new URL(`${parts.slug}/`, content))).map((name) => Number(name.slice(1)));
      const superseded = parts.version !== undefined && parts.version < Math.max(...versions);
      expect(html.includes('class="newer"'), route).toBe(superseded);
    }
  });

  test('each carries the letters its drawings need', () => {
    for (const { route, html } of frames)
      expect(html.match(/url\(data:font\/woff2;base64,[\w+/=]{1000,}\)/g), route).toHaveLength(2);
  });
});

describe('codes', () => {
  const withPanel = frames.filter(({ parts }) => parts.version === undefined).map(({ parts }) => home(parts));

  test('the page of every infographic that may be embedded shows three, which stand there without a script', async () => {
    for (const route of withPanel) {
      const html = await builtHtml(route);
      const texts = [...elementsOf(parseHtml(html))].filter(({ tagName }) => tagName === 'textarea');
      expect(
        texts.map((text) => attributeOf(text, 'data-snippet')),
        route,
      ).toEqual(['frame', 'fitted', 'picture']);
      expect(
        texts.every((text) => text.hasAttribute('readonly')),
        route,
      ).toBe(true);
      const addresses = texts.flatMap((text) => {
        const code = [...text.childNodes].flatMap((node) => textOfNode(node) ?? []).join('');
        return [...elementsOf(parseHtml(code))].flatMap((element) => {
          const name = { iframe: 'src', a: 'href' }[element.tagName];
          return name === undefined ? [] : (attributeOf(element, name) ?? '');
        });
      });
      expect(addresses, route).toHaveLength(3);
      for (const address of addresses) expect(pages, route).toContain(new URL(address).pathname);
    }
  });

  test('the page of one that still waits to be signed off shows none', async () => {
    const others = pages.filter((route) => /^\/(?:en\/)?infographic\/.+/.test(route) && !withPanel.includes(route));
    for (const route of others) {
      const html = await builtHtml(route);
      expect(html, route).not.toContain('data-embed');
      expect(html, route).not.toContain('json+oembed');
    }
  });

  test('what may be chosen on a page is there', async () => {
    for (const route of withPanel) {
      const panel = [...elementsOf(parseHtml(await builtHtml(route)))].find(
        (element) => attributeOf(element, 'data-embed') !== null,
      );
      const choices = JSON.parse(panel ? (attributeOf(panel, 'data-embed') ?? '') : '[]') as {
        slug: string;
        language: string;
        pinned: number | null;
      }[];
      expect(choices.length, route).toBeGreaterThanOrEqual(2);
      for (const { slug, language, pinned } of choices) {
        const frame = `/nhung/${slug}/${pinned === null ? '' : `v${pinned}/`}${language === 'vi' ? '' : `${language}/`}`;
        expect(pages, route).toContain(frame);
      }
    }
  });
});

describe('oEmbed documents', () => {
  const newest = frames.filter(({ parts }) => parts.version === undefined);

  /** How high the picture stands that a frame shows where it is 640 px wide; the narrow one grows to 480 px, no more. */
  const heightAtArticleWidth = (html: string): number => {
    const heightOf = (layout: string, width: number) =>
      Number(new RegExp(`<div class="${layout}"><svg[^>]* viewBox="0 0 ${width} (\\d+)"`).exec(html)?.[1]);
    const medium = heightOf('medium', 640);
    return Number.isNaN(medium) ? Math.ceil((heightOf('narrow', 320) * 480) / 320) : medium;
  };

  test('every page and frame names its document, which frames what it says', async () => {
    for (const { route, html, parts } of newest) {
      const find = (text: string) => /type="application\/json\+oembed" href="([^"]+)"/.exec(text)?.[1] ?? '';
      const address = find(await builtHtml(home(parts)));
      expect(find(html), route).toBe(address);
      const path = new URL(address).pathname;
      expect(files, route).toContain(path);
      const document = JSON.parse(await builtHtml(path)) as Record<string, unknown>;
      expect(document, route).toMatchObject({ version: '1.0', type: 'rich', width: 640 });
      const framed = [...elementsOf(parseHtml(String(document['html'])))].find(({ tagName }) => tagName === 'iframe');
      if (!framed) throw new Error(path);
      expect(new URL(attributeOf(framed, 'src') ?? '').pathname).toBe(route);
      expect(document['height'], route).toBe(heightAtArticleWidth(html));
    }
  });

  test('a client that knows nothing of the site finds each by the address of a page or of a frame', async () => {
    const site = new URL(/rel="canonical" href="([^"]+)"/.exec(await builtHtml('/'))?.[1] ?? '').origin;
    const asked: string[] = [];
    /** The site answers with its files, and nobody else answers. */
    const fetched = async (address: string): Promise<Response> => {
      asked.push(address);
      const { origin, pathname } = new URL(address);
      const there = origin === site && (pages.includes(pathname) || files.has(pathname));
      return there ? new Response(await builtHtml(pathname)) : new Response(null, { status: 404 });
    };
    for (const { route, html, parts } of newest)
      for (const page of [home(parts), route]) {
        asked.length = 0;
        const found = await extract(site + page, {}, fetched);
        expect(asked, page).toHaveLength(2);

        const own = await builtHtml(home(parts));
        const title = elementOf(own, 'h1').childNodes.map(textOfNode).join('');
        expect(found, page).toMatchObject({ method: 'auto-discovery', version: '1.0', type: 'rich', title });
        const size = { width: 640, height: heightAtArticleWidth(html) };
        expect(found, page).toMatchObject(size);
        const frame = elementOf(String(found['html']), 'iframe');
        const said = (name: string) => attributeOf(frame, name);
        expect([said('src'), said('title')], page).toEqual([site + route, title]);
        expect([said('width'), said('height')], page).toEqual(Object.values(size).map(String));

        const shared = /property="og:image" content="([^"]+)"/.exec(own)?.[1] ?? '';
        const { width, height } = await sharp(
          await readFile(new URL(new URL(shared).pathname.slice(1), builtSite)),
        ).metadata();
        const thumbnail = { thumbnail_url: shared, thumbnail_width: width, thumbnail_height: height };
        expect(found, page).toMatchObject(thumbnail);
      }
  });
});
