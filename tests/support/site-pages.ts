/** The built site as the browser tests see it: its pages and what each of them loads. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Where the site under test was built. */
export const builtSite = new URL(`../../${process.env['DIST'] ?? 'dist'}/`, import.meta.url);

/**
 * Addresses of every page of the built site, sorted. `/404.html` keeps its file name.
 * An old address is no page: the browser leaves it before anything on it can be looked at.
 */
export const builtPages = async (): Promise<string[]> => (await htmlFiles()).pages;

/** Whether a page is there to be framed by other sites: one file that brings its own style and letters. */
export const isFrame = (route: string): boolean => route.startsWith('/nhung/');

/** Addresses that only send their reader on, sorted. */
export const oldAddresses = async (): Promise<string[]> => (await htmlFiles()).sendingOn;

async function htmlFiles(): Promise<{ pages: string[]; sendingOn: string[] }> {
  const files = (await readdir(builtSite, { recursive: true })).filter((file) => file.endsWith('.html'));
  const routes = files.map((file) => `/${file.replaceAll('\\', '/').replace(/(?:^|(?<=\/))index\.html$/, '')}`).sort();
  const leaves = await Promise.all(
    routes.map(async (route) => (await builtHtml(route)).includes('http-equiv="refresh"')),
  );
  return {
    pages: routes.filter((_, index) => !leaves[index]),
    sendingOn: routes.filter((_, index) => leaves[index]),
  };
}

/** Addresses of every other file of the built site, sorted. */
export async function builtFiles(): Promise<string[]> {
  const found = await readdir(builtSite, { recursive: true, withFileTypes: true });
  const root = fileURLToPath(builtSite);
  return found
    .filter((item) => item.isFile() && !item.name.endsWith('.html'))
    .map((item) => `/${relative(root, join(item.parentPath, item.name)).replaceAll('\\', '/')}`)
    .sort();
}

/** Text of a file or page at an address. */
export async function builtHtml(route: string, site: URL = builtSite): Promise<string> {
  return readFile(fileOf(route, site), 'utf8');
}

/** Bytes of a page's own HTML, and of the styles, scripts and faces it loads at once, after gzip (faces as they are). */
export interface Weight {
  html: number;
  css: number;
  js: number;
  fonts: number;
}

/** What a first visit to a page loads at once, by kind. All of the styles' faces are counted. */
export interface FirstVisit {
  styles: string[];
  scripts: string[];
  faces: string[];
}

/** What a page loads by itself, read from its HTML and styles; what waits for a gesture is not among it. */
export async function firstVisit(route: string, site: URL = builtSite): Promise<FirstVisit> {
  const html = await builtHtml(route, site);
  const links = [...html.matchAll(/<link\s[^>]*>/g)].map(([link]) => link);
  const linked = (rel: string) =>
    links.filter((link) => link.includes(`rel="${rel}"`)).flatMap((link) => matches(link, /href="([^"]+)"/g));
  const styles = linked('stylesheet');
  // Scripts in the page, modules the head asks for, and islands that start without being touched.
  const entries = [
    ...matches(html, /<script[^>]+src="([^"]+)"/g),
    ...linked('modulepreload'),
    ...matches(html, /(?:component|renderer)-url="([^"]+)"/g),
  ];
  const faces = new Set(matches(html, /href="([^"]+\.woff2)"/g));
  for (const style of styles) {
    for (const face of matches(await readFile(fileOf(style, site), 'utf8'), /url\(["']?([^"')]+\.woff2)/g))
      faces.add(new URL(face, new URL(style, 'http://site/')).pathname);
  }
  return { styles, scripts: await withImports(entries, site), faces: [...faces] };
}

export async function weigh(route: string, site: URL = builtSite): Promise<Weight> {
  const { styles, scripts, faces } = await firstVisit(route, site);
  const sum = async (files: string[], measure: (bytes: Uint8Array) => number) =>
    (await Promise.all(files.map((file) => readFile(fileOf(file, site))))).reduce(
      (total, bytes) => total + measure(bytes),
      0,
    );
  return {
    html: gzipped(Buffer.from(await builtHtml(route, site))),
    css: await sum(styles, gzipped),
    js: await sum(scripts, gzipped),
    fonts: await sum(faces, (bytes) => bytes.length),
  };
}

/** Scripts and the modules they import at once. */
async function withImports(scripts: string[], site: URL): Promise<string[]> {
  const all = new Set<string>();
  const add = async (script: string): Promise<void> => {
    if (all.has(script)) return;
    all.add(script);
    const text = await readFile(fileOf(script, site), 'utf8');
    for (const next of matches(text, /(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) {
      await add(new URL(next, new URL(script, 'http://site/')).pathname);
    }
  };
  for (const script of scripts) await add(script);
  return [...all];
}

const fileOf = (route: string, site: URL) => new URL(`.${route.endsWith('/') ? `${route}index.html` : route}`, site);
const gzipped = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length;
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
