/** Where a build draws: what it or an earlier one has drawn already is taken from Astro's cache. */
import { cacheDir, root } from 'astro:config/server';
import { fileURLToPath } from 'node:url';
import { openCache } from './cache.ts';
import type { Drawing } from './drawing.ts';
import { cacheFolder } from './integration.ts';
import { drawingKey, rendererKey } from './renderer.ts';
import { drawingThreads } from './threads.ts';

const cache = openCache(fileURLToPath(cacheFolder(cacheDir)));
const renderer = rendererKey(root);
// The file itself, not what a build makes of it: a thread loads it without the build.
const carryOut = drawingThreads(new URL('src/downloads/drawing-thread.ts', root));

/** Bytes of a drawing. */
export const drawn = async (drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> =>
  cache.get(drawingKey(await renderer, drawing), () => carryOut(drawing));
