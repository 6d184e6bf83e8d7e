/** Which addresses the site has, and which passages stand on them, as far as the content says. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { englishRoute, pageCollections, pageRoute } from '../schemas/collections.ts';
import { pagesIn, type ContentTree, type PageEntry } from './content-tree.ts';
import { fieldOf, listOf, textOf, type Entry } from './entry.ts';
import { nearest } from './nearest.ts';

export interface KnownPage {
  /**
   * Ids that stand on the page. `by-code`: the page's own code decides, and the built site is checked instead;
   * `unread`: the page's file is broken, so nothing can be said.
   */
  anchors: Set<string> | 'by-code' | 'unread';
}

export interface KnownRoutes {
  /** Folders of addresses made from a file that is broken: everything under them is taken at its word. */
  unread: string[];
  pages: Map<string, KnownPage>;
  /** Old address → the page that took it over. */
  aliases: Map<string, string>;
}

/** Sections that exist whatever their pages' code is called. */
const sections = [
  '/',
  ...Object.values(pageCollections).map(({ route }) => `/${route}/`),
  '/van-ban/',
  '/bao-chi/',
  '/cuoc-thi/',
  '/tim-kiem/',
];

/** Passages every document's page has. */
export const documentAnchors = ['thong-tin', 'quan-he', 'duoc-dan'];

/** Passages that a page's own code puts there, from the entry's fields. */
export function templateAnchors({ collection, raw }: PageEntry): string[] {
  const ids = (list: string) => listOf(raw, list).flatMap((item) => textOf(item, 'id') ?? []);
  const whereAny = (list: string, anchor: string) => (listOf(raw, list).length > 0 ? [anchor] : []);
  switch (collection) {
    case 'qa':
      return ids('questions');
    case 'forms':
      return ['dien-bieu-mau', ...ids('sections')];
    case 'leaflets':
      return ['in-va-gap', ...ids('panels')];
    case 'themes':
      return [
        'noi-dung-hoc-tap',
        ...whereAny('materials', 'tai-lieu-hoc-tap'),
        ...whereAny('groups', 'tung-doi-tuong'),
        ...ids('groups'),
        ...whereAny('milestones', 'cac-moc'),
        ...ids('milestones'),
      ];
    case 'plans':
      return [
        'muc-tieu',
        'nhiem-vu',
        ...partAnchors(new Set(listOf(raw, 'tasks').map((task) => textOf(task, 'part'))).size),
        ...ids('tasks'),
        ...whereAny('milestones', 'cac-moc'),
        ...ids('milestones'),
      ];
    case 'talks':
      return ['nghe', 'toan-van'];
    case 'glossary':
      return ['nghia', 'dung-o-dau'];
    default:
      return [];
  }
}

/** The anchors of a plan's parts, which have no names of their own. */
const partAnchors = (count: number) => Array.from({ length: count }, (_, index) => `phan-${index + 1}`);

/** Collections whose pages carry anchors that code alone decides: the built site is checked instead. */
const byCode = new Set<string>(['infographics']);

/** The address of each entry that becomes a page, and the passages it offers. */
export function pagesOf(tree: ContentTree): { entry: Entry<unknown>; route: string; anchors: string[] | 'by-code' }[] {
  const groups = targetGroups(tree);
  return [
    ...tree.pages.map((entry) => ({
      entry,
      route: pageRoute(entry.collection, entry.name),
      anchors: byCode.has(entry.collection)
        ? ('by-code' as const)
        : [
            ...templateAnchors(entry),
            ...(entry.body?.anchors ?? []).map(({ id }) => id),
            ...(entry.body?.groups ?? []).flatMap(({ id }) => groups.get(id) ?? []),
          ],
    })),
    ...tree.sources.map((entry) => ({
      entry,
      route: `/van-ban/${textOf(entry.raw, 'id') ?? ''}/`,
      anchors: documentAnchors,
    })),
  ];
}

