import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createBuilder } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { bundleArticles } from '../../../src/mdx/bundle-articles.ts';

/** Articles by name, bundled as Astro bundles what it renders, by a program whose first module ends with these lines. */
async function bundled(names: readonly string[], lastLines: string) {
  const root = await mkdtemp(join(tmpdir(), 'bundle-articles-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, 'content'));
  await writeFile(join(root, 'shared.js'), 'export const { random } = Math;');
  for (const name of names)
    await writeFile(
      join(root, `content/${name}.mdx.js`),
      `import { random } from '../shared.js';
       export const url = '${name}';
       const drawn = () => '${name}' + (random() < 2);
       export { drawn as Content, drawn as default };`,
    );
  const imports = names.map((name) => `${name}: () => import('./content/${name}.mdx.js')`).join(', ');
  await writeFile(join(root, 'main.js'), `export const articles = { ${imports} };\n${lastLines}`);
  const builder = await createBuilder({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [bundleArticles()],
    environments: {
      prerender: {
        consumer: 'server',
        build: { outDir: 'dist', rolldownOptions: { input: join(root, 'main.js') } },
      },
    },
  });
  const { prerender } = builder.environments;
  if (!prerender) throw new Error('no such environment');
  await builder.build(prerender);
  const files = await readdir(join(root, 'dist'), { recursive: true });
  const main = files.find((file) => /main[^/]*\.m?js$/.test(file)) ?? '';
  const { articles } = (await import(pathToFileURL(join(root, 'dist', main)).href)) as {
    articles: Record<string, () => Promise<Record<string, unknown>>>;
  };
  return { files: files.filter((file) => /\.m?js$/.test(file)), articles };
}

// Seen to fail with one more file for each article, without the rewriting of imports.
test.each([
  ['no module awaits at its top', ''],
  ['a module awaits at its top', 'await null;'],
])('articles stand in one file and are imported from there, where %s', async (_, lastLines) => {
  const names = ['a', 'b', 'c'];
  const { files, articles } = await bundled(names, lastLines);
  expect(files.filter((file) => /articles/.test(file))).toHaveLength(1);
  expect(files.length).toBeLessThan(names.length);
  for (const name of names) {
    const article = await articles[name]?.();
    expect(Object.keys(article ?? {}).sort()).toEqual(['Content', 'default', 'url']);
    expect(article?.['url']).toBe(name);
    expect((article?.['default'] as () => string)()).toBe(`${name}true`);
    expect(article?.['Content']).toBe(article?.['default']);
  }
});
