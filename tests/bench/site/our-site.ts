/** This site with generated pages besides its own, in a folder of its own. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { fileOf, type Block, type GeneratedPage } from './pages.ts';
import { setAside } from './set-aside.ts';
import { watchCommand, type Cost } from './watched-command.ts';

const project = join(import.meta.dirname, '../../..');

/** A site that can be built again and again with ever more pages. */
export interface BenchedSite {
  /** Where the built site is. */
  dist: string;
  /** Writes these pages, and no other generated ones. */
  write(pages: readonly GeneratedPage[]): void;
  /** Builds from nothing but the drawings of infographics, which no page of Starlight's has: `bench:figures` times those. */
  build(): Promise<Cost>;
  remove(): void;
}

export function ourSite(): BenchedSite {
  const root = mkdtempSync(join(tmpdir(), 'bench-site-'));
  for (const part of ['src', 'public', 'content', 'package.json', 'tsconfig.json', 'astro.config.mjs'])
    cpSync(join(project, part), join(root, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  // What Astro remembers of the content stands under node_modules unless told: this content is another.
  writeFileSync(
    join(root, 'bench.config.mjs'),
    `import config from './astro.config.mjs';\nexport default { ...config, cacheDir: './.cache' };\n`,
  );
  const drawings = join(root, 'drawings');
  mkdirSync(drawings);
  let written: string[] = [];
  return {
    dist: join(root, 'dist'),
    write: (pages) => {
      for (const file of written) rmSync(join(root, file));
      written = pages.map((page) => {
        const file = join('content', fileOf(page));
        writeFileSync(join(root, file), textOf(page));
        return file;
      });
    },
    build: () => {
      setAside(root, ['.astro', '.cache', 'dist']);
      mkdirSync(join(root, '.cache'));
      symlinkSync(drawings, join(root, '.cache/drawings'));
      return watchCommand(
        process.execPath,
        [join(project, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent', '--config', 'bench.config.mjs'],
        root,
      );
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A page as an editor writes it. */
export function textOf(page: GeneratedPage): string {
  if (page.kind === 'qa') return stringify({ ...page.front, questions: page.questions });
  return `---\n${stringify(page.front)}---\n\n${page.blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'section':
      return `<H2 id="${block.id}">${block.text}</H2>`;
    case 'part':
      return `<H3 id="${block.id}">${block.text}</H3>`;
    case 'open':
      return `<Passage id="${block.id}">`;
    case 'close':
      return '</Passage>';
    case 'table':
      return `<TargetTable group="${block.group}" />`;
    default:
      return block.text;
  }
}
