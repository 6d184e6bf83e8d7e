/** Builds the search index once the pages stand. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { buildSearchIndex } from './build-index.ts';

export function search(): AstroIntegration {
  return {
    name: 'search',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const { pages, bytes } = await buildSearchIndex(fileURLToPath(dir));
        logger.info(`lập chỉ mục ${pages} trang, ${Math.round(bytes / 1024)} KB`);
      },
    },
  };
}
