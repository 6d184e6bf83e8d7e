/** The choice of kinds and years, with how many pages each would show. */
import type { Answer } from './engine.ts';
import type { Filter } from './facets.ts';
import type { InterfaceText } from './interface-text.ts';
import { element } from './make-element.ts';
import { pageKinds } from './page-record.ts';

/** Hidden while there is nothing to choose; a choice made always stays in view, or it could not be undone. */
export function showFilters(place: HTMLElement, { kinds, years }: Answer, filter: Filter, text: InterfaceText): void {
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
  const option = (value: string, name: string, selected: boolean) =>
    element('option', { value, ...(selected ? { selected: '' } : {}) }, name);
  const hadFocus = place.contains(document.activeElement) ? (document.activeElement as HTMLInputElement) : null;
  const focused = hadFocus ? { name: hadFocus.name, value: hadFocus.value } : null;
  const chosen = filter.kind !== null || filter.year !== null;
  place.hidden = !chosen && present.length < 2 && yearOptions.length < 2;
  place.replaceChildren(
    element(
      'fieldset',
      {},
      element('legend', {}, text.kindLegend),
      choice('', text.allKinds, all, filter.kind === null),
      ...present.map((kind) => choice(kind, text.kinds[kind], kinds.get(kind) ?? 0, filter.kind === kind)),
    ),
    element(
      'label',
      { class: 'year' },
      text.yearLabel,
      element(
        'select',
        { name: 'nam' },
        option('', text.allYears, filter.year === null),
        ...yearOptions.map(([year, count]) => option(String(year), `${year} (${count})`, filter.year === year)),
      ),
    ),
  );
  if (focused) giveFocusBack(place, focused);
}

/** Redrawing must not take the keyboard away from the choice just made. */
function giveFocusBack(place: HTMLElement, { name, value }: { name: string; value: string }): void {
  const controls = [...place.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].filter(
    (control) => control.name === name,
  );
  (controls.find((control) => control.value === value) ?? controls[0])?.focus();
}
