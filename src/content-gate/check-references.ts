/** Rule: what is referred to exists. Documents, targets, datasets, pages and passages. */
import { pagesIn, type ContentTree } from './content-tree.ts';
import { fieldOf, listOf, textOf, type Entry } from './entry.ts';
import { didYouMean } from './nearest.ts';
import { readProse, textsIn } from './prose.ts';
import type { Citation, Place, Problem } from './report.ts';
import { pagesOf, targetGroups, whyBroken, type KnownRoutes } from './routes.ts';

export interface ReferenceCheck {
  problems: Problem[];
  citations: Citation[];
}

export function checkReferences(tree: ContentTree, routes: KnownRoutes): ReferenceCheck {
  const problems: Problem[] = [];
  const citations: Citation[] = [];
  const sources = new Set(tree.sources.flatMap((entry) => textOf(entry.raw, 'id') ?? []));
  const groups = targetGroups(tree);
  const targets = new Set([...groups.values()].flat());

  const broken = (folder: string) => [...tree.unread].some((file) => file.startsWith(folder));
  /** A reference into a file that is broken cannot be judged. */
  const needs = (known: Set<string>, what: string, where: string) => (name: unknown, place: Place) => {
    if (typeof name !== 'string' || known.has(name) || broken(where)) return;
    problems.push({
      ...place,
      problem: `không có ${what} "${name}"`,
      remedy: didYouMean(name, known, `thêm vào ${where} hoặc sửa mã`),
    });
  };
  const needsSource = needs(sources, 'văn bản', 'content/sources.yaml');
  const needsTarget = needs(targets, 'chỉ tiêu', 'content/data');
  const needsGroup = needs(new Set(groups.keys()), 'nhóm chỉ tiêu', 'content/data');
  const needsRoute = (address: unknown, place: Place) => {
    if (typeof address !== 'string' || !address.startsWith('/')) return;
    const broken = whyBroken(routes, address);
    if (broken) problems.push({ ...place, ...broken });
    else citations.push({ ...place, address });
  };

  const lists = (entry: Entry<unknown>, path: (string | number)[], check: (name: unknown, place: Place) => void) => {
    for (const [index, name] of listOf(entry.raw, ...path).entries()) check(name, entry.place([...path, index]));
  };

  for (const { entry } of pagesOf(tree)) {
    lists(entry, ['sources'], needsSource);
    lists(entry, ['related'], needsRoute);
  }
  for (const entry of tree.sources) {
    for (const relation of ['implements', 'continues', 'guides', 'replaces']) {
      lists(entry, ['relations', relation], needsSource);
      lists(entry, ['relations', relation], (name, place) => {
        if (name === textOf(entry.raw, 'id'))
          problems.push({ ...place, problem: 'văn bản dẫn tới chính nó', remedy: 'xóa dòng này' });
      });
    }
  }
  for (const set of tree.targetSets) lists(set, ['sources'], needsSource);
  for (const entry of tree.pages) {
    listOf(entry.raw, 'questions').forEach((_, index) => lists(entry, ['questions', index, 'sources'], needsSource));
    listOf(entry.raw, 'milestones').forEach((milestone, index) =>
      needsSource(fieldOf(milestone, 'source'), entry.place(['milestones', index, 'source'])),
    );
  }
  for (const theme of pagesIn(tree, 'themes'))
    listOf(theme.raw, 'groups').forEach((_, index) => lists(theme, ['groups', index, 'materials'], needsRoute));
  for (const form of pagesIn(tree, 'forms'))
    listOf(form.raw, 'sections').forEach((_, index) => lists(form, ['sections', index, 'sources'], needsSource));
  for (const leaflet of pagesIn(tree, 'leaflets'))
    listOf(leaflet.raw, 'panels').forEach((_, index) => lists(leaflet, ['panels', index, 'targets'], needsTarget));
  for (const plan of pagesIn(tree, 'plans')) needsSource(fieldOf(plan.raw, 'document'), plan.place(['document']));
  for (const example of pagesIn(tree, 'examples'))
    needsSource(fieldOf(example.raw, 'decision'), example.place(['decision']));
  for (const page of pagesIn(tree, 'english')) needsRoute(fieldOf(page.raw, 'of'), page.place(['of']));
  const columns = new Set(listOf(tree.site?.raw, 'columns').flatMap((column) => textOf(column, 'id') ?? []));
  const needsColumn = needs(columns, 'chuyên mục', 'content/site.yaml');
  for (const article of pagesIn(tree, 'columns'))
    needsColumn(fieldOf(article.raw, 'column'), article.place(['column']));
  if (tree.site) {
    const { site } = tree;
    for (const path of [['navigation'], ['more'], ['english', 'navigation']])
      listOf(site.raw, ...path).forEach((item, index) =>
        needsRoute(fieldOf(item, 'route'), site.place([...path, index, 'route'])),
      );
  }
  checkInfographics(tree, problems);

  const needsTerm = needs(new Set(pagesIn(tree, 'glossary').map(({ name }) => name)), 'thuật ngữ', 'content/glossary');
  for (const { file, body } of tree.pages) {
    for (const { id, line } of body?.terms ?? []) needsTerm(id, { file, line, field: '<Term id>' });
    for (const { id, line } of body?.targets ?? []) needsTarget(id, { file, line, field: '<Target id>' });
    for (const { id, line } of body?.groups ?? []) needsGroup(id, { file, line, field: '<TargetTable group>' });
  }

  const withProse: Entry<unknown>[] = [
    ...pagesOf(tree).map(({ entry }) => entry),
    ...[...tree.contests.values()].flatMap(({ contest, practice, rounds }) => [
      ...(contest ? [contest] : []),
      ...practice,
      ...rounds,
    ]),
  ];
  for (const entry of withProse) {
    for (const { path, text } of textsIn(entry.raw)) {
      for (const marker of readProse(text).markers) needsTarget(marker, entry.placeOfText(path, marker));
    }
  }
  return { problems, citations };
}

function checkInfographics(tree: ContentTree, problems: Problem[]): void {
  const sets = new Map(tree.targetSets.map((set) => [set.name, set]));
  for (const entry of pagesIn(tree, 'infographics')) {
    const data = textOf(entry.raw, 'data');
    if (data === undefined) continue;
    const set = sets.get(data);
    if (!set) {
      problems.push({
        ...entry.place(['data']),
        problem: `không có bộ số liệu "${data}"`,
        remedy: didYouMean(data, sets.keys(), `thêm tệp content/data/${data}.yaml hoặc sửa mã`),
      });
      continue;
    }
    if (tree.unread.has(set.file)) continue;
    const drawn = listOf(set.raw, 'groups');
    const groups = drawn.flatMap((group) => textOf(group, 'id') ?? []);
    const targets = drawn.flatMap((group) => listOf(group, 'targets').flatMap((target) => textOf(target, 'id') ?? []));
    const chosen = [
      ['groups', 'nhóm', groups],
      ['figures', 'chỉ tiêu', targets],
    ] as const;
    for (const [field, what, known] of chosen)
      listOf(entry.raw, field).forEach((name, index) => {
        if (typeof name !== 'string' || known.includes(name)) return;
        problems.push({
          ...entry.place([field, index]),
          problem: `bộ số liệu "${data}" không có ${what} "${name}"`,
          remedy: didYouMean(name, known, `chọn trong: ${known.join(', ')}`),
        });
      });
  }
}
