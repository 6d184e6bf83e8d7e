/** Ends a build with `_headers`, and with the certainty that no page holds what its policy would block. */
import { writeFileSync } from 'node:fs';
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
  // Where the contest's server is decides whom a page may ask, and nothing of what it holds.
  const all = rooms({ backend: undefined, embedScripts: [] });
  const blocked: string[] = [];
  return {
    name: 'headers',
    hooks: {
      'astro:build:generated': ({ logger }) => {
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
    onPage: (route, html) => {
      const { policy } = roomOf(route, all);
      const isEmbed = route.startsWith(embedFolder);
      const parts = blockedParts(html, isEmbed ? { ...policy, ...ownOf(html) } : policy);
      blocked.push(...parts.map((part) => `${route}: ${part}`));
      return isEmbed ? withEmbedPolicy(html) : undefined;
    },
  };
}

/** What an embed page may hold besides: the header of their folder will name every script of theirs. */
const ownOf = (html: string): Policy => ({
  'script-src': inlineParts(html).scripts.map(sourceOf),
  ...embedPolicy(html),
});
