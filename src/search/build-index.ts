/** The search index of a built site: Pagefind's files, and `pages.json` with what ranking needs to know of each page. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createIndex, close } from 'pagefind';
import { indexablePage } from './indexable.ts';
import { packPage, type PackedPages, type PageRecord } from './page-record.ts';

export interface IndexFacts {
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

/**
 * Indexes every page under `folder` and writes `<folder>/pagefind/`.
 * @param folder the built site
 */
export async function buildSearchIndex(folder: string): Promise<IndexFacts> {
  const { index, errors } = await createIndex({ includeCharacters: '\u0335', forceLanguage: 'vi' });
  if (!index) throw new SearchIndexError(errors.join('; '));
  try {
    const records = new Map<string, PageRecord>();
    for (const file of await htmlFiles(folder)) {
      const route = `/${file.replace(/(?:^|\/)index\.html$/, '/')}`.replace('//', '/');
      const page = indexablePage(route, await readFile(join(folder, file), 'utf8'));
      if (!page) continue;
      const added = await index.addHTMLFile({ url: route, content: page.html });
      if (added.errors.length > 0) throw new SearchIndexError(`${route}: ${added.errors.join('; ')}`);
      records.set(route, page.record);
    }
    const written = await index.getFiles();
    if (written.errors.length > 0) throw new SearchIndexError(written.errors.join('; '));
    const files = written.files.filter(({ path }) => wanted.test(path));
    const pages = JSON.stringify(pagesById(files, records));
    await writeAll(join(folder, 'pagefind'), [
      ...files,
      { path: 'pages.json', content: new TextEncoder().encode(pages) },
    ]);
    return { pages: records.size, bytes: files.reduce((sum, { content }) => sum + content.length, pages.length) };
  } finally {
    await close();
  }
}

/** Search results carry the id of a page's fragment and nothing else; the fragment says which page it is. */
function pagesById(files: { path: string; content: Uint8Array }[], records: Map<string, PageRecord>): PackedPages {
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

async function writeAll(folder: string, files: { path: string; content: Uint8Array }[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
