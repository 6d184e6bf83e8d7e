import { readFile } from 'node:fs/promises';
import { readPdf } from '../support/pdf-reader.ts';
import { expect, test } from 'vitest';
import { builtHtml, builtPages, builtSite } from '../support/site-pages.ts';

const pages = (await builtPages()).filter((route) => /^\/to-roi\/.+/.test(route));
const fileOf = (route: string) => route.replace(/\/$/, '.pdf');
const plainText = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();

test('every leaflet is a page and a PDF that says the same, on two sides of A4', async () => {
  expect(pages.length).toBeGreaterThanOrEqual(4);
  for (const route of pages) {
    const html = await builtHtml(route);
    expect(html, route).toContain(`href="${fileOf(route)}"`);
    const { pages: sides } = await readPdf(await readFile(new URL(`.${fileOf(route)}`, builtSite)));
    expect(sides.map(({ width, height }) => [width, height])).toEqual([
      [297, 210],
      [297, 210],
    ]);
    const words = sides.map(({ text }) => text).join(' ');
    expect(words).toBe(words.normalize('NFC'));
    // Lines may break inside what the page writes in one: compared without spaces.
    const bare = (text: string) => text.replace(/\s+/g, '');
    const main = html.slice(html.indexOf('class="prose"'), html.indexOf('id="in-va-gap"'));
    for (const [, said = ''] of main.matchAll(/<(?:h2|p|li)\b[^>]*>(.*?)<\/(?:h2|p|li)>/gs)) {
      if (!said.includes('class="button')) expect(bare(words), route).toContain(bare(plainText(said)));
    }
    expect(bare(words)).toContain(bare('Đại hội XIII, nhiệm kỳ 2021–2026'));
    expect(words).toMatch(/Nội dung rà soát ngày \d\d\/\d\d\/\d{4}/);
  }
});
