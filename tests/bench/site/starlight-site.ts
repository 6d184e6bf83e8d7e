/**
 * The same pages in Starlight: a throw-away project from npm, outside the repository, kept between runs.
 * Its menu names the sections only, as ours does; left to itself it would list every page on every page.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { documentName } from '../../../src/catalog/documents.ts';
import { indexTargets, targetText, type TargetIndex } from '../../../src/catalog/targets.ts';
import { Source } from '../../../src/schemas/source.ts';
import { TargetSet } from '../../../src/schemas/target.ts';
import type { Block, GeneratedPage } from './pages.ts';
import type { BenchedSite } from './our-site.ts';
import { asideFolder, setAside } from './set-aside.ts';
import { watchCommand } from './watched-command.ts';

const project = join(import.meta.dirname, '../../..');

/** Exact, so that two runs compare the same thing. Newer releases of Astro lack a platform package. */
export const versions = { '@astrojs/starlight': '0.42.4', astro: '7.3.4', lighthouse: '13.5.0' };

export interface ThrowAwayProject {
  root: string;
  /** What the site is, in words: for the head of the report. */
  versions: typeof versions;
}

/** @returns what was installed, or the reason why it could not be. */
export function installStarlight(): { ok: true; project: ThrowAwayProject } | { ok: false; why: string } {
  const key = createHash('sha256').update(JSON.stringify(versions)).digest('hex').slice(0, 12);
  const root = join(tmpdir(), `bench-site-starlight-${process.getuid?.() ?? 0}-${key}`);
  if (!existsSync(join(root, 'node_modules'))) {
    const beside = `${root}.${process.pid}`;
    mkdirSync(beside, { mode: 0o700 });
    writeFileSync(
      join(beside, 'package.json'),
      JSON.stringify({ name: 'bench-starlight', private: true, type: 'module', dependencies: versions }),
    );
    const { status, stderr, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: beside,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) {
      rmSync(beside, { recursive: true, force: true });
      return { ok: false, why: (error?.message ?? stderr).trim().split('\n').slice(0, 3).join(' ') };
    }
    rmSync(root, { recursive: true, force: true });
    renameSync(beside, root);
  }
  return { ok: true, project: { root, versions } };
}

export function starlightSite({ root }: ThrowAwayProject): BenchedSite {
  const docs = join(root, 'src/content/docs');
  const words = readWords();
  const remove = (): void => {
    for (const left of ['src', 'dist', '.astro', asideFolder])
      rmSync(join(root, left), { recursive: true, force: true });
  };
  // A run that was broken off left its own, and what is set aside now would take the same names.
  remove();
  mkdirSync(docs, { recursive: true });
  cpSync(join(project, 'public/favicon.svg'), join(root, 'public/favicon.svg'));
  writeFileSync(join(root, 'astro.config.mjs'), config(words.site));
  writeFileSync(join(root, 'src/content.config.ts'), collections);
  return {
    dist: join(root, 'dist'),
    write: (pages) => {
      rmSync(docs, { recursive: true, force: true });
      for (const folder of ['nghi-quyet', 'hoi-dap']) mkdirSync(join(docs, folder), { recursive: true });
      writeFileSync(join(docs, 'index.md'), markdown({ title: words.site.name }, words.site.description));
      for (const page of pages) {
        const [folder, ending] = page.kind === 'article' ? ['nghi-quyet', 'mdx'] : ['hoi-dap', 'md'];
        writeFileSync(join(docs, folder, `${page.slug}.${ending}`), textOf(page, words));
      }
      for (const [kind, folder] of [
        ['article', 'nghi-quyet'],
        ['qa', 'hoi-dap'],
      ] as const) {
        const list = pages.filter((page) => page.kind === kind);
        const lines = list.map(({ slug, front }) => `- [${front.title}](/${folder}/${slug}/): ${front.summary}`);
        writeFileSync(join(docs, folder, 'index.md'), markdown({ title: words.section[folder] }, lines.join('\n')));
      }
    },
    build: () => {
      setAside(root, ['.astro', 'dist', 'node_modules/.astro', 'node_modules/.vite']);
      return watchCommand(
        process.execPath,
        [join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent'],
        root,
      );
    },
    remove,
  };
}

/** What the pages quote by id, and what the site is called. */
interface Words {
  site: { name: string; description: string; url: string };
  section: Record<'nghi-quyet' | 'hoi-dap', string>;
  document(id: string): string;
  targets: TargetIndex;
}

function readWords(): Words {
  const read = (path: string): unknown => parse(readFileSync(join(project, 'content', path), 'utf8'));
  const documents = new Map(
    Source.array()
      .parse(read('sources.yaml'))
      .map((source) => [source.id, source]),
  );
  const sets = readdirSync(join(project, 'content/data')).flatMap((name) => {
    const set = TargetSet.safeParse(read(`data/${name}`));
    return set.success ? [set.data] : [];
  });
  return {
    site: read('site.yaml') as Words['site'],
    section: { 'nghi-quyet': 'Nghị quyết', 'hoi-dap': 'Hỏi – đáp' },
    document: (id) => {
      const source = documents.get(id);
      return source ? documentName(source) : id;
    },
    targets: indexTargets(sets),
  };
}

/** A page as somebody who uses Starlight would write it. */
function textOf(page: GeneratedPage, words: Words): string {
  const sources = (ids: readonly string[]) => ids.map((id) => `- ${words.document(id)}`).join('\n');
  const body =
    page.kind === 'article'
      ? page.blocks.map((block) => blockText(block, words))
      : page.questions.flatMap((item) => [
          `## ${item.question}`,
          item.answer.replace(/\{\{([^{}]*)\}\}/g, (_, id: string) => targetText(words.targets.target(id.trim()))),
          ...(item.sources ? [`Nguồn: ${item.sources.map(words.document).join('; ')}`] : []),
        ]);
  return markdown(
    { title: page.front.title, description: page.front.summary },
    [page.front.summary, ...body, '## Nguồn', sources(page.front.sources)].join('\n\n'),
  );
}

function blockText(block: Block, { targets }: Words): string {
  switch (block.kind) {
    case 'section':
      return `## ${plain(block.text, targets)}`;
    case 'part':
      return `### ${plain(block.text, targets)}`;
    case 'open':
      return `<div id="${block.id}">`;
    case 'close':
      return '</div>';
    case 'table':
      return [
        '| Chỉ tiêu | Mức |',
        '| --- | --- |',
        ...targets.group(block.group).targets.map((target) => `| ${target.what} | ${targetText(target)} |`),
      ].join('\n');
    default:
      return plain(block.text, targets);
  }
}

/** Figures written out, and what else is a component of ours left as its text. */
const plain = (text: string, targets: TargetIndex) =>
  text
    .replace(/<Target id="([^"]+)" \/>/g, (_, id: string) => targetText(targets.target(id)))
    .replace(/<\/?[A-Z]\w*[^<>]*>/g, '');

const markdown = (front: object, body: string) => `---\n${stringify(front)}---\n\n${body}\n`;

const config = ({ name, url }: Words['site']) => `import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

export default defineConfig({
  site: ${JSON.stringify(url)},
  trailingSlash: 'always',
  integrations: [
    starlight({
      title: ${JSON.stringify(name)},
      defaultLocale: 'root',
      locales: { root: { label: 'Tiếng Việt', lang: 'vi' } },
      sidebar: [
        { label: 'Nghị quyết', link: '/nghi-quyet/' },
        { label: 'Hỏi – đáp', link: '/hoi-dap/' },
      ],
    }),
  ],
});
`;

const collections = `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`;
