import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSpeller } from '../../src/content-gate/spelling/speller.ts';
import { readWordList } from '../../src/content-gate/spelling/word-list.ts';
import { linesNotNfc } from '../../src/content-gate/text-file.ts';
import { builtHtml, builtPages } from '../support/site-pages.ts';
import { vietnameseTexts } from '../support/site-texts.ts';

const speller = createSpeller(await readWordList(process.cwd()));

const slips = (texts: Iterable<string>) =>
  [...texts].flatMap((text) =>
    speller.check(text).map(({ word, suggestions }) => `${word} (${suggestions.join(', ')})`),
  );

test('every word of every page is spelt right, those of the interface among them', async () => {
  /** Misspelt word → a page it stands on. */
  const found = new Map<string, string>();
  for (const route of await builtPages())
    for (const slip of slips(vietnameseTexts(await builtHtml(route)))) found.set(slip, route);
  expect([...found]).toEqual([]);
});

test('a misspelt word is found in text and in what is read out, and not in code, in links or in another language', () => {
  const page = (body: string) =>
    `<!DOCTYPE html><html lang="vi"><head><title>Trang</title></head><body>${body}</body></html>`;
  const found = (body: string) => slips(vietnameseTexts(page(body))).map((slip) => slip.split(' ')[0]);
  expect(found('<p>Nghị quyêt</p>')).toEqual(['quyêt']);
  expect(found('<p>Nghị quy&#x1ebf;t &amp; mục&nbsp;tiêu</p>')).toEqual([]);
  expect(found('<img alt="Nghành" src="/nghanh.svg"><input placeholder="Ngòai">')).toEqual(['Nghành', 'Ngòai']);
  expect(found('<code>quyêt</code><script>quyêt</script><p lang="en">Resolution</p><a href="/quyêt/">A</a>')).toEqual(
    [],
  );
  expect(found('<section lang="en"><p>Goals</p><p lang="vi">quyêt</p></section>')).toEqual(['quyêt']);
});

// Screens that code draws in the browser, and messages of the tools: what has a mark over or under it is Vietnamese.
test('every Vietnamese word written in code is spelt right', () => {
  /** These speak of letters, not of words. */
  const ofLetters = /^src\/(?:search|typeface|figures\/type|figures\/examples|content-gate\/spelling)/;
  /** `\\n` before a word, and classes of letters in a pattern. */
  const notSaid = /\\n|\[\S*\]/g;
  const found = globSync('{src,supabase}/**/*.{ts,tsx,astro}', { cwd: process.cwd() })
    .filter((file) => !ofLetters.test(file))
    .flatMap((file) => {
      const text = readFileSync(file, 'utf8').replace(notSaid, ' ');
      const words = (text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []).filter((word) => /[^a-z]/i.test(word));
      return slips(new Set(words)).map((slip) => `${file}: ${slip}`);
    });
  expect(found).toEqual([]);
});

test('every built page is in NFC', async () => {
  expect(linesNotNfc(`Đảng\n${'Đảng'.normalize('NFD')}`)).toEqual([2]);
  for (const route of await builtPages()) expect(linesNotNfc(await builtHtml(route)), route).toEqual([]);
});
