/** What downloads ask of Astro besides their pages. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { pruneCache } from './cache.ts';

/** Where drawings are kept in Astro's cache. */
export const cacheFolder = (cacheDir: URL): URL => new URL('drawings/', cacheDir);

/** A file below an infographic's page: routes end with a slash here, and only a built file does without. */
const fileOfFigure = /^\/(?:en\/)?infographic\/[^/?]+\/[^?]+\.[a-z]+(?=$|\?)/;

/** Keeps the cache of drawings from growing without end, and lets the dev server find files by the addresses they are built at. */
export function downloads(): AstroIntegration {
  let folder: URL | undefined;
  return {
    name: 'downloads',
    hooks: {
      'astro:config:done': ({ config }) => {
        folder = cacheFolder(config.cacheDir);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, _, next) => {
          request.url = request.url?.replace(fileOfFigure, '$&/');
          next();
        });
      },
      'astro:build:done': async ({ logger }) => {
        const gone = folder ? await pruneCache(fileURLToPath(folder)) : 0;
        if (gone > 0) logger.info(`${gone} hình vẽ sẵn lâu không dùng đã được dọn`);
      },
    },
  };
}
