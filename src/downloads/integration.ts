/** Keeps the cache of drawings from growing without end. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { pruneCache } from './cache.ts';

/** Where drawings are kept in Astro's cache. */
export const cacheFolder = (cacheDir: URL): URL => new URL('drawings/', cacheDir);

export function pruneDrawings(): AstroIntegration {
  let folder: URL | undefined;
  return {
    name: 'prune-drawings',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = cacheFolder(config.cacheDir);
      },
      'astro:build:done': async ({ logger }) => {
        const gone = folder ? await pruneCache(fileURLToPath(folder)) : 0;
        if (gone > 0) logger.info(`${gone} hình vẽ sẵn lâu không dùng đã được dọn`);
      },
    },
  };
}
