/** Makes the search index in a thread of its own: pages are read, and Pagefind kept busy, while Astro draws the next ones. */
import { parentPort } from 'node:worker_threads';
import { openIndex } from './build-index.ts';

/** A page, or, when there are no more, the folder of the built site: the one reply, an `IndexFacts`, follows it. */
export type IndexOrder = { route: string; html: string } | { folder: string };

const index = await openIndex();
parentPort?.on('message', (order: IndexOrder) => {
  if ('html' in order) index.add(order.route, order.html);
  else void index.write(order.folder).then((facts) => parentPort?.postMessage(facts));
});
