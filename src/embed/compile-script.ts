/** Compiles the scripts of the embed pages before Vite looks for them, as the faces are cut: the pages carry their text. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';

/** By name: of the figures' pages, and of the contest's. */
const entries = { frame: './frame-start.ts', contest: './contest/live.ts' };

/** A script as one line of JavaScript. The same source gives the same bytes, so one hash names it on every page. */
export async function compileScript(name: keyof typeof entries): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL(entries[name], import.meta.url)),
        formats: ['iife'],
        name,
        fileName: () => `${name}.js`,
      },
    },
  });
  const [output] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (output?.type !== 'chunk') throw new Error('mã của trang nhúng không dịch được');
  return output.code.trim();
}

/** Writes them to `.astro/embed/`, which git ignores, while the content is read. */
export function embedScript(): AstroIntegration {
  let compiling: Promise<void> | undefined;
  return {
    name: 'embed-script',
    hooks: {
      'astro:config:setup': ({ command, config }) => {
        if (command !== 'build' && command !== 'dev') return;
        compiling = compileInto(new URL('.astro/embed/', config.root));
        compiling.catch(() => undefined); // told where it is awaited
      },
      'astro:server:setup': () => compiling,
      'astro:build:start': () => compiling,
    },
  };
}

async function compileInto(folder: URL): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = Object.keys(entries) as (keyof typeof entries)[];
  await Promise.all(
    names.map(async (name) => {
      // Beside and renamed, so that a build running at the same time never reads half a file.
      const beside = new URL(`${name}.js.${process.pid}`, folder);
      await writeFile(beside, await compileScript(name));
      await rename(beside, new URL(`${name}.js`, folder));
    }),
  );
}
