/**
 * The sitemap, written from what the built pages say in their heads: the head of a page is the one place that knows
 * whether it may be listed, when it was last gone over, and what it is called in another language.
 */
import sitemapOfPages from '@astrojs/sitemap';
import type { PageIntegration } from './passing-pages.ts';

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

export function sitemap(): PageIntegration {
  const pages = new Map<string, ReturnType<typeof listed>>();
  return {
    ...sitemapOfPages({
      serialize: (item) => {
        const says = pages.get(new URL(item.url).pathname);
        return says ? { ...item, ...says } : undefined;
      },
    }),
    onPage: (route, html) => {
      pages.set(route, listed(html));
      return undefined;
    },
  };
}
