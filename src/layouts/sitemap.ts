/**
 * The sitemap, written from what the built pages say in their heads: the head of a page is the one place that knows
 * whether it may be listed, when it was last gone over, and what it is called in another language.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sitemapOfPages from '@astrojs/sitemap';
import type { AstroIntegration } from 'astro';

/** What the head of a page says for a sitemap; `null` where the page asks not to be listed. */
export function listed(html: string): { lastmod?: string; links: { lang: string; url: string }[] } | null {
  const head = html.slice(0, html.indexOf('</head>'));
  if (/<meta name="robots" content="[^"]*noindex/.test(head)) return null;
  const [, lastmod] = /<meta property="article:modified_time" content="([^"]+)"/.exec(head) ?? [];
  const links = [...head.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
    ([, lang = '', url = '']) => ({ lang, url }),
  );
  return { ...(lastmod === undefined ? {} : { lastmod }), links };
}

export function sitemap(): AstroIntegration {
  let folder = '';
  const written = sitemapOfPages({
    serialize: async (item) => {
      const says = listed(await readFile(join(folder, new URL(item.url).pathname, 'index.html'), 'utf8'));
      return says === null ? undefined : { ...item, ...says };
    },
  });
  return {
    ...written,
    hooks: {
      ...written.hooks,
      'astro:config:done': (options) => {
        folder = fileURLToPath(options.config.outDir);
        return written.hooks['astro:config:done']?.(options);
      },
    },
  };
}
