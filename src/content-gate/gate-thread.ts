/** What the gate's thread runs: it checks the content of the project it is begun for, and sends back its report. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkContent } from './check-content.ts';

parentPort?.postMessage(await checkContent(workerData as string, { warn: false }));
