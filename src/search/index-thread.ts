/** What the index's thread runs: it takes pages as they are rendered, and writes the index when it is told where. */
import { parentPort } from 'node:worker_threads';
import { openIndex, type IndexFacts } from './build-index.ts';

/** What the thread is told: pages, and after the last of them the folder of the built site. */
export type Told = { route: string; html: string } | { folder: string };
/** Its one answer, when the index is written or cannot be. */
export type Answer = { ok: true; facts: IndexFacts } | { ok: false; reason: string };

const index = openIndex();

parentPort?.on('message', async (told: Told) => {
  try {
    if ('route' in told) (await index).add(told.route, told.html);
    else answer({ ok: true, facts: await (await index).write(told.folder) });
  } catch (error) {
    answer({ ok: false, reason: error instanceof Error ? error.message : String(error) });
  }
});

function answer(said: Answer): void {
  parentPort?.postMessage(said);
  parentPort?.close();
}
