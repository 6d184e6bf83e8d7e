/** Every section in Vietnamese with its pages, for readers who look instead of searching. */
import { pageCollectionNames, pageCollections } from '../schemas/collections.ts';
import type { TitledPage } from './routes.ts';

export interface SiteSection extends TitledPage {
  /** Its first pages, in the order of the section. */
  pages: TitledPage[];
  /** How many it has in all. */
  total: number;
}

/** A section with more pages is better read on its own page. */
const mostPages = 40;

const sections: TitledPage[] = [
  ...pageCollectionNames
    .filter((name) => name !== 'english')
    .map((name) => ({
      route: `/${pageCollections[name].route}/`,
      title: pageCollections[name].title,
    })),
  { route: '/van-ban/', title: 'Văn bản' },
];

/** Sections in the order of the list of collections; those without pages are left out. */
export function siteMapOf(pages: readonly TitledPage[]): SiteSection[] {
  return sections.flatMap(({ route, title }) => {
    const own = pages
      .filter((page) => page.route.startsWith(route))
      .map((page) => ({ route: page.route, title: page.title }));
    return own.length > 0 ? [{ route, title, pages: own.slice(0, mostPages), total: own.length }] : [];
  });
}
