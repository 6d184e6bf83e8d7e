import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { builtPages, firstVisit, isFrame, weigh, type Weight } from '../support/site-pages.ts';

const kb = 1024;
/** Bytes after gzip; faces as they are, all weights together. */
const contentPage: Weight = { html: 14 * kb, css: 8 * kb, js: 3 * kb, fonts: 25 * kb };
/** Where there is more to a page than reading. */
const others: [route: RegExp, budget: Partial<Weight>][] = [
  [/^\/cuoc-thi\/(?:\d+\/xep-hang\/)?$|^\/chung-nhan\/$/, { js: 75 * kb }],
  // The whole practice bank, to be read and printed with scripts off.
  [/^\/cuoc-thi\/\d+\/luyen-tap\/$/, { html: 32 * kb, js: 20 * kb }],
];
const budgetOf = (route: string): Weight => ({
  ...contentPage,
  ...others.find(([pattern]) => pattern.test(route))?.[1],
});

const overweight = (weight: Weight, budget: Weight): string[] =>
  (['html', 'css', 'js', 'fonts'] as const).flatMap((kind) =>
    weight[kind] > budget[kind] ? [`${kind} ${weight[kind]} > ${budget[kind]}`] : [],
  );

// Frames bring everything in one file: `embeds.test.ts` weighs them.
const pages = (await builtPages()).filter((route) => !isFrame(route));
const weights = new Map(await Promise.all(pages.map(async (route) => [route, await weigh(route)] as const)));

test('every page keeps its budget', () => {
  expect(weights.size).toBeGreaterThan(30);
  const faults = [...weights].flatMap(([route, weight]) =>
    overweight(weight, budgetOf(route)).map((fault) => `${route}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('the median page weighs 40 KB at most, its faces included', () => {
  const totals = [...weights.values()].map(({ html, css, js, fonts }) => html + css + js + fonts).sort((a, b) => a - b);
  expect(totals[Math.floor(totals.length / 2)]).toBeLessThanOrEqual(40 * kb);
});

test('a page of every part of the site is weighed', () => {
  for (const { html, css, js, fonts } of weights.values()) expect(Math.min(html, css, js, fonts)).toBeGreaterThan(100);
  expect([...weights.keys()].filter((route) => budgetOf(route).js > contentPage.js).length).toBeGreaterThanOrEqual(4);
});

test('what a page loads at once is counted to the last module, and what waits for a gesture is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'weight-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const noise = (bytes: number) => randomBytes(bytes / 2).toString('hex');
  const files = {
    'index.html': `<link rel="stylesheet" href="/a.css"><link rel="modulepreload" href="/c.js"><script type="module" src="/a.js"></script>
      <astro-island component-url="/d.js" renderer-url="/e.js"></astro-island><!--${noise(40 * kb)}-->`,
    'a.css': `@font-face{src:url(a.woff2)} /*${noise(20 * kb)}*/`,
    'a.woff2': noise(30 * kb),
    'a.js': 'import"./b.js";button.onclick=()=>import("./later.js")',
    'b.js': `//${noise(8 * kb)}`,
    'c.js': '//c',
    'd.js': '//d',
    'e.js': '//e',
    'later.js': `//${noise(99 * kb)}`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const site = pathToFileURL(`${folder}/`);
  expect(await firstVisit('/', site)).toEqual({
    styles: ['/a.css'],
    scripts: ['/a.js', '/b.js', '/c.js', '/d.js', '/e.js'],
    faces: ['/a.woff2'],
  });
  const faults = overweight(await weigh('/', site), contentPage);
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['html', 'css', 'js', 'fonts']);
});
