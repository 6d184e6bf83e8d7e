/** What a first visit to a page makes a browser load before anybody touches anything, packed, by kind. */
import { extname } from 'node:path';
import type { Browser } from '@playwright/test';
import type { Sent, ServedSite } from './served-site.ts';

export const kinds = ['html', 'css', 'js', 'other', 'fonts'] as const;
export type Kind = (typeof kinds)[number];

/** Bytes by kind. */
export type PageWeight = Record<Kind, number> & { requests: number };

/** How long the page may go on loading by itself: some load what they will need later as soon as they are idle. */
const idleMs = 3000;

/** @param route of the page, with trailing slash */
export async function weighPage(browser: Browser, site: ServedSite, route: string): Promise<PageWeight> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    site.sent();
    const reply = await page.goto(`${site.url}${route}`, { waitUntil: 'load' });
    if (reply?.status() !== 200) throw new Error(`${route}: ${reply?.status() ?? '?'}`);
    await page.waitForTimeout(idleMs);
    return weightOf(site.sent());
  } finally {
    await context.close();
  }
}

export function weightOf(sent: readonly Sent[]): PageWeight {
  const weight: PageWeight = { html: 0, css: 0, js: 0, other: 0, fonts: 0, requests: sent.length };
  for (const { path, bytes } of sent) weight[kindOf(path)] += bytes;
  return weight;
}

export const withoutFonts = ({ html, css, js, other }: PageWeight): number => html + css + js + other;

function kindOf(path: string): Kind {
  switch (extname(path)) {
    case '.html':
      return 'html';
    case '.css':
      return 'css';
    case '.js':
      return 'js';
    case '.woff2':
      return 'fonts';
    default:
      return 'other';
  }
}
