/**
 * What search costs at a size: `node tests/bench/search-scale.ts 300 5000`.
 * Makes that many pages out of the sentences of content/, builds the index, and asks it the commonest words, warm,
 * from the disk of this machine (so: without a network, and without drawing).
 */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSearchIndex } from '../../src/search/build-index.ts';
import { openSearch } from '../../src/search/engine.ts';

const queries = [
  'đảng',
  'dang',
  'nghị quyết',
  'nghi quyet',
  'đại hội',
  'phát triển kinh tế',
  '"đại đoàn kết"',
  '05-CT/TW',
];
const noFilter = { kind: null, year: null };

/** Sentences of the articles, without their markup. */
async function sentences(): Promise<string[]> {
  const folders = ['content/key-points', 'content/themes', 'content/qa'];
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

async function writePages(folder: string, count: number): Promise<void> {
  const from = await sentences();
  const random = numbers();
  const some = (many: number) =>
    Array.from({ length: many }, () => from[Math.floor(random.next().value * from.length)] ?? '');
  for (let page = 0; page < count; page += 1) {
    const parts = Array.from(
      { length: 8 },
      (_, part) => `<h2 id="muc-${part}">${(some(1)[0] ?? '').slice(0, 60)}</h2><p>${some(6).join(' ')}</p>`,
    );
    const path = join(folder, ['nghi-quyet', 'hoi-dap', 'van-ban', 'chuyen-de'][page % 4] ?? '', `trang-${page}`);
    await mkdir(path, { recursive: true });
    await writeFile(
      join(path, 'index.html'),
      `<html lang="vi"><body><main><article><h1>${(some(1)[0] ?? '').slice(0, 70)}</h1>${parts.join('')}</article></main></body></html>`,
    );
  }
}

/** Lets Pagefind's browser code read the index from disk. */
function fetchFrom(folder: string): void {
  globalThis.fetch = async (address) => {
    const file = new URL(String(address), 'http://localhost').pathname.replace('/pagefind/', '/');
    return new Response(new Uint8Array(await readFile(join(folder, file))));
  };
}

async function measure(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'search-scale-'));
  try {
    await writePages(folder, count);
    const begun = performance.now();
    const { bytes } = await buildSearchIndex(folder);
    const built = performance.now() - begun;
    const index = join(folder, 'pagefind');
    const files = await readdir(join(index, 'index'));
    const chunks = await Promise.all(files.map(async (file) => (await stat(join(index, 'index', file))).size));
    const pages = gzipSync(await readFile(join(index, 'pages.json'))).length;
    const sum = chunks.reduce((total, size) => total + size, 0);
    console.log(
      `\n${count} trang: dựng chỉ mục ${(built / 1000).toFixed(1)} s, ${kb(bytes)} trên đĩa; pages.json ${kb(pages)} gzip; ${files.length} mảnh từ, ${kb(sum)} gzip`,
    );

    fetchFrom(index);
    const engine = await openSearch({
      pagefind: () => import(pathToFileURL(join(index, 'pagefind.js')).href) as never,
      pages: async () => JSON.parse(await readFile(join(index, 'pages.json'), 'utf8')) as never,
    });
    for (const query of queries) {
      const times: number[] = [];
      let total = 0;
      for (let round = 0; round < 12; round += 1) {
        const start = performance.now();
        ({ total } = await engine.ask(query, noFilter, 10));
        times.push(performance.now() - start);
      }
      const warm = times.slice(2).sort((a, b) => a - b);
      const at = (share: number) => (warm[Math.floor(share * (warm.length - 1))] ?? 0).toFixed(1).padStart(7);
      console.log(
        `  ${query.padEnd(20)} ${String(total).padStart(5)} trang  lần đầu ${(times[0] ?? 0).toFixed(0).padStart(4)} ms  giữa ${at(0.5)} ms  chậm nhất ${at(1)} ms`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const kb = (bytes: number) => `${Math.round(bytes / 1024)} KB`;

for (const size of process.argv.slice(2).map(Number)) await measure(size);
