/**
 * What search costs at a size: `node tests/bench/search-scale.ts 300 5000`.
 * Makes that many pages out of the sentences of content/, indexes them, and asks for the commonest words, warm, from the
 * disk of this machine (so: without a network, and without drawing). The real site has fewer words a page: these are the
 * hardest pages search could be given, since nearly each has nearly every common word.
 */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openIndex } from '../../src/search/build-index.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import type { KnownPages } from '../../src/search/page-record.ts';
import { fold } from '../../src/search/vietnamese.ts';
import { openBuiltSearch } from '../support/built-search.ts';

export interface AskedQuery {
  query: string;
  /** How many pages it finds. */
  found: number;
  /** Milliseconds: the first time, then warm at best (what the search takes), at the median and at worst (what else the machine had to do). */
  first: number;
  best: number;
  median: number;
  slowest: number;
}

export interface SearchCost {
  pages: number;
  /** Seconds that indexing took. */
  indexing: number;
  /** Bytes of the whole index on disk. */
  onDisk: number;
  /** Gzip bytes that a reader loads when the box is focused: Pagefind, its words' places, what is known of each page. */
  onFocus: number;
  queries: AskedQuery[];
}

const noFilter = { kind: null, year: null };

/** Indexes so many generated pages and asks for their commonest words. */
export async function generatedSearchCost(pages: number): Promise<SearchCost> {
  const folder = await mkdtemp(join(tmpdir(), 'search-scale-'));
  try {
    const begun = performance.now();
    const index = await openIndex();
    for (const { route, html } of await generatedPages(pages)) index.add(route, html);
    const { bytes } = await index.write(folder);
    const indexing = (performance.now() - begun) / 1000;
    return { pages, indexing, onDisk: bytes, ...(await builtSearchCost(folder)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * What an index that stands already loads on focus, and how long its commonest words take.
 * @param site the folder of a built site
 */
export async function builtSearchCost(site: string): Promise<Pick<SearchCost, 'onFocus' | 'queries'>> {
  const index = join(site, 'pagefind');
  const { words } = JSON.parse(await readFile(join(index, 'pages.vi.json'), 'utf8')) as KnownPages;
  const engine = await openBuiltSearch(site);
  const queries: AskedQuery[] = [];
  for (const query of commonQueries(words)) queries.push(await askRepeatedly(engine, query));
  return { onFocus: await bytesOnFocus(index), queries };
}

/** The words that most pages have, as they are written and without marks, and what else is asked for most. */
function commonQueries(words: KnownPages['words']): string[] {
  const commonest = words
    .filter(([word]) => word.length > 2 && /\p{L}/u.test(word))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([word]) => word);
  return [
    ...new Set([
      ...commonest,
      ...commonest.map(fold),
      commonest.slice(0, 3).join(' '),
      'đảng',
      'nghị quyết',
      'nghi quyet',
      'đại hội',
      'phát triển kinh tế',
      '"đại đoàn kết"',
      '05-CT/TW',
    ]),
  ];
}

const rounds = 12;

async function askRepeatedly(engine: SearchEngine, query: string): Promise<AskedQuery> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    ({ total: found } = await engine.ask(query, noFilter, 10));
    times.push(performance.now() - start);
  }
  const warm = times.slice(2).sort((a, b) => a - b);
  return {
    query,
    found,
    first: times[0] ?? 0,
    best: warm[0] ?? 0,
    median: warm[Math.floor(warm.length / 2)] ?? 0,
    slowest: warm.at(-1) ?? 0,
  };
}

/** What the search page fetches before a word is typed; the pieces of the index that hold the words asked for come after. */
async function bytesOnFocus(index: string): Promise<number> {
  const names = (await readdir(index)).filter((name) =>
    /^(?:pagefind\.js|pagefind-worker\.js|wasm\.unknown.*|.*\.vi_.*\.pf_meta|pages\.vi\.json)$/.test(name),
  );
  const sizes = await Promise.all(
    names.map(async (name) => {
      const file = join(index, name);
      // Pagefind's own files are compressed already.
      return /\.js(?:on)?$/.test(name) ? gzipSync(await readFile(file)).length : (await stat(file)).size;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Sentences of the articles, without their markup. */
async function sentences(): Promise<string[]> {
  const content = fileURLToPath(new URL('../../content/', import.meta.url));
  const folders = ['key-points', 'themes', 'qa'].map((name) => join(content, name));
  const files = (
    await Promise.all(folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))))
  ).flat();
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts
    .flatMap((text) =>
      text
        .replace(/^---[\s\S]*?\n---/, '')
        .replace(/<[^>]*>|[*#[\]()]/g, ' ')
        .split(/(?<=[.?;:])\s+/),
    )
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length > 20 && sentence.length < 400);
}

/** A small deterministic generator: the same pages every time. */
function* numbers(): Generator<number, never> {
  let state = 20_261_122;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

async function generatedPages(count: number): Promise<{ route: string; html: string }[]> {
  const from = await sentences();
  const random = numbers();
  const some = (many: number) =>
    Array.from({ length: many }, () => from[Math.floor(random.next().value * from.length)] ?? '');
  return Array.from({ length: count }, (_, page) => {
    const parts = Array.from(
      { length: 8 },
      (_, part) => `<h2 id="muc-${part}">${(some(1)[0] ?? '').slice(0, 60)}</h2><p>${some(6).join(' ')}</p>`,
    );
    return {
      route: `/${['nghi-quyet', 'hoi-dap', 'van-ban', 'chuyen-de'][page % 4] ?? ''}/trang-${page}/`,
      html: `<html lang="vi"><body><main><article><h1>${(some(1)[0] ?? '').slice(0, 70)}</h1>${parts.join('')}</article></main></body></html>`,
    };
  });
}

/** The cost as lines to read. */
export function describeSearchCost({ pages, indexing, onDisk, onFocus, queries }: SearchCost): string {
  const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`;
  const ms = (time: number) => `${time.toFixed(1).padStart(7)} ms`;
  return [
    `${pages} trang: lập chỉ mục ${indexing.toFixed(1)} s, ${kb(onDisk)} trên đĩa, ${kb(onFocus)} (gzip) khi chạm vào ô tìm`,
    ...queries.map(
      ({ query, found, first, best, median, slowest }) =>
        `  ${query.padEnd(24)} ${String(found).padStart(5)} trang  lần đầu ${ms(first)}  nhanh nhất ${ms(best)}  giữa ${ms(median)}  chậm nhất ${ms(slowest)}`,
    ),
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const size of process.argv.slice(2).map(Number))
    console.log(describeSearchCost(await generatedSearchCost(size)));
