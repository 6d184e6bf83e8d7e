/** Threads that draw: one for each core, begun when there is something to draw and no hindrance to the end of a build. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Drawing } from './drawing.ts';

/** A thread's answer to a drawing. */
export type Answer = { ok: true; bytes: Uint8Array<ArrayBuffer> } | { ok: false; reason: string };

interface Job {
  drawing: Drawing;
  done(bytes: Uint8Array<ArrayBuffer>): void;
  fail(error: Error): void;
}

/**
 * @param entry the file a thread runs: `drawing-thread.ts`
 * @returns draws, as many drawings at once as there are threads
 */
export function drawingThreads(entry: URL, count = availableParallelism()) {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  let begun = 0;

  /** Gives a thread its next drawing, or lets it rest. */
  const next = (worker: Worker): void => {
    const job = waiting.shift();
    if (!job) {
      worker.unref();
      idle.push(worker);
      return;
    }
    worker.ref();
    const settle = (end: () => void) => {
      worker.off('message', answered).off('error', failed).off('exit', left);
      end();
    };
    const lost = (error: Error) => {
      begun -= 1;
      settle(() => job.fail(error));
      if (waiting.length > 0) begin();
    };
    const answered = (answer: Answer) => {
      settle(() => (answer.ok ? job.done(answer.bytes) : job.fail(new Error(answer.reason))));
      next(worker);
    };
    const failed = (error: unknown) => lost(error instanceof Error ? error : new Error(String(error)));
    const left = (code: number) => lost(new Error(`a drawing thread ended with code ${code}`));
    worker.on('message', answered).on('error', failed).on('exit', left);
    worker.postMessage(job.drawing);
  };

  const begin = (): void => {
    begun += 1;
    next(new Worker(entry));
  };

  return (drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> =>
    new Promise((done, fail) => {
      waiting.push({ drawing, done, fail });
      const worker = idle.pop();
      if (worker) next(worker);
      else if (begun < count) begin();
    });
}
