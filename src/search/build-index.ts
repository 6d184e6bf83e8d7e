/** The search index of a built site: Pagefind's files, and `pages.<language>.json` with what is known before Pagefind is asked. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createIndex, close, type PagefindIndex } from 'pagefind';
import { keptCharacters } from './index-text.ts';
import { indexablePage, type Indexable, type IndexablePage } from './indexable.ts';
import { searchLanguages, type SearchLanguage } from './language.ts';
import { packPage, type KnownPages, type PackedPages, type PageRecord } from './page-record.ts';

export interface IndexFacts {
  /** Built pages that search lists, in every language. */
  pages: number;
  /** Bytes of everything written. */
  bytes: number;
}

/** Pagefind cannot index the page, or cannot write. */
export class SearchIndexError extends Error {
  override name = 'SearchIndexError';
}

/** Of what Pagefind offers, only the search itself: its own screens are not used. */
const wanted =
  /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\..*|pagefind\..*\.pf_meta|index\/.*|fragment\/.*)$/;

interface IndexFile {
  path: string;
  content: Uint8Array;
}

/**
 * Indexes every page under `folder` and writes `<folder>/pagefind/`.
 * @param folder the built site
 */
export async function buildSearchIndex(folder: string): Promise<IndexFacts> {
  const { index, errors } = await createIndex({ includeCharacters: keptCharacters });
  if (!index) throw new SearchIndexError(errors.join('; '));
  try {
    const read: IndexablePage[] = [];
    let errors: Promise<string[]> = Promise.resolve([]);
    for (const files of batches(await htmlFiles(folder))) {
      const pages = await indexablePages(folder, files);
      stopOn(await errors);
      read.push(...pages);
      errors = addEntries(
        index,
        pages.flatMap(({ entries }) => entries),
      );
    }
    stopOn(await errors);
    const written = await index.getFiles();
    stopOn(written.errors);
    const parts = written.files.filter(({ path }) => wanted.test(path));
    const known = searchLanguages.map((language) => ({
      path: `pages.${language}.json`,
      content: new TextEncoder().encode(JSON.stringify(knownPages(parts, read, language))),
    }));
    const all = [...parts, ...known];
    await writeAll(join(folder, 'pagefind'), all);
    return { pages: read.length, bytes: all.reduce((sum, { content }) => sum + content.length, 0) };
  } finally {
    await close();
  }
}

/** Few enough to have open at once. Pagefind works on one batch of pages while the next is read. */
const batchSize = 32;

function* batches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}

async function indexablePages(folder: string, files: readonly string[]): Promise<IndexablePage[]> {
  const pages = await Promise.all(
    files.map(async (file) => {
      const route = `/${file.replace(/(?:^|\/)index\.html$/, '/')}`.replace('//', '/');
      return indexablePage(route, await readFile(join(folder, file), 'utf8'));
    }),
  );
  return pages.filter((page) => page !== null);
}

/** @returns what Pagefind finds wrong. It takes the entries in the order given, so that an index is always the same. */
async function addEntries(index: PagefindIndex, entries: readonly Indexable[]): Promise<string[]> {
  const added = await Promise.all(
    entries.map(async ({ record: { route }, html }) => {
      const { errors } = await index.addHTMLFile({ url: route, content: html });
      return errors.map((error) => `${route}: ${error}`);
    }),
  );
  return added.flat();
}

function stopOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new SearchIndexError(errors.join('; '));
}

function knownPages(files: readonly IndexFile[], read: readonly IndexablePage[], language: SearchLanguage): KnownPages {
  const pages = read.filter((page) => page.language === language);
  const pointers = countEach(read.flatMap(({ pointsAt }) => pointsAt));
  const entries = pages.flatMap((page) => page.entries);
  const records = new Map(
    entries.map(({ record }) => [record.route, { ...record, pointedAt: pointers.get(record.route) ?? 0 }]),
  );
  return {
    pages: pagesById(files, records),
    words: [...countEach(entries.flatMap(({ words }) => [...words]))].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function countEach(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Search results carry the id of an entry's fragment and nothing else; the fragment says which entry it is. */
function pagesById(files: readonly IndexFile[], records: ReadonlyMap<string, PageRecord>): PackedPages {
  return Object.fromEntries(
    files.flatMap(({ path, content }) => {
      const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
      if (id === undefined) return [];
      const text = gunzipSync(content).toString('utf8');
      const { url } = JSON.parse(text.slice(text.indexOf('{'))) as { url: string };
      const record = records.get(url);
      return record ? [[id, packPage(record)]] : [];
    }),
  );
}

async function htmlFiles(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true });
  return files
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind/'))
    .sort();
}

async function writeAll(folder: string, files: IndexFile[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const inside of new Set(files.map(({ path }) => dirname(path))))
    await mkdir(join(folder, inside), { recursive: true });
  for (const some of batches(files))
    await Promise.all(some.map(({ path, content }) => writeFile(join(folder, path), content)));
}
