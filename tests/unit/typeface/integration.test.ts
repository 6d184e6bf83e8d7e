import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { expect, onTestFinished, test } from 'vitest';
import { cutFonts } from '../../../src/typeface/integration.ts';
import { textCharacters } from '../../../src/typeface/letters.ts';
import { charactersOf } from '../../support/font-reader.ts';

const names = ['text-400', 'text-600', 'tabular-400', 'tabular-600'];

/** What a build asks of the faces, up to where Vite looks for them. */
async function build(root: string): Promise<void> {
  const { hooks } = cutFonts();
  const tell = async (hook: keyof AstroIntegration['hooks']) => {
    const run = hooks[hook] as ((options: object) => unknown) | undefined;
    await run?.({ command: 'build', config: { root: pathToFileURL(`${root}/`) } });
  };
  await tell('astro:config:setup');
  await tell('astro:build:start');
}

async function emptyProject(): Promise<{ root: string; face: (name: string) => string }> {
  const root = await mkdtemp(join(tmpdir(), 'cut-fonts-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return { root, face: (name) => join(root, '.astro/fonts', `${name}.woff2`) };
}

test('when Vite looks for the faces they are there, with every letter of the texts', async () => {
  const { root, face } = await emptyProject();
  await build(root);
  for (const name of names) expect((await readFile(face(name))).subarray(0, 4).toString()).toBe('wOF2');
  const drawn = new Set(charactersOf(await readFile(face('text-400'))));
  expect([...textCharacters].filter((character) => !drawn.has(character))).toEqual([]);
});

test('a face that is there is not cut again, and one that is gone is', async () => {
  const { root, face } = await emptyProject();
  await build(root);
  const before = await stat(face('text-600'));
  await rm(face('text-400'));
  await build(root);
  expect((await stat(face('text-600'))).mtimeMs).toBe(before.mtimeMs);
  expect((await stat(face('text-400'))).size).toBeGreaterThan(0);
});

test('a build that cannot have its faces stops before Vite looks for them', async () => {
  const { root } = await emptyProject();
  await writeFile(join(root, '.astro'), 'a file where the folder should stand');
  await expect(build(root)).rejects.toThrow(/ENOTDIR/);
});
