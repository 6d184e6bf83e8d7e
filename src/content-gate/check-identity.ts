/** Rule: a name means one thing. Ids, slugs, orders and old addresses are unique where the schemas say so. */
import { pagesIn, type ContentTree } from './content-tree.ts';
import { pageCollectionNames } from '../schemas/collections.ts';
import { fieldOf, listOf, textOf, type Entry } from './entry.ts';
import type { Place, Problem } from './report.ts';
import { pagesOf, targetGroups, templateAnchors } from './routes.ts';

interface Named {
  name: string;
  place: Place;
}

const show = ({ file, line }: Place) => `${file}:${line}`;

/** One problem for each name that was already taken, naming the place that took it. */
function duplicates(what: string, named: Named[], remedy: string): Problem[] {
  const taken = new Map<string, Place>();
  return named.flatMap(({ name, place }) => {
    const first = taken.get(name);
    if (!first) {
      taken.set(name, place);
      return [];
    }
    return [{ ...place, problem: `${what} "${name}" đã dùng ở ${show(first)}`, remedy }];
  });
}

const named = (entries: Entry<unknown>[], field: string): Named[] =>
  entries.flatMap((entry) => {
    const name = fieldOf(entry.raw, field);
    return typeof name === 'string' || typeof name === 'number'
      ? [{ name: String(name), place: entry.place([field]) }]
      : [];
  });

const namedItems = (entry: Entry<unknown>, list: string): Named[] =>
  listOf(entry.raw, list).flatMap((item, index) => {
    const name = textOf(item, 'id') ?? textOf(item, 'slug');
    const field = textOf(item, 'id') === undefined ? 'slug' : 'id';
    return name === undefined ? [] : [{ name, place: entry.place([list, index, field]) }];
  });

/** Fields of a form, over all its sections. */
const fieldsOf = (form: Entry<unknown>): Named[] =>
  listOf(form.raw, 'sections').flatMap((section, place) =>
    listOf(section, 'fields').flatMap((field, index) => {
      const name = textOf(field, 'id');
      return name === undefined ? [] : [{ name, place: form.place(['sections', place, 'fields', index, 'id']) }];
    }),
  );

const another = 'đặt mã khác cho một trong hai mục';

export function checkIdentity(tree: ContentTree): Problem[] {
  const contests = [...tree.contests.values()];
  const targets = tree.targetSets.flatMap((set) =>
    listOf(set.raw, 'groups').flatMap((group, groupIndex) =>
      listOf(group, 'targets').flatMap((target, index) => {
        const name = textOf(target, 'id');
        return name === undefined ? [] : [{ name, place: set.place(['groups', groupIndex, 'targets', index, 'id']) }];
      }),
    ),
  );
  return [
    ...duplicates('mã văn bản', named(tree.sources, 'id'), another),
    ...duplicates('mã chỉ tiêu', targets, another),
    ...duplicates(
      'mã nhóm chỉ tiêu',
      tree.targetSets.flatMap((set) => namedItems(set, 'groups')),
      another,
    ),
    ...pageCollectionNames.flatMap((name) =>
      duplicates('thứ tự', named(pagesIn(tree, name), 'order'), 'mỗi mục một số thứ tự'),
    ),
    ...duplicates(
      'mã cuộc thi',
      named(
        contests.flatMap(({ contest }) => contest ?? []),
        'slug',
      ),
      another,
    ),
    ...contests.flatMap(({ contest, units, practice, rounds }) => [
      ...(contest
        ? [
            ...duplicates('mã đợt thi', namedItems(contest, 'rounds'), another),
            ...duplicates('mã chuyên đề', namedItems(contest, 'topics'), another),
          ]
        : []),
      ...duplicates('mã đơn vị', named(units, 'code'), 'mỗi đơn vị một mã'),
      ...duplicates(
        'mã câu hỏi',
        named([...practice, ...rounds], 'id'),
        'mã câu là duy nhất trong cả cuộc thi, cả câu thi lẫn câu luyện tập',
      ),
    ]),
    ...tree.pages.flatMap(({ file, body }) =>
      duplicates(
        'thuật ngữ',
        (body?.terms ?? []).map(({ id, line }) => ({ name: id, place: { file, line, field: '<Term id>' } })),
        'mỗi bài chỉ đánh dấu lần đầu; bỏ thẻ <Term> ở dòng này, giữ chữ',
      ),
    ),
    ...tree.pages
      .filter(({ collection }) => collection === 'forms')
      .flatMap((form) => duplicates('mã ô', fieldsOf(form), 'mỗi ô của biểu mẫu một mã')),
    ...checkFileNames(tree),
    ...checkAnchors(tree),
    ...checkMilestones(tree),
    ...checkAliases(tree),
  ];
}

