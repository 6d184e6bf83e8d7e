/** What can be taken from the built site, file by file, read back by parsers that are not ours. */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { XMLParser } from 'fast-xml-parser';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { languagesDrawn, publishedVersions, saidIn } from '../../src/catalog/editions.ts';
import {
  figureRoute,
  fileName,
  filePath,
  fileRoute,
  forms,
  type Ending,
  type Shelf,
} from '../../src/downloads/forms.ts';
import { readPdf } from '../support/pdf-reader.ts';
import { attributeOf, elementsOf, parseHtml } from '../support/site-html.ts';
import { builtHtml, builtPages, builtSite } from '../support/site-pages.ts';

const versions = await publishedVersions(process.cwd());
const pages = await builtPages();
const fileAt = (route: string) => readFile(new URL(route.slice(1), builtSite));

/** What the site has to offer: every published version, and the latest of each. */
const pinned = versions.flatMap(({ edition }) =>
  languagesDrawn(edition).map((language) => ({
    shelf: { slug: edition.slug, language, version: edition.version } as Shelf,
    said: saidIn(edition, language),
    edition,
  })),
);
const latest = versions
  .filter((version) => version.latest)
  .flatMap(({ edition }) =>
    languagesDrawn(edition).map((language) => ({
      shelf: { slug: edition.slug, language } as Shelf,
      said: saidIn(edition, language),
      edition,
    })),
  );
const offered = [...latest, ...pinned];
const file = (shelf: Shelf, ending: Ending) => fileAt(fileRoute(shelf, ending));

test('there are infographics in both languages to be taken, and versions of them', () => {
  expect(latest.length).toBeGreaterThanOrEqual(8);
  expect(pinned.length).toBeGreaterThanOrEqual(latest.length);
  expect(new Set(offered.map(({ shelf }) => shelf.language))).toEqual(new Set(['vi', 'en']));
});

test('every form of the list is there for every infographic, language and version, and nothing else is', async () => {
  for (const { shelf } of offered) {
    const route = figureRoute(shelf);
    const folder = shelf.version === undefined ? route : `${route}v${shelf.version}/`;
    const found = await readdir(new URL(folder.slice(1), builtSite), { withFileTypes: true });
    const names = found.filter((item) => item.isFile() && item.name !== 'index.html').map(({ name }) => name);
    expect(names.sort(), folder).toEqual(forms.map(({ ending }) => fileName(shelf.slug, ending)).sort());
  }
});

const pictures: [Ending, (size: { width: number; height: number }) => void][] = [
  ['-1200.png', ({ width, height }) => expect(Math.max(width, height)).toBe(1200)],
  ['-2400.png', ({ width, height }) => expect(Math.max(width, height)).toBe(2400)],
  ['-4961.png', ({ width, height }) => expect(Math.max(width, height)).toBe(4961)],
  ['-og.png', (size) => expect(size).toEqual({ width: 1200, height: 628 })],
  ['-square.png', (size) => expect(size).toEqual({ width: 1080, height: 1080 })],
];

describe.each(pictures)('%s', (ending, expectSize) => {
  test('is a picture of its size, with a palette', async () => {
    for (const { shelf } of offered) {
      const { width, height, format, isPalette } = await sharp(await file(shelf, ending)).metadata();
      expect([format, isPalette]).toEqual(['png', true]);
      expectSize({ width, height });
    }
  });
});

test('the smallest picture of a figure weighs at most 150 KB', async () => {
  for (const { shelf } of offered) {
    const { length } = await file(shelf, '-1200.png');
    expect([fileRoute(shelf, '-1200.png'), length <= 150_000]).toEqual([fileRoute(shelf, '-1200.png'), true]);
  }
});

// A picture without its letters is as large as one with them.
test('a picture has its words: what is drawn of a figure is no ground with bars', async () => {
  for (const { shelf } of latest) {
    const { data, info } = await sharp(await file(shelf, '-1200.png'))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const dark = data.filter((_, index) => index % info.channels === 0).filter((level) => level < 90).length;
    expect([shelf.slug, dark / (info.width * info.height) > 0.02]).toEqual([shelf.slug, true]);
  }
});

const bare = (text: string) => text.normalize('NFC').replace(/\s+/g, '');

