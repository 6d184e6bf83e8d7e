/** Ends a build with `_headers`, and with the certainty that no page holds what its policy would block. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PageIntegration } from '../layouts/passing-pages.ts';
import { factsOf, filesOf } from './built-site.ts';
import { embedPolicy, withEmbedPolicy } from './embed-policy.ts';
import { headersFile } from './headers-file.ts';
import { blockedParts, inlineParts } from './page-parts.ts';
import { sourceOf, type Policy } from './policy.ts';
import { embedFolder, roomOf, rooms } from './site-headers.ts';

/** Place it after whatever changes pages, or writes files of the site. */
export function headers(): PageIntegration {
  return {
    name: 'headers',
    hooks: {
      // Pages are written by now, and this goes on while the search index is.
      'astro:build:generated': ({ dir, logger }) => {
        const blocked = blockedInPages(fileURLToPath(dir));
        for (const part of blocked) logger.error(part);
        if (blocked.length > 0)
          throw new Error(
            `Dừng: ${blocked.length} chỗ mà Content-Security-Policy của trang sẽ chặn (src/headers/site-headers.ts).`,
          );
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = filesOf(folder);
        const facts = factsOf(folder, files);
        writeFileSync(join(folder, '_headers'), headersFile(files, rooms(facts)));
        logger.info(
          `đã viết _headers; cuộc thi gọi ${facts.backend ?? 'máy chủ cùng địa chỉ với trang (chưa có public/supabase.json hay SUPABASE_URL)'}`,
        );
      },
    },
    onPage: (route, html) => (isEmbed(route) ? withEmbedPolicy(html) : undefined),
  };
}

const isEmbed = (path: string): boolean => path.startsWith(embedFolder);

/** @param folder the built site */
function blockedInPages(folder: string): string[] {
  // Where the contest's server is decides whom a page may ask, and nothing of what it holds.
  const all = rooms({ backend: undefined, embedScripts: [] });
  return filesOf(folder)
    .filter((path) => path.endsWith('.html'))
    .flatMap((path) => {
      const html = readFileSync(join(folder, path), 'utf8');
      const { policy } = roomOf(path, all);
      const parts = blockedParts(html, isEmbed(path) ? { ...policy, ...ownOf(html) } : policy);
      return parts.map((part) => `${path}: ${part}`);
    });
}

/** What an embed page may hold besides: the header of their folder will name every script of theirs. */
const ownOf = (html: string): Policy => ({
  'script-src': inlineParts(html).scripts.map(sourceOf),
  ...embedPolicy(html),
});
