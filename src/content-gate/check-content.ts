/**
 * The content gate: reads everything under content/ and says, in Vietnamese, what an editor has to put right.
 * Astro alone lets a missing reference, a broken YAML list or a duplicate id through; this does not.
 */
import { z } from 'zod';
import { checkAddresses } from './check-addresses.ts';
import { checkContests } from './check-contests.ts';
import { checkFigures } from './check-figures.ts';
import { checkIdentity } from './check-identity.ts';
import { checkLeaflets } from './check-leaflets.ts';
import { checkLinks } from './check-links.ts';
import { checkNormalForm } from './check-normal-form.ts';
import { checkReferences } from './check-references.ts';
import { checkResults } from './check-results.ts';
import { checkSpelling } from './check-spelling.ts';
import { checkVersions } from './check-versions.ts';
import { readContent, type ContentTree } from './content-tree.ts';
import { fieldOf, textOf, type Entry } from './entry.ts';
import { findOrphans } from './orphans.ts';
import { textsIn } from './prose.ts';
import { byPlace, type Problem, type Report, type SignOff } from './report.ts';
import { codeRoutes, knownRoutes, pagesOf } from './routes.ts';

/**
 * @param root the project's folder: holds `content/`, and `src/pages/` for the addresses code brings about
 * @param warn whether to look for what stops nothing too, as misspellings: a fifth of the time
 */
export async function checkContent(root: string, { warn = true } = {}): Promise<Report> {
  z.config(z.locales.vi());
  const tree = await readContent(root);
  const fromCode = await codeRoutes(root, tree.contests.keys());
  const routes = knownRoutes(tree, fromCode);
  const checks = [checkReferences(tree, routes), checkLinks(tree, routes), checkContests(tree, routes)];
  const problems = [
    ...tree.problems,
    ...checkPresence(tree),
    ...checkIdentity(tree),
    ...checkAddresses(tree, fromCode),
    ...checkFigures(tree),
    ...checks.flatMap((check) => check.problems),
    ...(await checkResults(root, tree)),
    ...checkLeaflets(tree),
  ];
  problems.push(...(await checkVersions(root, tree, problems)));
  const citations = checks.flatMap((check) => check.citations);
  return {
    problems: distinct([...problems, ...(await checkNormalForm(root, tree, problems))]).sort(byPlace),
    warnings: warn ? (await checkSpelling(root, tree)).sort(byPlace) : [],
    toSignOff: toSignOff(tree).sort(byPlace),
    orphans: findOrphans(tree, citations).sort(byPlace),
    citations,
    roundQuestions: [...tree.contests.values()].flatMap(({ rounds }) => rounds.flatMap(({ value }) => value ?? [])),
    openTexts: [...tree.texts].flatMap(([file, text]) => (isOpen(file) ? [text] : [])),
    read: { files: tree.files.length, entries: entriesOf(tree).length },
  };
}

/** Practice is among the open texts; that it says nothing of a round's is checked where it is written. */
const isOpen = (file: string) => !/\/(?:questions\/rounds|results)\//.test(file);

/** The two files without which there is no site. */
function checkPresence(tree: ContentTree): Problem[] {
  return ['content/site.yaml', 'content/sources.yaml']
    .filter((file) => !tree.files.includes(file))
    .map((file) => ({
      file,
      line: 1,
      field: '(cả tệp)',
      problem: 'chưa có tệp này',
      remedy: 'thêm tệp; mọi trang đều cần nó',
    }));
}

function entriesOf(tree: ContentTree): Entry<unknown>[] {
  return [
    ...(tree.site ? [tree.site] : []),
    ...tree.targetSets,
    ...pagesOf(tree).map(({ entry }) => entry),
    ...[...tree.contests.values()].flatMap(({ contest, units, practice, rounds, results }) => [
      ...(contest ? [contest] : []),
      ...units,
      ...practice,
      ...rounds,
      ...results.rounds,
      ...(results.contest ? [results.contest] : []),
      ...results.names,
    ]),
  ];
}

/** Every `check` that asks for a signature: an entry's own, or that of a part of it. */
function toSignOff(tree: ContentTree): SignOff[] {
  return entriesOf(tree).flatMap((entry) =>
    [...textsIn(entry.raw)].flatMap(({ path, text }): SignOff[] => {
      if (path.at(-1) !== 'check' || (text !== 'known' && text !== 'one')) return [];
      const part = path.slice(0, -1).reduce<unknown>((value, step) => fieldOf(value, step), entry.raw);
      return [{ ...entry.place(path), title: nameOf(part) ?? nameOf(entry.raw) ?? entry.name, check: text }];
    }),
  );
}

const nameOf = (value: unknown): string | undefined =>
  ['title', 'question', 'number', 'id'].map((field) => textOf(value, field)).find((name) => name !== undefined);

/** One fault can be met twice, by a schema and by a rule: an editor needs it once. */
function distinct(problems: Problem[]): Problem[] {
  const seen = new Map(
    problems.map((problem) => [`${problem.file}:${problem.line}:${problem.field}:${problem.problem}`, problem]),
  );
  return [...seen.values()];
}
