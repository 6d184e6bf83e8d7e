/** Compiles the script of the embed pages before Vite looks for it, as the faces are cut: the pages carry its text. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'vite';

/** The script as one line of JavaScript. The same source gives the same bytes, so one hash names it on every page. */
export async function compileFrameScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      lib: {
        entry: fileURLToPath(new URL('./frame-start.ts', import.meta.url)),
        formats: ['iife'],
        name: 'frame',
        fileName: () => 'frame.js',
      },
    },
  });
  const [output] = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  if (output?.type !== 'chunk') throw new Error('mã của trang nhúng không dịch được');
  return output.code.trim();
}

/** Writes it to `.astro/embed/`, which git ignores. */
export function embedScript(): AstroIntegration {
  return {
    name: 'embed-script',
    hooks: {
      'astro:config:setup': async ({ config }) => {
        const folder = new URL('.astro/embed/', config.root);
        await mkdir(folder, { recursive: true });
        // Beside and renamed, so that a build running at the same time never reads half a file.
        const beside = new URL(`frame.js.${process.pid}`, folder);
        await writeFile(beside, await compileFrameScript());
        await rename(beside, new URL('frame.js', folder));
      },
    },
  };
}
