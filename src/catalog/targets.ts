/** Targets by id, and as the text a page prints. The only place where a figure becomes words. */
import type { Bound, Target, TargetSet } from '../schemas/target.ts';

/** A group of targets with what its table must say besides. */
export interface TargetGroup {
  id: string;
  title: string;
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

const boundWords: Record<Bound, string> = {
  exact: '',
  about: 'khoảng ',
  over: 'trên ',
  under: 'dưới ',
  'at-least': 'tối thiểu ',
};

/**
 * A target's level as its source words it: `khoảng 6,5–7 %/năm`, `dưới 4 %`, `4.700–5.000 USD`.
 * The number and its unit are held together by a no-break space.
 */
export function targetText(target: Level): string {
  return boundWords[target.bound] + figureText(target);
}

/** The same as HTML, in which "6,5–7 %/năm" is not broken over two lines. */
export function targetHtml(target: Level): string {
  return `${boundWords[target.bound]}<span class="figure">${escapeHtml(figureText(target))}</span>`;
}

const escapeHtml = (text: string) => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));

type Level = Pick<Target, 'bound' | 'value' | 'unit'>;

const figureText = ({ value, unit }: Level) =>
  `${Array.isArray(value) ? value.map(numberText).join('–') : numberText(value)}\u00a0${unit}`;

const inVietnamese = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 });

/** A number as Vietnamese write it: decimal comma, a point between thousands. */
export const numberText = (value: number): string => inVietnamese.format(value);

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
