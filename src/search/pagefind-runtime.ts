/** What search uses of Pagefind in the browser. */
import type { SearchLanguage } from './language.ts';
import type { KnownPages } from './page-record.ts';

export interface PagefindPart {
  anchor?: { id: string; location: number };
  locations: number[];
  weighted_locations: { balanced_score: number }[];
}

export interface PagefindFragment {
  content: string;
  sub_results: PagefindPart[];
}

export interface PagefindResult {
  id: string;
  score: number;
  data(): Promise<PagefindFragment>;
}

export interface Pagefind {
  options(options: { exactDiacritics: boolean }): Promise<void>;
  search(term: string): Promise<{ results: PagefindResult[] }>;
}

export interface PagefindModule {
  /** Opens the index of the language that the document names, whatever an option says. */
  createInstance(options: { basePath: string }): Pagefind;
}

/** How the engine reaches the index; a test gives its own. */
export interface IndexFiles {
  /** Where Pagefind fetches the rest of the index from. */
  address: string;
  pagefind(): Promise<PagefindModule>;
  pages(language: SearchLanguage): Promise<KnownPages>;
}

const address = '/pagefind/';

/** The index beside the site. */
export const siteIndex: IndexFiles = {
  address,
  pagefind: () => {
    const module = `${address}pagefind.js`; // written at build, so no bundler may follow it
    return import(/* @vite-ignore */ module) as Promise<PagefindModule>;
  },
  pages: async (language) => (await fetch(`${address}pages.${language}.json`)).json() as Promise<KnownPages>,
};