/** Group id → ids of its targets, over all datasets. */
export function targetGroups(tree: ContentTree): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const group of tree.targetSets.flatMap((set) => listOf(set.raw, 'groups'))) {
    const id = textOf(group, 'id') ?? '';
    const targets = listOf(group, 'targets').flatMap((target) => textOf(target, 'id') ?? []);
    groups.set(id, [...(groups.get(id) ?? []), ...targets]);
  }
  return groups;
}

/** Addresses of the pages in `src/pages`; a parameter under `cuoc-thi` stands for each contest's year. */
export async function codeRoutes(root: string, years: Iterable<string>): Promise<string[]> {
  const folder = join(root, 'src', 'pages');
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files.flatMap((file) => {
    const path = file.replaceAll('\\', '/');
    if (!/\.(?:astro|mdx?)$/.test(path)) return [];
    const route = `/${path.replace(/\.[^.]+$/, '').replace(/(?:^|\/)index$/, '')}/`.replace('//', '/');
    if (!route.includes('[')) return [route];
    return route.startsWith('/cuoc-thi/[')
      ? [...years].map((year) => route.replace(/\[[^\]]+\]/, year)).filter((one) => !one.includes('['))
      : [];
  });
}

/** A page is made from its own file, and an article also from the datasets its tables draw on. */
const madeFrom = (file: string, entry: Entry<unknown>) =>
  file === entry.file || (file.startsWith('content/data/') && entry.file.endsWith('.mdx'));

/** @param fromCode addresses of pages that code, not content, brings about */
export function knownRoutes(tree: ContentTree, fromCode: Iterable<string>): KnownRoutes {
  const pages = new Map<string, KnownPage>();
  const years = [...tree.contests.keys()].map((year) => `/cuoc-thi/${year}/`);
  for (const route of [...sections, ...years, ...fromCode]) pages.set(route, { anchors: 'by-code' });
  const aliases = new Map<string, string>();
  for (const { entry, route, anchors } of pagesOf(tree)) {
    const told = anchors === 'by-code' ? anchors : new Set(anchors);
    pages.set(route, { anchors: [...tree.unread].some((file) => madeFrom(file, entry)) ? 'unread' : told });
    for (const alias of listOf(entry.raw, 'aliases')) if (typeof alias === 'string') aliases.set(alias, route);
  }
  for (const { name, raw } of pagesIn(tree, 'infographics'))
    if (fieldOf(raw, 'english') !== undefined) pages.set(englishRoute('infographics', name), { anchors: 'by-code' });
  return { pages, aliases, unread: tree.unread.has('content/sources.yaml') ? ['/van-ban/'] : [] };
}

/** Why an address on this site leads nowhere; `null` when it leads somewhere. */
export function whyBroken(
  { pages, aliases, unread }: KnownRoutes,
  address: string,
): { problem: string; remedy: string } | null {
  const [route = '', anchor] = address.split('#');
  const page = pages.get(route);
  if (!page) {
    if (unread.some((folder) => route.startsWith(folder))) return null;
    const moved = aliases.get(route);
    if (moved !== undefined) return { problem: `"${route}" là địa chỉ cũ`, remedy: `viết địa chỉ mới: ${moved}` };
    const near = nearest(route, pages.keys());
    return {
      problem: `không có trang nào ở "${route}"`,
      remedy:
        near === undefined
          ? 'sửa địa chỉ, hoặc thêm trang đó'
          : `có phải "${near}"? Nếu không thì sửa địa chỉ, hoặc thêm trang đó`,
    };
  }
  if (anchor === undefined || typeof page.anchors === 'string' || page.anchors.has(anchor)) return null;
  const near = nearest(anchor, page.anchors);
  return {
    problem: `trang "${route}" không có đoạn "#${anchor}"`,
    remedy: `${near === undefined ? '' : `có phải "#${near}"? `}Các đoạn đang có: ${[...page.anchors].join(', ') || '(chưa có đoạn nào)'}`,
  };
}
