/** What the headers need to know of a built site, read from its folder. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inlineParts } from './page-parts.ts';
import { sourceOf } from './policy.ts';
import { embedFolder, type SiteFacts } from './site-headers.ts';

/** Paths of every file of the site, `/cuoc-thi/index.html`, sorted. `_headers` is no part of it: hosts do not serve it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `/${relative(folder, join(parentPath, name)).replaceAll('\\', '/')}`)
    .filter((path) => path !== '/_headers')
    .sort();
}

const isEmbedPage = (path: string): boolean => path.startsWith(embedFolder) && path.endsWith('.html');

export const factsOf = (folder: string, files: readonly string[], backend?: string): SiteFacts => ({
  embedScripts: embedScriptsOf(folder, files),
  backend: backendOf(folder, backend),
});

/** Sources of the inline scripts of the embed pages, sorted. */
export function embedScriptsOf(folder: string, files: readonly string[]): string[] {
  const scripts = files
    .filter(isEmbedPage)
    .flatMap((path) => inlineParts(readFileSync(join(folder, path), 'utf8')).scripts);
  return [...new Set(scripts.map(sourceOf))].sort();
}

/**
 * Origin of the Supabase project.
 * @param told its address; else what `SUPABASE_URL` says, else `supabase.json` of the built site
 * @throws Error where that is no address
 */
function backendOf(folder: string, told: string | undefined): string | undefined {
  const address = told ?? process.env['SUPABASE_URL'] ?? addressIn(join(folder, 'supabase.json'));
  return address === undefined ? undefined : originOf(address);
}

function addressIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url?: unknown };
  if (typeof url !== 'string') throw new Error('supabase.json: thiếu "url"');
  return url;
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // A policy keeps its parts apart by spaces and semicolons, and a host may have neither, nor the quotes of a keyword.
  if (!url || !/^https?:$/.test(url.protocol) || !/^[\w.:[\]-]+$/.test(url.host))
    throw new Error(`"${address}" không phải địa chỉ của một dự án Supabase (https://…)`);
  return url.origin;
}
