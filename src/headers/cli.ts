/**
 * `npm run --silent headers -- nginx|caddy|_headers`: prints the headers of the built site in a host's language.
 *
 *   --backend   address of the Supabase project, where `dist/supabase.json` does not say it (or SUPABASE_URL)
 *   --site      folder of the built site (dist)
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { factsOf, filesOf } from './built-site.ts';
import { caddyfile } from './caddyfile.ts';
import { headersFile } from './headers-file.ts';
import { nginxConf } from './nginx-conf.ts';
import { rooms, type Room } from './site-headers.ts';

const languages: Record<string, (files: readonly string[], all: readonly Room[]) => string> = {
  nginx: (_, all) => nginxConf(all),
  caddy: (_, all) => caddyfile(all),
  _headers: headersFile,
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { backend: { type: 'string' }, site: { type: 'string', default: 'dist' } },
  });
  const write = languages[positionals[0] ?? ''];
  if (!write || positionals.length > 1)
    throw new Error(`Viết thêm máy chủ nào: npm run --silent headers -- ${Object.keys(languages).join('|')}`);
  const folder = resolve(values.site);
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`Chưa có trang ở ${folder}: hãy chạy npm run build trước.`);
  const files = filesOf(folder);
  process.stdout.write(write(files, rooms(factsOf(folder, files, values.backend))));
} catch (problem) {
  console.error(`✗ ${(problem as Error).message}`);
  process.exitCode = 1;
}
