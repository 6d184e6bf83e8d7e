/** What a reading page tells machines of itself (schema.org, JSON-LD). Days stay days: a page is dated, not timed. */
import type { Page } from '../schemas/page.ts';
import type { Site } from '../schemas/site.ts';

/** A page or a document that is pointed at. */
interface Named {
  name: string;
  route: string;
}

export interface ReadingPage {
  page: Pick<Page, 'title' | 'summary' | 'updated'>;
  /** Full address of the page. */
  address: string;
  lang: 'vi' | 'en';
  site: Pick<Site, 'office' | 'name' | 'url'>;
  /** Documents the page rests on. */
  sources: Named[];
  /** Sections above the page, the home page left out. */
  trail: { title: string; route: string }[];
  /** First day the page stood on the site, where its entry says so. */
  published?: string | undefined;
}

/** An Article with what it is based on, and the way to it from the home page. Addresses are whole. */
export function readingFacts({ page, address, lang, site, sources, trail, published }: ReadingPage): object {
  const whole = (route: string) => new URL(route, address).href;
  const office = { '@type': 'Organization', name: site.office, url: whole('/') };
  return {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'Article',
        '@id': `${address}#article`,
        headline: page.title,
        description: page.summary,
        inLanguage: lang,
        url: address,
        mainEntityOfPage: address,
        ...(published === undefined ? {} : { datePublished: published }),
        dateModified: page.updated,
        author: office,
        publisher: office,
        isAccessibleForFree: true,
        isBasedOn: sources.map(({ name, route }) => ({ '@type': 'CreativeWork', name, url: whole(route) })),
      },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [{ title: site.name, route: '/' }, ...trail, { title: page.title, route: address }].map(
          ({ title, route }, index) => ({
            '@type': 'ListItem',
            position: index + 1,
            name: title,
            item: whole(route),
          }),
        ),
      },
    ],
  };
}
