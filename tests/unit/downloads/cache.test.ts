import { mkdtempSync, readFileSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { cacheKey, openCache, pruneCache } from '../../../src/downloads/cache.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A cache in a folder of its own, and how often it had to make something. */
function counted() {
  const root = mkdtempSync(join(tmpdir(), 'drawings-'));
  folders.push(root);
  const folder = join(root, 'drawings');
  const made: string[] = [];
  const ask = (text: string) =>
    // A build opens its own: nothing is remembered but what stands in the folder.
    openCache(folder).get(cacheKey(text), async () => {
      made.push(text);
      return new TextEncoder().encode(text.repeat(100));
    });
  return { folder, made, ask, fileOf: (text: string) => join(folder, cacheKey(text)) };
}
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('the same input is drawn once, whichever build asks', async () => {
  const { made, ask } = counted();
  const [first, again] = [await ask('hình'), await ask('hình')];
  expect(textOf(again)).toBe('hình'.repeat(100));
  expect(again).toEqual(first);
  expect(made).toEqual(['hình']);
});

test('asked for twice at once, it is drawn once', async () => {
  const { folder } = counted();
  const cache = openCache(folder);
  let made = 0;
  const make = async () => {
    made += 1;
    return new Uint8Array([1, 2, 3]);
  };
  const answers = await Promise.all([cache.get('a', make), cache.get('a', make), cache.get('a', make)]);
  expect(answers).toEqual(Array(3).fill(new Uint8Array([1, 2, 3])));
  expect(made).toBe(1);
});

test('another input is drawn alone', async () => {
  const { made, ask } = counted();
  await ask('một');
  await ask('hai');
  await ask('hai, chữ đổi');
  await ask('một');
  expect(made).toEqual(['một', 'hai', 'hai, chữ đổi']);
});

test.each([
  ['cut short', (file: string) => truncateSync(file, 50)],
  ['empty', (file: string) => truncateSync(file, 0)],
  [
    'changed in one place',
    (file: string) => {
      const bytes = readFileSync(file);
      bytes[200] = (bytes[200] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
  ],
  ['longer than it was', (file: string) => writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]))],
])('a file that is %s is drawn again, and whole from then on', async (_, damage) => {
  const { made, ask, fileOf } = counted();
  await ask('hình');
  damage(fileOf('hình'));
  expect(textOf(await ask('hình'))).toBe('hình'.repeat(100));
  expect(textOf(await ask('hình'))).toBe('hình'.repeat(100));
  expect(made).toEqual(['hình', 'hình']);
});

test('what cannot be drawn leaves nothing behind, and may be asked for again', async () => {
  const { folder } = counted();
  const cache = openCache(folder);
  await expect(cache.get('a', () => Promise.reject(new Error('không vẽ được')))).rejects.toThrow('không vẽ được');
  expect(await cache.get('a', async () => new Uint8Array([7]))).toEqual(new Uint8Array([7]));
  expect(readdirSync(folder)).toEqual(['a']);
});

test('what no build has used for a month is taken away, and what one has used stays', async () => {
  const { folder, made, ask, fileOf } = counted();
  await ask('cũ');
  await ask('còn dùng');
  const long = new Date(Date.now() - 40 * 86_400_000);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), long, long);
  writeFileSync(join(folder, 'half.1.part'), '');
  utimesSync(join(folder, 'half.1.part'), long, long);
  await ask('còn dùng');
  expect(await pruneCache(folder)).toBe(2);
  expect(readdirSync(folder)).toEqual([fileOf('còn dùng').split(/[/\\]/).at(-1)]);
  expect(made).toEqual(['cũ', 'còn dùng']);
});

test('a cache that was never used has nothing to take away', async () => {
  expect(await pruneCache(join(tmpdir(), 'no such folder'))).toBe(0);
});

test('a key tells apart what only runs together alike', () => {
  expect(cacheKey('ab', 'c')).not.toBe(cacheKey('a', 'bc'));
  expect(cacheKey('1:a')).not.toBe(cacheKey('a'));
  expect(cacheKey('hình')).toBe(cacheKey(new TextEncoder().encode('hình')));
});
