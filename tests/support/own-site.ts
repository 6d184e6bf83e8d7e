/** A copy of the site with content of its own, which a test may change and build from, and a product that serves it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contestDocument } from '../../supabase/seed/document.ts';
import { startSampleProduct } from './sample-product.ts';

const project = join(import.meta.dirname, '../..');

export interface Ended {
  code: number;
  /** What the command said, on both outputs. */
  said: string;
}

/** The copy alone, for tests that need no server. */
export function siteCopy() {
  const root = mkdtempSync(join(tmpdir(), 'own-site-'));
  for (const part of ['src', 'public', 'content', 'package.json', 'tsconfig.json', 'astro.config.mjs'])
    cpSync(join(project, part), join(root, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  // What Astro remembers of the content stands under node_modules unless told: this content is another.
  writeFileSync(
    join(root, 'own.config.mjs'),
    `import config from './astro.config.mjs';\nexport default { ...config, cacheDir: './.cache' };\n`,
  );
  // Drawings are kept by what they show: whoever draws the same may share them.
  const drawings = join(project, 'node_modules/.astro/drawings');
  for (const folder of [drawings, join(root, '.cache')]) mkdirSync(folder, { recursive: true });
  symlinkSync(drawings, join(root, '.cache/drawings'));
  return {
    root,
    site: join(root, 'dist'),
    content: join(root, 'content'),
    build: () => run(join(project, 'node_modules/astro/bin/astro.mjs'), ['build', '--config', 'own.config.mjs'], root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export async function ownSite() {
  const { root, site, content, build, remove } = siteCopy();
  mkdirSync(site);
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>Trang mẫu</title>');
  const product = await startSampleProduct({ site, contest: contestDocument(content, undefined, new Date()) });
  return {
    site,
    content,
    url: product.url,
    sql: <Row>(statement: string, parameters?: unknown[]) => product.sql<Row>(statement, parameters),
    build,
    /** `npm run contest:results` into the copied content. */
    takeOverResults: (...args: string[]) =>
      run(join(project, 'supabase/results/export.ts'), [...args, '--content', content], root),
    stop: async () => {
      await product.stop();
      remove();
    },
  };
}
export type OwnSite = Awaited<ReturnType<typeof ownSite>>;

function run(program: string, args: string[], cwd: string): Promise<Ended> {
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { cwd, env }, (error, output, complaints) =>
      done({ code: error ? Number(error.code ?? 1) : 0, said: output + complaints }),
    );
  });
}
