import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { textCharacters, vietnameseLetters } from '../../../src/typeface/letters.ts';

test('the face carries the 29 letters with every tone, in both cases, as single characters', () => {
  // 12 vowels × 6 tones × 2 cases, and đ in two cases.
  expect(new Set(vietnameseLetters).size).toBe(12 * 6 * 2 + 2);
  expect(vietnameseLetters.every((letter) => [...letter].length === 1)).toBe(true);
});

test('every character the content uses is in the face', async () => {
  const folder = new URL('../../../content/', import.meta.url);
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:mdx|yaml|csv)$/.test(name));
  const carried = new Set([...textCharacters, '\n', '\r']);
  const missing = new Map<string, string>();
  for (const name of files) {
    const text = await readFile(new URL(name, folder), 'utf8');
    for (const character of text) if (!carried.has(character)) missing.set(character, name);
  }
  expect([...missing]).toEqual([]);
});
