/** Begins the gate's thread and speaks with it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Findings } from './built-site.ts';
import type { GateOrder, GateTask } from './gate-worker.ts';
import type { Report } from './report.ts';

export interface GateThread {
  /** What it says of the content. */
  report: Promise<Report>;
  /** Hands it a rendered page. */
  page(route: string, html: string): void;
  /** What it says of the built site. Ends the thread. */
  finish(folder: string): Promise<Findings>;
}

export function openGate(task: GateTask): GateThread {
  const worker = new Worker(new URL('./gate-worker.ts', import.meta.url), { workerData: task });
  const tell = (order: GateOrder) => worker.postMessage(order);
  const answer = async () => ((await once(worker, 'message')) as unknown[])[0];
  const report = answer().then((first) => {
    // A build that fails elsewhere ends without its findings.
    worker.unref();
    return first as Report;
  });
  return {
    report,
    page: (route, html) => tell({ route, html }),
    finish: async (folder) => {
      worker.ref();
      tell({ folder });
      const findings = (await answer()) as Findings;
      await worker.terminate();
      return findings;
    },
  };
}
