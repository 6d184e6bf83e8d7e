/**
 * Builds the search index out of the pages as they are rendered, in a thread of its own: taking out their text costs a third of
 * drawing them. Pagefind is a process besides: it writes while pictures are drawn and the content gate looks through what was
 * built.
 */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PageIntegration } from '../layouts/passing-pages.ts';
import { SearchIndexError, type IndexFacts } from './build-index.ts';
import type { Answer, Told } from './index-thread.ts';

export function search(): PageIntegration {
  let thread: ReturnType<typeof indexThread> | undefined;
  let folder = '';
  let written: Promise<IndexFacts> | undefined;
  const write = () => {
    written ??= thread?.write(folder);
    written?.catch(() => undefined); // told where it is awaited
  };
  return {
    name: 'search',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = fileURLToPath(config.outDir);
      },
      'astro:build:start': () => {
        thread = indexThread();
      },
      'astro:build:generated': write,
      'astro:build:done': async ({ logger }) => {
        if (!written) throw new Error('chưa có chỉ mục nào được mở');
        const { pages, bytes } = await written;
        logger.info(`lập chỉ mục ${pages} trang, ${Math.round(bytes / 1024)} KB`);
      },
    },
    onPage: (route, html) => {
      thread?.add(route, html);
      return undefined;
    },
    onLastPage: write,
  };
}

/** An index that grows in a thread of its own. */
function indexThread() {
  const worker = new Worker(new URL('./index-thread.ts', import.meta.url));
  const written = new Promise<IndexFacts>((resolve, reject) => {
    worker.on('message', (answer: Answer) =>
      answer.ok ? resolve(answer.facts) : reject(new SearchIndexError(answer.reason)),
    );
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new SearchIndexError(`luồng lập chỉ mục dừng với mã ${code}`)));
  });
  written.catch(() => undefined); // told to whoever asks for it
  // A build that stops at a fault must not wait for an index that nobody will ask for.
  worker.unref();
  const tell = (told: Told) => worker.postMessage(told);
  return {
    add: (route: string, html: string) => tell({ route, html }),
    write: (folder: string): Promise<IndexFacts> => {
      worker.ref();
      tell({ folder });
      return written;
    },
  };
}
