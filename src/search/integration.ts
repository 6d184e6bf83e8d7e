/** Builds the search index out of the pages as they are rendered. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PageIntegration } from '../layouts/passing-pages.ts';
import type { IndexFacts } from './build-index.ts';
import type { IndexOrder } from './index-worker.ts';

export function search(): PageIntegration {
  let worker: Worker | undefined;
  let written: Promise<IndexFacts> | undefined;
  const tell = (order: IndexOrder) => worker?.postMessage(order);
  return {
    name: 'search',
    hooks: {
      'astro:build:start': () => {
        worker = new Worker(new URL('./index-worker.ts', import.meta.url));
        // A build that fails ends without an index.
        worker.unref();
        written = once(worker, 'message').then(([facts]) => facts as IndexFacts);
        written.catch(() => undefined); // told where it is awaited
      },
      'astro:build:generated': ({ dir }) => {
        worker?.ref();
        tell({ folder: fileURLToPath(dir) });
      },
      'astro:build:done': async ({ logger }) => {
        if (!written) throw new Error('chưa có chỉ mục nào được mở');
        const { pages, bytes } = await written;
        await worker?.terminate();
        logger.info(`lập chỉ mục ${pages} trang, ${Math.round(bytes / 1024)} KB`);
      },
    },
    onPage: (route, html) => {
      tell({ route, html });
      return undefined;
    },
  };
}
