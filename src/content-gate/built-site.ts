/** Looks through the built site, page by page as it is rendered, then at every other file: for leaks, and for what is cited. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { missingPassages } from './built-passages.ts';
import { leaksIn, mayHoldText, tracesOf, type Leak } from './leaks.ts';
import { byPlace, type Citation, type Problem, type Report } from './report.ts';

export interface Findings {
  leaks: Leak[];
  /** Citations of pages or passages that were not built. */
  missing: Problem[];
}

export interface SiteWatch {
  /** @param route the page's address, with trailing slash */
  page(route: string, html: string): void;
  /**
   * Reads every file that has not passed as a page.
   * @param folder the built site
   */
  finish(folder: string): Promise<Findings>;
}

export function watchSite({
  roundQuestions,
  openTexts,
  citations,
}: Pick<Report, 'roundQuestions' | 'openTexts' | 'citations'>): SiteWatch {
  const traces = tracesOf(roundQuestions, openTexts);
  const cited = citationsByRoute(citations);
  const leaks: Leak[] = [];
  const missing: Problem[] = [];
  const passed = new Set<string>();
  const page = (file: string, route: string, html: string) => {
    passed.add(file);
    leaks.push(...leaksIn(file, html, traces));
    missing.push(...missingPassages(html, cited.get(route) ?? []));
    cited.delete(route);
  };
  return {
    page: (route, html) => page(fileOf(route), route, html),
    finish: async (folder) => {
      const found = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = found
        .filter((one) => one.isFile() && mayHoldText(one.name))
        .map(({ parentPath, name }) =>
          join(parentPath, name).slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''),
        )
        .filter((file) => !passed.has(file))
        .sort();
      for (const file of files) {
        const text = await readFile(join(folder, file), 'utf8');
        if (file.endsWith('.html')) page(file, routeOf(file), text);
        else leaks.push(...leaksIn(file, text, traces));
      }
      for (const [, those] of cited) missing.push(...missingPassages(null, those));
      return { leaks, missing: missing.sort(byPlace) };
    },
  };
}

const fileOf = (route: string) => (route === '/404/' ? '404.html' : `${route.slice(1)}index.html`);
const routeOf = (file: string) => `/${file.replace(/(?:^|(?<=\/))index\.html$/, '')}`;

function citationsByRoute(citations: readonly Citation[]): Map<string, Citation[]> {
  const byRoute = new Map<string, Citation[]>();
  for (const citation of citations) {
    const [route = ''] = citation.address.split('#');
    byRoute.set(route, [...(byRoute.get(route) ?? []), citation]);
  }
  return byRoute;
}
