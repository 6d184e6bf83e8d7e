/** Targets by id, and as the text a page prints. The only place where a figure becomes words. */
import type { Language } from '../schemas/language.ts';
import type { Bound, Target, TargetSet } from '../schemas/target.ts';

/** A group of targets with what its table must say besides. */
export interface TargetGroup {
  id: string;
  title: string;
  /** The title in English, where there is one. */
  english?: string | undefined;
  targets: Target[];
  /** Title and period of the dataset the group belongs to. */
  set: { title: string; period: string; sources: string[] };
}

export interface TargetIndex {
  target(id: string): Target;
  group(id: string): TargetGroup;
}

/** A page, answer or question quotes a figure that no dataset has. */
export class UnknownTargetError extends Error {
  override name = 'UnknownTargetError';
}

/**
 * Targets and groups of all datasets, by id.
 * Asking for one that is not there throws {@link UnknownTargetError}; so does an id that two targets share.
 */
export function indexTargets(sets: TargetSet[]): TargetIndex {
  const groups = uniqueById(
    sets.flatMap(({ groups: list, title, period, sources }) =>
      list.map((group): TargetGroup => ({ ...group, set: { title, period, sources } })),
    ),
    'nhóm chỉ tiêu',
  );
  const targets = uniqueById(
    [...groups.values()].flatMap((group) => group.targets),
    'chỉ tiêu',
  );
  return {
    target: (id) => found(targets.get(id), `chỉ tiêu "${id}"`),
    group: (id) => found(groups.get(id), `nhóm chỉ tiêu "${id}"`),
  };
}

const boundWords: Record<Language, Record<Bound, string>> = {
  vi: { exact: '', about: 'khoảng ', over: 'trên ', under: 'dưới ', 'at-least': 'tối thiểu ' },
  en: { exact: '', about: 'about ', over: 'over ', under: 'under ', 'at-least': 'at least ' },
};

/**
 * A target's level as its source words it: `khoảng 6,5–7 %/năm`, `dưới 4 %`, `4.700–5.000 USD`.
 * The number and its unit are held together by a no-break space. In English where content/data has the words for it;
 * else it throws {@link UnknownTargetError}.
 */
export function targetText(target: Level, language: Language = 'vi'): string {
  return boundWords[language][target.bound] + figureText(target, language);
}

/** The same as HTML, in which "6,5–7 %/năm" is not broken over two lines. */
export function targetHtml(target: Level, language: Language = 'vi'): string {
  return `${boundWords[language][target.bound]}<span class="figure">${escapeHtml(figureText(target, language))}</span>`;
}

/** What a target is a target for, in a language. */
export const targetName = (target: Target, language: Language): string =>
  language === 'vi' ? target.what : inEnglish(target).what;

/** A target in English. Throws {@link UnknownTargetError} where content/data has no English for it. */
export function inEnglish({ id, english }: Partial<Pick<Target, 'id' | 'english'>>): NonNullable<Target['english']> {
  return found(english, `phần english của chỉ tiêu "${id}"`);
}

const escapeHtml = (text: string) => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));

type Level = Pick<Target, 'bound' | 'value' | 'unit'> & Partial<Pick<Target, 'id' | 'english'>>;

function figureText(target: Level, language: Language): string {
  const { value } = target;
  const number = Array.isArray(value)
    ? value.map((one) => numberText(one, language)).join('–')
    : numberText(value, language);
  const unit = language === 'vi' ? target.unit : inEnglish(target).unit;
  // English writes "45%" in one piece.
  return language === 'en' && unit.startsWith('%') ? `${number}${unit}` : `${number}\u00a0${unit}`;
}

const formats: Record<Language, Intl.NumberFormat> = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }),
};

/** A number as Vietnamese write it, decimal comma and a point between thousands; in English the other way round. */
export const numberText = (value: number, language: Language = 'vi'): string => formats[language].format(value);

function uniqueById<Item extends { id: string }>(items: Item[], kind: string): Map<string, Item> {
  const byId = new Map<string, Item>();
  for (const item of items) {
    if (byId.has(item.id)) throw new UnknownTargetError(`${kind} "${item.id}" có ở hai nơi trong content/data`);
    byId.set(item.id, item);
  }
  return byId;
}

function found<Item>(item: Item | undefined, name: string): Item {
  if (item === undefined) throw new UnknownTargetError(`không có ${name} trong content/data`);
  return item;
}