test.each([
  ['-a4.pdf', [210, 297]],
  ['-a3.pdf', [297, 420]],
] as const)('%s is one sheet of its size whose words can be selected', async (ending, sheet) => {
  for (const { shelf, said, edition } of offered) {
    const { pages: sides, title, language } = await readPdf(await file(shelf, ending));
    expect(sides.map(({ width, height }) => [width, height].sort((a, b) => a - b))).toEqual([[...sheet]]);
    expect([title, language]).toEqual([said.words.title, shelf.language]);
    const words = bare(sides[0]?.text ?? '');
    for (const due of [said.words.title, said.words.source_line]) expect(words).toContain(bare(due));
    expect(words).toContain(bare(shelf.language === 'vi' ? `Bản ${edition.version}.` : `Version ${edition.version}.`));
    for (const [first = ''] of said.table.rows) expect(words).toContain(bare(first));
  }
});

test('the drawing is a file of its own, with its words as text', async () => {
  for (const { shelf, said } of offered) {
    const svg = (await file(shelf, '.svg')).toString();
    const { svg: root } = new XMLParser({ ignoreAttributes: false }).parse(svg, true) as {
      svg: Record<string, unknown>;
    };
    expect(root).toMatchObject({
      '@_xmlns': 'http://www.w3.org/2000/svg',
      '@_width': '1200',
      '@_lang': shelf.language,
    });
    expect(bare(svg.replace(/<[^>]+>/g, '').replaceAll('&amp;', '&'))).toContain(bare(said.words.source_line));
  }
});

test('the table opens with its accents: a byte order mark, and the same cells as on the page', async () => {
  for (const { shelf, said } of offered) {
    const bytes = await file(shelf, '.csv');
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: unknown = parse(bytes, { bom: true });
    expect(rows).toEqual([said.table.columns, ...said.table.rows]);
    expect(bytes.toString()).toBe(bytes.toString().normalize('NFC'));
  }
});

test('the description for programs names itself, its sources and every file', async () => {
  for (const { shelf, said, edition } of offered) {
    const facts = JSON.parse((await file(shelf, '.json')).toString()) as Record<string, unknown> & {
      files: { url: string; media_type: string }[];
      sources: { name: string; url: string }[];
    };
    const { title, summary } = said.words;
    const { slug, version, updated, licence } = edition;
    expect(facts).toMatchObject({ slug, version, updated, licence, title, summary, table: said.table });
    expect(facts.sources.length).toBe(edition.sources.length);
    for (const { url } of facts.sources) expect(pages).toContain(new URL(url).pathname);
    expect(facts.files.map(({ url }) => new URL(url).pathname)).toEqual(
      forms.map(({ ending }) => fileRoute(shelf, ending)),
    );
    expect(facts.files.map(({ media_type: media }) => media)).toEqual(forms.map(({ media }) => media));
  }
});

test('a page links every file of its infographic as it stands, with its kind and size', async () => {
  for (const { shelf } of latest) {
    const links = [...elementsOf(parseHtml(await builtHtml(figureRoute(shelf))))].filter(
      (element) => element.is('a') && element.hasAttribute('download'),
    );
    const named = links.map((link) => [
      attributeOf(link, 'href'),
      attributeOf(link, 'download'),
      attributeOf(link, 'type'),
    ]);
    expect(named).toEqual(
      forms.map(({ ending, media }) => [fileRoute(shelf, ending), fileName(shelf.slug, ending), media]),
    );
    for (const [index, { ending }] of forms.entries()) {
      const { length } = await file(shelf, ending);
      const size = `${ending.slice(ending.lastIndexOf('.') + 1).toUpperCase()}, ${Math.max(1, Math.round(length / 1000))} KB`;
      expect(links[index]?.textContent.replace(/\s+/g, ' ')).toContain(size);
    }
  }
});

test('a version that is drawn as today gives the same files as the infographic as it stands', async () => {
  const drawing = forms.filter(({ made }) => made.kind !== 'facts' && made.kind !== 'table');
  for (const { shelf, edition } of latest) {
    const hash = async (of: Shelf, ending: Ending) =>
      createHash('sha256')
        .update(await file(of, ending))
        .digest('hex');
    const own = { ...shelf, version: edition.version };
    const same = (await file(shelf, '.svg')).equals(await file(own, '.svg'));
    if (!same) continue;
    for (const { ending } of drawing)
      expect([filePath(own, ending), await hash(own, ending)]).toEqual([
        filePath(own, ending),
        await hash(shelf, ending),
      ]);
  }
});
