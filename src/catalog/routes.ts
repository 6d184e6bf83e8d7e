/** Addresses of entries, and what stands at an address. */
import { pageRoute, type PageCollection } from '../schemas/collections.ts';

/**
 * The address of an entry's page: `/nghi-quyet/quan-diem-chi-dao/`. An entry named `index` is its section's first page;
 * a document's address is made of its id.
 */
export const routeOf = (collection: PageCollection | 'sources', id: string): string =>
  collection === 'sources' ? `/van-ban/${id}/` : pageRoute(collection, id);

/** A page and what it is called. */
export interface TitledPage {
  route: string;
  title: string;
}
/** An old address and the page that took it over. Printed codes outlive addresses. */
export interface Redirect {
  from: string;
  to: TitledPage;
}

/** Every old address that entries name. One of the form `/a/#b` has no page of its own and is left out. */
export function redirectsOf(pages: (TitledPage & { aliases: string[] })[]): Redirect[] {
  return pages.flatMap(({ route, title, aliases }) =>
    aliases.filter((alias) => !alias.includes('#')).map((from) => ({ from, to: { route, title } })),
  );
}

interface QuestionSet {
  id: string;
  data: { questions: { id: string; question: string }[] };
}

/** Address → title, with one more address for every question of a set. */
export function pageTitles(pages: TitledPage[], sets: QuestionSet[]): Map<string, string> {
  return new Map([
    ...pages.map(({ route, title }) => [route, title] as const),
    ...sets.flatMap(({ id, data }) =>
      data.questions.map((item) => [`${routeOf('qa', id)}#${item.id}`, item.question] as const),
    ),
  ]);
}

/**
 * Links to the pages an entry names as related, with their titles.
 * An address without a known title (a section, a contest) is left out: a bare address is no help to a reader.
 * An anchor that is no question takes its page's title.
 */
export function relatedLinks(related: string[], titles: Map<string, string>): TitledPage[] {
  return related.flatMap((route) => {
    const title = titles.get(route) ?? titles.get(route.split('#')[0] ?? route);
    return title === undefined ? [] : [{ route, title }];
  });
}
