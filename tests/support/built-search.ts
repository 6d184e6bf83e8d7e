/** Search over a built site in Node: the same engine and the same index as on the search page, read from the disk. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openSearch, type SearchEngine } from '../../src/search/engine.ts';
import type { SearchLanguage } from '../../src/search/language.ts';
import type { PagefindModule } from '../../src/search/pagefind-runtime.ts';

/** Where Pagefind believes each opened index to be, and the folder it really is in. */
const folders = new Map<string, string>();
const overNetwork = globalThis.fetch;

/** Pagefind's browser code can only fetch. */
globalThis.fetch = async (address, options) => {
  const path = typeof address === 'string' ? address : null;
  const base = path === null ? undefined : [...folders.keys()].find((one) => path.startsWith(one));
  if (path === null || base === undefined) return overNetwork(address, options);
  const file = path.slice(base.length).replace(/\?.*$/, '');
  return new Response(new Uint8Array(await readFile(join(folders.get(base) ?? '', file))));
};

/** Pagefind asks the document for the language of the page it is on; there is one only while it asks. */
const onPageIn = (language: SearchLanguage, module: PagefindModule): PagefindModule => ({
  createInstance: (options) => {
    Object.assign(globalThis, { document: { querySelector: () => ({ getAttribute: () => language }) } });
    try {
      return module.createInstance(options);
    } finally {
      Reflect.deleteProperty(globalThis, 'document');
    }
  },
});

/**
 * @param site the folder of a built site, or one an index was written to
 */
export async function openBuiltSearch(site: string, language: SearchLanguage = 'vi'): Promise<SearchEngine> {
  const index = join(site, 'pagefind');
  if (!existsSync(index)) throw new Error(`${index}: chưa có chỉ mục, hãy chạy npm run build trước`);
  const address = `/index-${folders.size}/`;
  folders.set(address, index);
  return openSearch(language, {
    address,
    pagefind: async () =>
      onPageIn(language, (await import(pathToFileURL(join(index, 'pagefind.js')).href)) as PagefindModule),
    pages: async () => JSON.parse(await readFile(join(index, `pages.${language}.json`), 'utf8')) as never,
  });
}
