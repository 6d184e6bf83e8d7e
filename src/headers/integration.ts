/** Ends a build with `_headers`, and with the certainty that no page holds what its policy would block. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { factsOf, filesOf, isEmbedPage, isPage } from './built-site.ts';
import { embedPolicy, withEmbedPolicy } from './embed-policy.ts';
import { headersFile } from './headers-file.ts';
import { blockedParts } from './page-parts.ts';
import { roomOf, rooms } from './site-headers.ts';

/** Place it after whatever writes files of the site. */
export function headers(): AstroIntegration {
  return {
    name: 'headers',
    hooks: {
      // Pages are read while the search index is still being made of them.
      'astro:build:generated': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = filesOf(folder);
        const all = rooms(factsOf(folder, files));
        let blocked = 0;
        for (const path of files.filter(isPage)) {
          const html = readFileSync(join(folder, path), 'utf8');
          const { policy } = roomOf(path, all);
          const parts = blockedParts(html, isEmbedPage(path) ? { ...policy, ...embedPolicy(html) } : policy);
          for (const part of parts) logger.error(`${path}: ${part}`);
          blocked += parts.length;
          if (isEmbedPage(path)) writeFileSync(join(folder, path), withEmbedPolicy(html));
        }
        if (blocked > 0)
          throw new Error(
            `Dừng: ${blocked} chỗ mà Content-Security-Policy của trang sẽ chặn (src/headers/site-headers.ts).`,
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
  };
}
