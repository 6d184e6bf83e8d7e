/** Draws an answer into the search page. Text from the index only ever becomes text, never markup. */
import type { Answer, Filter, Found } from './engine.ts';
import { kindNames, pageKinds } from './page-record.ts';

/** The places of the search page that change. */
export interface SearchPlaces {
  status: HTMLElement;
  filters: HTMLElement;
  results: HTMLElement;
  more: HTMLElement;
  nothing: HTMLElement;
}

type Child = Node | string;

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** "12 kết quả cho “nghị quyết”". */
export function countText({ total, query }: Answer): string {
  const asked = `“${query.words.join(' ')}”`;
  return total === 0 ? `Không có kết quả cho ${asked}` : `${total} kết quả cho ${asked}`;
}

/** @param addressOf the search page's address for another query */
export function showAnswer(
  places: SearchPlaces,
  answer: Answer,
  filter: Filter,
  addressOf: (query: string) => string,
): void {
  places.results.replaceChildren(...answer.found.map(resultItem));
  places.more.hidden = answer.found.length >= answer.total;
  showFilters(places.filters, answer, filter);
  const empty = answer.total === 0 && answer.query.words.length > 0;
  places.nothing.hidden = !empty;
  if (empty) {
    const lines =
      answer.kinds.size > 0
        ? ['Bỏ bớt điều kiện lọc để thấy các kết quả khác.']
        : ['Thử viết ngắn hơn, bỏ bớt từ, hoặc xem lại chính tả. Không cần gõ dấu.'];
    const suggestions = answer.suggestions.map((query) =>
      element('li', {}, element('a', { href: addressOf(query), 'data-query': query }, query)),
    );
    places.nothing.replaceChildren(
      ...lines.map((line) => element('p', {}, line)),
      ...(suggestions.length > 0 ? [element('p', {}, 'Có kết quả khi tìm:'), element('ul', {}, ...suggestions)] : []),
    );
  }
}

function resultItem({ page, passage, more, excerpt }: Found): HTMLElement {
  // The question is what a reader of questions and answers looks for; elsewhere the page is.
  const answersItself = page.kind === 'qa' && passage !== null;
  const title = answersItself ? passage.title : page.title;
  const address = answersItself ? passage.address : page.route;
  const where = [
    kindNames[page.kind],
    ...(answersItself ? [page.title] : []),
    ...(page.year === null ? [] : [`năm ${page.year}`]),
  ];
  const places = [...(passage && !answersItself ? [passage] : []), ...more];
  return element(
    'li',
    {},
    element('p', { class: 'where' }, where.join(' › ')),
    element('h2', {}, element('a', { href: address }, title)),
    element(
      'p',
      { class: 'excerpt' },
      ...excerpt.map(({ text, marked }) => (marked ? element('mark', {}, text) : text)),
    ),
    ...(places.length > 0
      ? [
          element(
            'p',
            { class: 'places' },
            'Trong trang: ',
            ...places.flatMap((one, index): Child[] => [
              ...(index > 0 ? [' · '] : []),
              element('a', { href: one.address }, one.title),
            ]),
          ),
        ]
      : []),
  );
}

/** Kinds and years that the words are found in, with how many pages each; hidden while there is nothing to choose. */
function showFilters(place: HTMLElement, { kinds, years }: Answer, filter: Filter): void {
  const present = pageKinds.filter((kind) => kinds.has(kind));
  const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const choice = (value: string, name: string, count: number, checked: boolean) =>
    element(
      'label',
      {},
      element('input', { type: 'radio', name: 'loai', value, ...(checked ? { checked: '' } : {}) }),
      ` ${name} (${count})`,
    );
  const yearOptions = [...years].sort(([a], [b]) => b - a);
  const option = (value: string, text: string, selected: boolean) =>
    element('option', { value, ...(selected ? { selected: '' } : {}) }, text);
  const hadFocus = place.contains(document.activeElement) ? (document.activeElement as HTMLInputElement) : null;
  const focused = hadFocus ? { name: hadFocus.name, value: hadFocus.value } : null;
  place.hidden = present.length < 2 && yearOptions.length < 2;
  place.replaceChildren(
    element(
      'fieldset',
      {},
      element('legend', {}, 'Loại trang'),
      choice('', 'Tất cả', all, filter.kind === null),
      ...present.map((kind) => choice(kind, kindNames[kind], kinds.get(kind) ?? 0, filter.kind === kind)),
    ),
    element(
      'label',
      { class: 'year' },
      'Năm ',
      element(
        'select',
        { name: 'nam' },
        option('', 'Mọi năm', filter.year === null),
        ...yearOptions.map(([year, count]) => option(String(year), `${year} (${count})`, filter.year === year)),
      ),
    ),
  );
  // Redrawing must not take the keyboard away from the choice just made.
  if (focused) {
    const again = [...place.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].find(
      (control) => control.name === focused.name && control.value === focused.value,
    );
    again?.focus();
  }
}
