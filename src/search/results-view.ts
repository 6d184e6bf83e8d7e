/** Draws an answer into the search page. Text from the index only ever becomes text, never markup. */
import type { Answer, Found } from './engine.ts';
import { showFilters } from './filters-view.ts';
import type { Filter } from './facets.ts';
import { interfaceTexts, type InterfaceText } from './interface-text.ts';
import { element, type Child } from './make-element.ts';

/** The places of the search page that change. */
export interface SearchPlaces {
  status: HTMLElement;
  filters: HTMLElement;
  results: HTMLElement;
  more: HTMLElement;
  nothing: HTMLElement;
}

/** "12 kết quả cho “nghị quyết”". */
export function countText({ total, query, completeness }: Answer): string {
  const text = interfaceTexts[query.language];
  const asked = query.words.join(' ');
  if (total === 0) return text.none(asked);
  return completeness === 'all' ? text.count(total, asked) : text.near(total, asked);
}

/**
 * @param addressOf the search page's address for another query, and without the filter
 */
export function showAnswer(
  places: SearchPlaces,
  answer: Answer,
  filter: Filter,
  addressOf: (query: string) => string,
): void {
  const text = interfaceTexts[answer.query.language];
  places.results.replaceChildren(...answer.found.map((found) => resultItem(found, text)));
  places.more.hidden = answer.found.length >= answer.total;
  showFilters(places.filters, answer, filter, text);
  const advice = adviceFor(answer, text, addressOf);
  places.nothing.hidden = advice.length === 0;
  places.nothing.replaceChildren(...advice);
}

/** What a reader can do whose words stand nowhere, or not together. */
function adviceFor(answer: Answer, text: InterfaceText, addressOf: (query: string) => string): Child[] {
  const { query, total, unfiltered, suggestions } = answer;
  if (query.words.length === 0) return [];
  const link = (label: string, asked: string) => element('a', { href: addressOf(asked), 'data-query': asked }, label);
  const said = total > 0 ? null : unfiltered > 0 ? text.filteredOut : text.tryOtherwise;
  return [
    ...(said === null ? [] : [element('p', {}, said)]),
    ...(total === 0 && unfiltered > 0
      ? [element('p', {}, link(text.dropFilter, query.quoted ? `"${query.words.join(' ')}"` : query.words.join(' ')))]
      : []),
    ...(suggestions.length > 0
      ? [
          element('p', {}, text.didYouMean),
          element('ul', { class: 'quiet' }, ...suggestions.map((asked) => element('li', {}, link(asked, asked)))),
        ]
      : []),
  ];
}

function resultItem({ page, passage, more, excerpt }: Found, text: InterfaceText): HTMLElement {
  const where = [
    text.kinds[page.kind],
    ...(page.within === null ? [] : [page.within]),
    ...(page.year === null ? [] : [text.year(page.year)]),
  ];
  const places = [...(passage ? [passage] : []), ...more];
  return element(
    'li',
    {},
    element('p', { class: 'where' }, where.join(' › ')),
    element('h2', {}, element('a', { href: page.route }, page.title)),
    element(
      'p',
      { class: 'excerpt' },
      ...excerpt.map((part) => (part.marked ? element('mark', {}, part.text) : part.text)),
    ),
    ...(places.length > 0
      ? [
          element(
            'p',
            { class: 'places' },
            text.inPage,
            ...places.flatMap((one, index): Child[] => [
              ...(index > 0 ? [' · '] : []),
              element('a', { href: one.address }, one.title),
            ]),
          ),
        ]
      : []),
  );
}
