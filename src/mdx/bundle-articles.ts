/**
 * How articles are bundled for rendering. Astro imports each of thousands when its page is drawn; as a file for each they
 * would all be written and read back, which takes longer than drawing them. So they stand together in a few files.
 */
import { posix } from 'node:path';
import type { Plugin } from 'vite';

const { dirname, join, relative } = posix;

export function bundleArticles(): Plugin {
  return {
    name: 'bundle-articles',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'prerender',
    configEnvironment: (name) =>
      name === 'prerender'
        ? {
            build: {
              rolldownOptions: {
                output: {
                  codeSplitting: { groups: [{ name: 'articles', test: /\/content\/.+\.mdx/, maxSize: 4_000_000 }] },
                },
              },
            },
          }
        : undefined,
    // Where any module awaits at its top, as the catalog does, Rolldown still writes a file for each article that says
    // nothing but which names of the common one are its own. Who imports it can say that. First of all plugins: each of the
    // many after it would be handed, and look through, thousands of such files.
    generateBundle: {
      order: 'pre',
      handler: (_, bundle) => {
        const articles = new Map<string, Article>();
        for (const [path, chunk] of Object.entries(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.isDynamicEntry || chunk.isEntry || chunk.moduleIds.length > 0) continue;
          const [, names, file] = onlyReexports.exec(chunk.code) ?? [];
          if (names === undefined || file === undefined) continue;
          articles.set(path, { bundle: join(dirname(path), file), members: names.split(', ').map(member).join(', ') });
          Reflect.deleteProperty(bundle, path);
        }
        for (const chunk of Object.values(bundle))
          if (chunk.type === 'chunk' && chunk.dynamicImports.length > 0) {
            const folder = dirname(chunk.fileName);
            chunk.code = chunk.code.replace(imported, (whole, file: string) => {
              const article = articles.get(join(folder, file));
              return article ? importOf(article, folder) : whole;
            });
          }
      },
    },
  };
}

/** What an article is once it stands together with others. */
interface Article {
  /** Path of the common file. */
  bundle: string;
  /** The article's exports, as members of an object made of the file's, `of`. */
  members: string;
}

const onlyReexports = /^export \{ ([\w$, ]+) \} from "(\.[^"]+)";\s*$/;
const imported = /import\("(\.[^"]+)"\)/g;

const importOf = ({ bundle, members }: Article, folder: string): string =>
  `import("./${relative(folder, bundle)}").then((of) => ({ ${members} }))`;

/** `a as b`, of what a module exports, as a member of an object. */
function member(name: string): string {
  const [inside = '', outside = inside] = name.split(' as ');
  return `${outside}: of.${inside}`;
}
