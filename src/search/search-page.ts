/** Runs the search page: what is typed, chosen and pressed becomes a question to the engine, and its answer is drawn. */
import { openSearch, type SearchEngine } from './engine.ts';
import type { Filter } from './facets.ts';
import { interfaceTexts } from './interface-text.ts';
import type { SearchLanguage } from './language.ts';
import { pageKinds } from './page-record.ts';
import { countText, showAnswer, type SearchPlaces } from './results-view.ts';

const pageSize = 10;
/** Long enough that a word being typed is not searched letter by letter. */
const pauseMs = 120;
/** A count is said once typing rests, not with every letter. */
const sayAfterMs = 600;

interface State {
  text: string;
  filter: Filter;
  size: number;
}

const addressOf = ({ text, filter }: State): string => {
  const parameters = new URLSearchParams({
    ...(text.trim() === '' ? {} : { q: text.trim() }),
    ...(filter.kind === null ? {} : { loai: filter.kind }),
    ...(filter.year === null ? {} : { nam: String(filter.year) }),
  });
  return `${location.pathname}${parameters.size > 0 ? `?${parameters.toString()}` : ''}`;
};

/** What the address asks for. */
function stateFromAddress(): State {
  const parameters = new URLSearchParams(location.search);
  return {
    text: parameters.get('q') ?? '',
    filter: {
      kind: pageKinds.find((kind) => kind === parameters.get('loai')) ?? null,
      year: Number(parameters.get('nam')) || null,
    },
    size: pageSize,
  };
}

const noFilter: Filter = { kind: null, year: null };

/** Starts the page; called once, when the box is focused or the address carries a query. */
export function startSearch(form: HTMLFormElement, places: SearchPlaces, language: SearchLanguage = 'vi'): void {
  const input = form.querySelector('input');
  if (!input) return;
  let state = stateFromAddress();
  let engine: Promise<SearchEngine> | null = null;
  let asked = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let saying: ReturnType<typeof setTimeout> | undefined;

  const say = (text: string, now: boolean) => {
    clearTimeout(saying);
    saying = setTimeout(() => (places.status.textContent = text), now ? 0 : sayAfterMs);
  };
  const opened = () => (engine ??= openSearch(language));

  const ask = async (settled: boolean) => {
    const mine = ++asked;
    history.replaceState(null, '', addressOf(state));
    try {
      const answer = await (await opened()).ask(state.text, state.filter, state.size);
      if (mine !== asked) return; // a newer question is on its way
      showAnswer(places, answer, state.filter, (text) => addressOf({ ...state, text, filter: noFilter }));
      say(answer.query.words.length === 0 ? '' : countText(answer), settled);
    } catch {
      engine = null; // the next question tries again
      say(interfaceTexts[language].failed, true);
    }
  };
  const change = (next: Partial<State>, settled = true) => {
    state = { ...state, size: pageSize, ...next };
    clearTimeout(pause);
    pause = setTimeout(() => void ask(settled), settled ? 0 : pauseMs);
  };

  if (state.text !== '' && input.value === '') input.value = state.text;
  else state.text = input.value;

  input.addEventListener('input', () => change({ text: input.value }, false));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    change({ text: input.value });
  });
  places.filters.addEventListener('change', (event) => {
    const control = event.target as HTMLInputElement | HTMLSelectElement;
    const kind = control.name === 'loai' ? (pageKinds.find((one) => one === control.value) ?? null) : state.filter.kind;
    const year = control.name === 'nam' ? Number(control.value) || null : state.filter.year;
    change({ filter: { kind, year } });
  });
  places.more.addEventListener('click', () => {
    const before = places.results.children.length;
    state = { ...state, size: state.size + pageSize };
    void ask(true).then(() => places.results.children[before]?.querySelector('a')?.focus());
  });
  places.nothing.addEventListener('click', (event) => {
    const query = event.target instanceof HTMLElement ? event.target.dataset['query'] : undefined;
    if (query === undefined) return;
    event.preventDefault();
    input.value = query;
    input.focus();
    change({ text: query, filter: noFilter });
  });
  moveByArrows(input, places.results);

  // Focus alone loads the index, so that the first word typed is answered at once.
  if (state.text.trim() === '') opened().catch(() => (engine = null));
  else void ask(true);
}

/** Down from the box to the results and on, up again, Escape back to the box. */
function moveByArrows(input: HTMLInputElement, results: HTMLElement): void {
  const links = () => [...results.querySelectorAll<HTMLElement>('h2 a')];
  const onKey = (event: KeyboardEvent) => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.key === 'Escape' && at >= 0) input.focus();
    else if (step === 0 || (at < 0 && (step < 0 || document.activeElement !== input))) return;
    else (all[at + step] ?? (step < 0 ? input : all[at]))?.focus();
    event.preventDefault();
  };
  input.addEventListener('keydown', onKey);
  results.addEventListener('keydown', onKey);
}
