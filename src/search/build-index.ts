/** The search index of a built site: Pagefind's files, and `pages.<language>.json` with what is known before Pagefind is asked. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { createIndex, close, type IndexFile, type PagefindIndex } from 'pagefind';
import { keptCharacters } from './index-text.ts';
import { indexablePage, type Indexable, type IndexablePage } from './indexable.ts';
import { searchLanguages, type SearchLanguage } from './language.ts';
import { packPage, type KnownPages } from './page-record.ts';

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
  /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\..*|pagefind\..*\.pf_meta|(?:index|fragment)\/.*)$/;

/** An index that takes pages until it is written. */
export interface GrowingIndex {
  /**
   * Pages are indexed in the order given, so that the same pages always make the same index.
   * @param route the page's address, with trailing slash
   * @param html the whole built page
   */
  add(route: string, html: string): void;
  /**
   * Writes `<folder>/pagefind/` and lets go of Pagefind.
   * @param folder the built site
   * @throws {SearchIndexError}
   */
  write(folder: string): Promise<IndexFacts>;
}

/** @throws {SearchIndexError} when Pagefind does not start. */
export async function openIndex(): Promise<GrowingIndex> {
  const { index, errors } = await createIndex({ includeCharacters: keptCharacters });
  if (!index) throw new SearchIndexError(errors.join('; '));
  const pages: IndexablePage[] = [];
  const added: Promise<string[]>[] = [];
  return {
    add: (route, html) => {
      const page = indexablePage(route, html);
      if (!page) return;
      pages.push(page);
      // Pagefind works in a process of its own, and takes what it is sent in order.
      added.push(...page.entries.map((entry) => addEntry(index, entry)));
    },
    write: async (folder) => {
      try {
        stopOn((await Promise.all(added)).flat());
        const built = index.getFiles();
        // Pagefind takes seconds for that, in a process of its own.
        const words = new Map(searchLanguages.map((language) => [language, wordsIn(pages, language)]));
        const { files, errors } = await built;
        stopOn(errors);
        const kept = files.filter(({ path }) => wanted.test(path));
        const entries = entriesById(kept, pages);
        const known = searchLanguages.map((language) => {
          const told: KnownPages = { pages: packedPages(entries, pages, language), words: words.get(language) ?? [] };
          return { path: `pages.${language}.json`, content: Buffer.from(JSON.stringify(told)) };
        });
        return { pages: pages.length, bytes: writeFiles(join(folder, 'pagefind'), [...kept, ...known]) };
      } finally {
        await close();
      }
    },
  };
}

/** @returns what Pagefind finds wrong. */
async function addEntry(index: PagefindIndex, { record: { route }, html }: Indexable): Promise<string[]> {
  const { errors } = await index.addHTMLFile({ url: route, content: html });
  return errors.map((error) => `${route}: ${error}`);
}

function stopOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new SearchIndexError(errors.join('; '));
}

function packedPages(
  entries: ReadonlyMap<string, Indexable>,
  pages: readonly IndexablePage[],
  language: SearchLanguage,
): KnownPages['pages'] {
  const pointers = countEach(pages.flatMap(({ pointsAt }) => pointsAt));
  const own = new Set(entriesIn(pages, language));
  return Object.fromEntries(
    [...entries].flatMap(([id, entry]) => {
      const { record } = entry;
      return own.has(entry) ? [[id, packPage({ ...record, pointedAt: pointers.get(record.route) ?? 0 })]] : [];
    }),
  );
}

/** Words of a language, with the number of entries that have them. */
const wordsIn = (pages: readonly IndexablePage[], language: SearchLanguage): KnownPages['words'] =>
  [...countEach(entriesIn(pages, language).flatMap(({ words }) => [...words]))].sort(([a], [b]) => (a < b ? -1 : 1));

const entriesIn = (pages: readonly IndexablePage[], language: SearchLanguage): Indexable[] =>
  pages.filter((page) => page.language === language).flatMap(({ entries }) => entries);

function countEach(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** Search results carry the id of an entry's fragment and nothing else; the fragment says which entry it is. */
function entriesById(files: readonly IndexFile[], pages: readonly IndexablePage[]): Map<string, Indexable> {
  const byRoute = new Map(pages.flatMap(({ entries }) => entries).map((entry) => [entry.record.route, entry]));
  const found = new Map<string, Indexable>();
  for (const { path, content } of files.filter((file) => isFragment(file)).sort(byPath)) {
    const entry = byRoute.get(urlOf(content.subarray(0, bytesToUrl)));
    if (entry) found.set(basename(path, '.pf_fragment'), entry);
  }
  if (found.size < byRoute.size) throw new SearchIndexError(`${byRoute.size - found.size} mục không có trong chỉ mục`);
  return found;
}

const isFragment = ({ path }: IndexFile) => path.endsWith('.pf_fragment');
const byPath = (a: IndexFile, b: IndexFile) => (a.path < b.path ? -1 : 1);

/** A fragment begins with its address; what follows it need not be unpacked. */
const bytesToUrl = 1024;
function urlOf(packed: Uint8Array): string {
  const text = gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8');
  return JSON.parse(/"url":("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '""') as string;
}

/**
 * @param folder emptied first
 * @returns bytes written
 */
function writeFiles(folder: string, files: readonly IndexFile[]): number {
  rmSync(folder, { recursive: true, force: true });
  for (const part of new Set(files.map(({ path }) => dirname(path))))
    mkdirSync(join(folder, part), { recursive: true });
  for (const { path, content } of files) writeFileSync(join(folder, path), content);
  return files.reduce((sum, { content }) => sum + content.length, 0);
}
