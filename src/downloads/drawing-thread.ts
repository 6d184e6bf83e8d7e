/** What a drawing thread runs: it draws what it is sent, one after the other, and sends back the bytes. */
import { parentPort } from 'node:worker_threads';
import { wholeFaces } from '../typeface/whole-faces.ts';
import { carryOut, type Drawing } from './drawing.ts';
import type { Answer } from './threads.ts';

const faces = wholeFaces();

parentPort?.on('message', async (drawing: Drawing) => {
  const answer = await carryOut(drawing, await faces).then(
    (bytes): Answer => ({ ok: true, bytes }),
    (error: unknown): Answer => ({ ok: false, reason: error instanceof Error ? error.message : String(error) }),
  );
  parentPort?.postMessage(answer);
});
