/** The templates of the site, read from `src/pages`, and the built pages each of them makes. */
import { readdir } from 'node:fs/promises';
import { builtHtml } from './site-pages.ts';

const folder = new URL('../../src/pages/', import.meta.url);

export interface Template {
  /** File inside `src/pages`. */
  file: string;
  /** Whether it makes a page for each entry of some collection, which may be empty. */
  forEntries: boolean;
  /** Routes of its pages, the longest page first. */
  routes: string[];
}

/** @param routes of every built page; each belongs to the most exact template that fits it, as in Astro */
export async function templatesOf(routes: readonly string[]): Promise<Template[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.astro'));
  const templates = files
    .map((file) => ({ file: file.replaceAll('\\', '/'), routes: [] as string[] }))
    .map((template) => ({ ...template, forEntries: template.file.includes('['), pattern: patternOf(template.file) }))
    .sort((a, b) => looseness(a.file) - looseness(b.file));
  const sizes = new Map(
    await Promise.all(routes.map(async (route) => [route, (await builtHtml(route)).length] as const)),
  );
  for (const route of [...routes].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0))) {
    const own = templates.find(({ pattern }) => pattern.test(route));
    if (!own) throw new Error(`no template of src/pages makes ${route}`);
    own.routes.push(route);
  }
  return templates.map(({ file, forEntries, routes: own }) => ({ file, forEntries, routes: own }));
}

function patternOf(file: string): RegExp {
  const route = file.replace(/\.astro$/, '').replace(/(?:^|\/)index$/, '');
  const steps = route.split('/').filter((step) => step !== '');
  const written = steps.map((step) =>
    step.startsWith('[...') ? '.+' : step.startsWith('[') ? '[^/]+' : step.replace('.', '\\.'),
  );
  return new RegExp(route === '404' ? '^/404\\.html$' : `^/${written.map((step) => `${step}/`).join('')}$`);
}

/** Exact steps before parameters, parameters before the rest. */
const looseness = (file: string): number =>
  [...file.matchAll(/\[(\.\.\.)?/g)].reduce((sum, [, rest]) => sum + (rest ? 100 : 1), 0);