/** A dataset is referred to by its file's name, and a file's name becomes an address. */
function checkFileNames(tree: ContentTree): Problem[] {
  const mismatched = tree.targetSets.flatMap((set): Problem[] => {
    const id = textOf(set.raw, 'id');
    return id === undefined || id === set.name
      ? []
      : [
          {
            ...set.place(['id']),
            problem: `mã "${id}" khác tên tệp "${set.name}"`,
            remedy: `viết id: ${set.name}, hoặc đổi tên tệp thành ${id}.yaml`,
          },
        ];
  });
  const unfit = [...tree.targetSets, ...tree.pages].flatMap((entry): Problem[] =>
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(entry.name)
      ? []
      : [
          {
            file: entry.file,
            line: 1,
            field: '(tên tệp)',
            problem: `tên tệp "${entry.name}" không làm địa chỉ trang được`,
            remedy: 'đổi tên tệp: chữ thường không dấu, chữ số và gạch nối',
          },
        ],
  );
  return [...mismatched, ...unfit];
}

/** Fields whose items are passages of the page, by their `id`. */
const listOfItems = ['questions', 'panels', 'sections', 'tasks', 'groups', 'milestones'];

/** Two passages with one id: the second can never be linked to. */
function checkAnchors(tree: ContentTree): Problem[] {
  const groups = targetGroups(tree);
  return tree.pages.flatMap((entry) => {
    const { file, raw, body } = entry;
    const place = { file, line: 1, field: '(trang)' };
    const items = listOfItems.flatMap((list) => (listOf(raw, list).length > 0 ? namedItems(entry, list) : []));
    const names = new Set(items.map(({ name }) => name));
    const fromCode = ['main', 'contents', ...templateAnchors(entry).filter((name) => !names.has(name))].map((name) => ({
      name,
      place,
    }));
    const own = (body?.anchors ?? []).map(({ id, line }) => ({ name: id, place: { file, line, field: 'id' } }));
    const rows = (body?.groups ?? []).flatMap(({ id, line }) =>
      (groups.get(id) ?? []).map((target) => ({
        name: target,
        place: { file, line, field: `<TargetTable group="${id}">` },
      })),
    );
    const inOrder = [...fromCode, ...[...items, ...own, ...rows].sort((a, b) => a.place.line - b.place.line)];
    return duplicates(
      'mã đoạn',
      inOrder,
      'mỗi đoạn trên một trang có một mã riêng; các dòng của bảng chỉ tiêu lấy mã chỉ tiêu làm mã đoạn',
    );
  });
}

/** A theme and its plan may tell of one milestone: to readers' calendars it is one event, so both must say the same. */
function checkMilestones(tree: ContentTree): Problem[] {
  const told = new Map<string, { place: Place; item: unknown }>();
  const fields = ['when', 'due', 'what', 'owner', 'note', 'repeats'];
  return tree.pages.flatMap((entry) =>
    listOf(entry.raw, 'milestones').flatMap((item, index): Problem[] => {
      const [id = '', source = ''] = [textOf(item, 'id'), textOf(item, 'source')];
      const first = told.get(`${source} ${id}`);
      if (!first) {
        told.set(`${source} ${id}`, { place: entry.place(['milestones', index]), item });
        return [];
      }
      return fields
        .filter((field) => fieldOf(first.item, field) !== fieldOf(item, field))
        .map((field) => ({
          ...entry.place(['milestones', index, field]),
          problem: `mốc "${id}" của văn bản "${source}" ghi khác ở ${show(first.place)}`,
          remedy: 'một mốc của một văn bản chỉ ghi một cách: sửa cho giống nhau, hoặc đặt mã khác',
        }));
    }),
  );
}

/** An old address may not be the address of a page, nor lead to two pages. */
function checkAliases(tree: ContentTree): Problem[] {
  const pages = pagesOf(tree);
  const routes = new Map(pages.map(({ entry, route }) => [route, entry.place([])]));
  const aliases = pages.flatMap(({ entry }) =>
    listOf(entry.raw, 'aliases').flatMap((alias, index) =>
      typeof alias === 'string' ? [{ name: alias, place: entry.place(['aliases', index]) }] : [],
    ),
  );
  const living = aliases.flatMap(({ name, place }): Problem[] => {
    const page = routes.get(name);
    return page
      ? [{ ...place, problem: `địa chỉ cũ "${name}" đang là địa chỉ của ${page.file}`, remedy: 'xóa dòng này' }]
      : [];
  });
  return [...living, ...duplicates('địa chỉ cũ', aliases, 'mỗi địa chỉ cũ chỉ dẫn tới một trang')];
}
