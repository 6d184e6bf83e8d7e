/**
 * Builds the search index out of the pages as they are rendered. Pagefind is a process of its own: it works while Astro draws
 * the next page, and writes while pictures are drawn and the content gate looks through what was built.
 */
import { fileURLToPath } from 'node:url';
import type { PageIntegration } from '../layouts/passing-pages.ts';
import { openIndex, type GrowingIndex, type IndexFacts } from './build-index.ts';

export function search(): PageIntegration {
  let index: GrowingIndex | undefined;
  let folder = '';
  let written: Promise<IndexFacts> | undefined;
  const write = () => {
    written ??= index?.write(folder);
    written?.catch(() => undefined); // told where it is awaited
  };
  return {
    name: 'search',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = fileURLToPath(config.outDir);
      },
      'astro:build:start': async () => {
        index = await openIndex();
      },
      'astro:build:generated': write,
      'astro:build:done': async ({ logger }) => {
        if (!written) throw new Error('chưa có chỉ mục nào được mở');
        const { pages, bytes } = await written;
        logger.info(`lập chỉ mục ${pages} trang, ${Math.round(bytes / 1024)} KB`);
      },
    },
    onPage: (route, html) => {
      index?.add(route, html);
      return undefined;
    },
    onLastPage: write,
  };
}
