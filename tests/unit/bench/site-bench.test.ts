import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkContent } from '../../../src/content-gate/check-content.ts';
import { pageRatioOf, ratioOf, verdicts, type Builds, type Findings } from '../../bench/site/findings.ts';
import { readOptions, UsageError } from '../../bench/site/options.ts';
import { textOf } from '../../bench/site/our-site.ts';
import { weightOf } from '../../bench/site/page-weight.ts';
import { blocksOf, fileOf, generatePages } from '../../bench/site/pages.ts';

const project = join(import.meta.dirname, '../../..');
const content = join(project, 'content');

test('one seed gives the same pages, and more pages begin with the same', () => {
  const texts = (count: number, seed: number) => generatePages(content, count, seed).map(textOf);
  expect(texts(12, 7)).toEqual(texts(12, 7));
  expect(texts(24, 7).slice(0, 12)).toEqual(texts(12, 7));
  expect(texts(12, 8)).not.toEqual(texts(12, 7));
});

test('generated pages pass the content gate beside the real ones', async () => {
  const root = mkdtempSync(join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const part of ['content', 'src/pages']) cpSync(join(project, part), join(root, part), { recursive: true });
  for (const page of generatePages(content, 60, 7)) writeFileSync(join(root, 'content', fileOf(page)), textOf(page));
  expect((await checkContent(root)).problems).toEqual([]);
});

test('an article is taken apart into what any page may hold', () => {
  const body = [
    'Mở đầu, xem [mục dưới](#muc) và [bài khác](/nghi-quyet/x/).',
    '<H2 id="muc">Mục</H2>',
    '<Passage id="doan">',
    '- một\n- hai',
    '</Passage>',
    '<TargetTable group="kinh-te" />',
    '<Other />',
  ].join('\n\n');
  expect(blocksOf(body)).toEqual([
    { kind: 'prose', text: 'Mở đầu, xem mục dưới và [bài khác](/nghi-quyet/x/).' },
    { kind: 'section', id: 'muc', text: 'Mục' },
    { kind: 'open', id: 'doan' },
    { kind: 'list', text: '- một\n- hai' },
    { kind: 'close' },
    { kind: 'table', group: 'kinh-te' },
  ]);
});

test('a page weighs all that was sent for it, by kind', () => {
  const sent = [
    { path: '/a/index.html', bytes: 10 },
    { path: '/_astro/a.css', bytes: 2 },
    { path: '/_astro/a.js', bytes: 3 },
    { path: '/sw.js', bytes: 4 },
    { path: '/_astro/a.woff2', bytes: 5 },
    { path: '/favicon.svg', bytes: 1 },
  ];
  expect(weightOf(sent)).toEqual({ html: 10, css: 2, js: 7, other: 1, fonts: 5, requests: 6 });
});

const cost = (seconds: number) => ({ seconds, processor: seconds, memory: 1 });
const builds = (pages: number, ours: number[], starlight?: number[]): Builds => ({
  pages,
  costs: { ours: ours.map(cost), ...(starlight ? { starlight: starlight.map(cost) } : {}) },
  built: { ours: pages + 150, starlight: pages },
  index: {},
  search: { onFocus: 0, queries: [] },
});
const nothing: Findings = { builds: [], weights: {}, scores: {}, templates: [] };

test('two sides are compared pair by pair, so that a moment when the machine was busy weighs on both', () => {
  expect(ratioOf(builds(250, [10, 40, 10], [10, 40, 10]), 'seconds')).toBe(1);
  expect(ratioOf(builds(250, [10, 40, 12], [10, 10, 10]), 'seconds')).toBe(1.2);
  expect(ratioOf(builds(250, [10]), 'seconds')).toBeNull();
});

test('a page is one of those a side has built, its own besides the generated ones', () => {
  expect(pageRatioOf(builds(250, [16], [10]), 'seconds')).toBe(1);
});

test('a thousand pages must cost less than four times what 250 cost', () => {
  const judged = (many: number) =>
    verdicts({ ...nothing, builds: [builds(250, [10]), builds(1000, [many])] }).map(({ reached }) => reached);
  expect(judged(39)).toEqual([true]);
  expect(judged(40)).toEqual([false]);
});

test('a page may weigh half of what Starlight sends without faces, and as much with them', () => {
  const weight = (html: number, fonts: number) => ({ html, css: 0, js: 0, other: 0, fonts, requests: 1 });
  const judged = (html: number, fonts: number) =>
    verdicts({ ...nothing, weights: { ours: weight(html, fonts), starlight: weight(100, 0) } }).map(
      (one) => one.reached,
    );
  expect(judged(50, 50)).toEqual([true, true]);
  expect(judged(51, 40)).toEqual([false, true]);
  expect(judged(50, 51)).toEqual([true, false]);
});

test('what was not measured is not judged', () => {
  expect(verdicts(nothing)).toEqual([]);
});

test('an option that says nothing is refused', () => {
  expect(readOptions(['--quick']).sizes).toEqual([250, 1000]);
  expect(() => readOptions(['--sizes', 'nhiều'])).toThrow(UsageError);
});
