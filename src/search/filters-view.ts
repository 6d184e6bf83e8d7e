/** The choice of kinds and years, with how many pages each would show. */
import type { Answer } from './engine.ts';
import type { Filter } from './facets.ts';
import type { InterfaceText } from './interface-text.ts';
import { element } from './make-element.ts';
import { pageKinds } from './page-record.ts';

interface Choice {
  value: string;
  name: string;
}

/** Two lists to choose from, in one row: on a phone the results stay in view. Hidden while there is nothing to choose. */
export function showFilters(place: HTMLElement, { kinds, years }: Answer, filter: Filter, text: InterfaceText): void {
  const present = pageKinds.filter((kind) => kinds.has(kind));
  const all = [...kinds.values()].reduce((sum, count) => sum + count, 0);
  const ofYears = [...years].sort(([a], [b]) => b - a);
  const chosen = filter.kind !== null || filter.year !== null;
  const focused = place.contains(document.activeElement) ? (document.activeElement as HTMLSelectElement).name : null;
  place.hidden = !chosen && present.length < 2 && ofYears.length < 2;
  place.replaceChildren(
    list('loai', text.kindLabel, filter.kind ?? '', [
      { value: '', name: `${text.allKinds} (${all})` },
      ...present.map((kind) => ({ value: kind, name: `${text.kinds[kind]} (${kinds.get(kind) ?? 0})` })),
    ]),
    list('nam', text.yearLabel, filter.year === null ? '' : String(filter.year), [
      { value: '', name: text.allYears },
      ...ofYears.map(([year, count]) => ({ value: String(year), name: `${year} (${count})` })),
    ]),
  );
  // Redrawing must not take the keyboard away from the choice just made.
  if (focused !== null) place.querySelector<HTMLSelectElement>(`select[name="${focused}"]`)?.focus();
}

function list(name: string, label: string, chosen: string, choices: Choice[]): HTMLElement {
  const options = choices.map((choice) =>
    element('option', { value: choice.value, ...(choice.value === chosen ? { selected: '' } : {}) }, choice.name),
  );
  return element('label', {}, label, element('select', { name }, ...options));
}
