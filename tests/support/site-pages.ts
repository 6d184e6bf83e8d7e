/** The built site as the browser tests see it: its pages and what each of them loads. */
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

/** Where the site under test was built. */
export const builtSite = new URL(`../../${process.env['DIST'] ?? 'dist'}/`, import.meta.url);

/**
 * Addresses of every page of the built site, sorted. `/404.html` keeps its file name.
 * An old address is no page: the browser leaves it before anything on it can be looked at.
 */
export async function builtPages(): Promise<string[]> {
  const files = (await readdir(builtSite, { recursive: true })).filter((file) => file.endsWith('.html'));
  const routes = files.map((file) => `/${file.replaceAll('\\', '/').replace(/(?:^|(?<=\/))index\.html$/, '')}`).sort();
  const leaves = await Promise.all(
    routes.map(async (route) => (await builtHtml(route)).includes('http-equiv="refresh"')),
  );
  return routes.filter((_, index) => !leaves[index]);
}

/** Text of the page at an address. */
export async function builtHtml(route: string): Promise<string> {
  return readFile(fileOf(route), 'utf8');
}

/** Bytes of a page's own HTML, and of the styles, scripts and faces it loads at once, after gzip (faces as they are). */
export interface Weight {
  html: number;
  css: number;
  js: number;
  fonts: number;
}

/** What a first visit to a page loads, read from its HTML and styles. All of the styles' faces are counted. */
export async function weigh(route: string): Promise<Weight> {
  const html = await builtHtml(route);
  const styles = matches(html, /<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g);
  const scripts = await withImports(matches(html, /<script[^>]+src="([^"]+)"/g));
  const faces = new Set(matches(html, /href="([^"]+\.woff2)"/g));
  for (const style of styles) {
    for (const face of matches(await readFile(fileOf(style), 'utf8'), /url\(["']?([^"')]+\.woff2)/g)) faces.add(face);
  }
  return {
    html: gzipped(Buffer.from(html)),
    css: await sum(styles, gzipped),
    js: await sum(scripts, gzipped),
    fonts: await sum([...faces], (bytes) => bytes.length),
  };
}

/** Scripts and the modules they import at once. */
async function withImports(scripts: string[]): Promise<string[]> {
  const all = new Set<string>();
  const add = async (script: string): Promise<void> => {
    if (all.has(script)) return;
    all.add(script);
    const text = await readFile(fileOf(script), 'utf8');
    for (const next of matches(text, /(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) {
      await add(new URL(next, new URL(script, 'http://site/')).pathname);
    }
  };
  for (const script of scripts) await add(script);
  return [...all];
}

const fileOf = (route: string) => new URL(`.${route.endsWith('/') ? `${route}index.html` : route}`, builtSite);
const gzipped = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length;
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
const sum = async (files: string[], measure: (bytes: Uint8Array) => number) =>
  (await Promise.all(files.map((file) => readFile(fileOf(file))))).reduce((total, bytes) => total + measure(bytes), 0);
