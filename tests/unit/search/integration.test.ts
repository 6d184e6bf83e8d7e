import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { expect, onTestFinished, test } from 'vitest';
import { search } from '../../../src/search/integration.ts';
import { openBuiltSearch } from '../../support/built-search.ts';

/** A build whose pages pass the search. @returns what it says at its end */
async function build(folder: string, pages: Record<string, string>): Promise<string[]> {
  const said: string[] = [];
  const part = search();
  const tell = async (hook: keyof AstroIntegration['hooks']) => {
    const run = part.hooks[hook] as ((options: object) => unknown) | undefined;
    await run?.({
      config: { outDir: pathToFileURL(`${folder}/`) },
      logger: { info: (line: string) => void said.push(line) },
    });
  };
  await tell('astro:config:done');
  await tell('astro:build:start');
  for (const [route, main] of Object.entries(pages))
    part.onPage?.(route, `<html lang="vi"><body><main>${main}</main></body></html>`);
  part.onLastPage?.();
  await tell('astro:build:generated');
  await tell('astro:build:done');
  return said;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'search-integration-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const pages = { '/nghi-quyet/a/': '<h1>Đường lối</h1><p>Một.</p>', '/nghi-quyet/b/': '<h1>Mục tiêu</h1><p>Hai.</p>' };

test('pages that pass while they are drawn are found in the index that a build leaves', async () => {
  const site = await emptyFolder();
  expect(await build(site, pages)).toEqual([expect.stringMatching(/^lập chỉ mục 2 trang, \d+ KB$/)]);
  const { found } = await (await openBuiltSearch(site)).ask('duong loi', { kind: null, year: null }, 10);
  expect(found.map(({ page }) => page.route)).toEqual(['/nghi-quyet/a/']);
});

test('a build whose index cannot be written stops', async () => {
  const folder = join(await emptyFolder(), 'dist');
  await writeFile(folder, 'a file where the site should stand');
  await expect(build(folder, pages)).rejects.toThrow(/ENOTDIR/);
});
