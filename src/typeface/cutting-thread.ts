/** What the thread runs that cuts the site's faces: it cuts those it is begun with, and sends back their bytes. */
import { parentPort, workerData } from 'node:worker_threads';
import { cutFace } from './cut-face.ts';

export interface FaceToCut {
  /** A TrueType file. */
  whole: Uint8Array;
  characters: string;
  /** OpenType features kept. */
  features: string[];
}

const faces = workerData as FaceToCut[];
parentPort?.postMessage(
  await Promise.all(faces.map(({ whole, characters, features }) => cutFace(whole, characters, features))),
);
