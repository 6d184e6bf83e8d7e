/** The gate in a thread of its own: it checks the content, then every page of the site as it is rendered. */
import { parentPort, workerData } from 'node:worker_threads';
import { watchSite } from './built-site.ts';
import { checkContent } from './check-content.ts';

/** What the thread is begun with; its first word is a `Report`. */
export interface GateTask {
  root: string;
  warn: boolean;
}

/** A page, or, when there are no more, the folder of the built site: the last word, `Findings`, follows it. */
export type GateOrder = { route: string; html: string } | { folder: string };

const { root, warn } = workerData as GateTask;
const report = await checkContent(root, { warn });
parentPort?.postMessage(report);
const site = watchSite(report);
parentPort?.on('message', (order: GateOrder) => {
  if ('html' in order) site.page(order.route, order.html);
  else void site.finish(order.folder).then((findings) => parentPort?.postMessage(findings));
});
