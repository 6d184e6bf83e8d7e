/** Everything under content/, read and parsed with the schemas, file by file. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { pageCollectionNames, pageCollections, type PageCollection } from '../schemas/collections.ts';
import { Contest } from '../schemas/contest.ts';
import { Question } from '../schemas/question.ts';
import { ContestResult, ResultNames, RoundResult } from '../schemas/results.ts';
import { Site } from '../schemas/site.ts';
import { Source } from '../schemas/source.ts';
import { TargetSet } from '../schemas/target.ts';
import { Unit } from '../schemas/unit.ts';
import { readCsv } from './csv-table.ts';
import { baseName, parseEntry, type Entry } from './entry.ts';
import { wordIssue } from './issue-words.ts';
import { readMdxBody, type MdxBody } from './mdx-body.ts';
import type { Problem } from './report.ts';
import { readTextFile, type TextFile } from './text-file.ts';
import { readYaml, type YamlSource } from './yaml-document.ts';

/** An entry that becomes a page. */
export interface PageEntry extends Entry<unknown> {
  collection: PageCollection;
  /** The text below the front matter; `null` where the collection has none. */
  body: MdxBody | null;
}

export interface ContestFolder {
  /** The folder's name. */
  year: string;
  contest: Entry<Contest> | null;
  units: Entry<Unit>[];
  practice: Entry<Question>[];
  rounds: Entry<Question>[];
  results: ResultFiles;
}

/** What `npm run contest:results` has written. */
export interface ResultFiles {
  /** Canonical texts, by path: their bytes count, so they are read where they are checked. */
  texts: string[];
  rounds: Entry<RoundResult>[];
  /** The board of the whole contest. */
  contest: Entry<ContestResult> | null;
  /** Of rounds and of the whole contest. */
  names: Entry<ResultNames>[];
}

export interface ContentTree {
  site: Entry<Site> | null;
  sources: Entry<Source>[];
  targetSets: Entry<TargetSet>[];
  /** Entries of the page collections, in the collections' order, then by file. */
  pages: PageEntry[];
  contests: Map<string, ContestFolder>;
  /** Every file found, from the project's root. */
  files: string[];
  /** What is written in each that could be read. */
  texts: Map<string, string>;
  /** Files whose syntax is broken: nothing may be concluded from what they do not contain. */
  unread: Set<string>;
  problems: Problem[];
}

/** The page entries of one collection. */
export const pagesIn = (tree: ContentTree, collection: PageCollection): PageEntry[] =>
  tree.pages.filter((entry) => entry.collection === collection);

/** @param root the project's folder, which holds `content/` */
export async function readContent(root: string): Promise<ContentTree> {
  const tree: ContentTree = {
    site: null,
    sources: [],
    targetSets: [],
    pages: [],
    contests: new Map(),
    files: [],
    texts: new Map(),
    unread: new Set(),
    problems: [],
  };
  const files = await contentFiles(root);
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const some = files.slice(from, from + filesAtOnce).map((file) => ({ file, ...kindOf(file) }));
    const texts = await Promise.all(some.map(({ file, kind }) => (kind ? readTextFile(root, file) : undefined)));
    for (const [index, one] of some.entries()) readFileInto(tree, one, texts[index]);
  }
  const rank = ({ collection }: PageEntry) => pageCollectionNames.indexOf(collection);
  tree.pages.sort((a, b) => rank(a) - rank(b));
  return tree;
}

/** One kind of file: where it lives, and how it joins the tree. The first pattern that fits wins. */
type FileKind = [pattern: RegExp, read: (tree: ContentTree, file: string, text: string, found: string[]) => void];
const kinds: FileKind[] = [
  [/^content\/site\.yaml$/, (tree, file, text) => void (tree.site = readEntry(tree, file, text, Site))],
  [/^content\/sources\.yaml$/, (tree, file, text) => tree.sources.push(...readList(tree, file, text, Source))],
  [/^content\/data\/[^/]+\.yaml$/, (tree, file, text) => tree.targetSets.push(readEntry(tree, file, text, TargetSet))],
  ...pageCollectionNames.map((collection): FileKind => {
    const { folder, format, schema } = pageCollections[collection];
    return [
      new RegExp(`^content/${folder}/[^/]+\\.${format}$`),
      (tree, file, text) =>
        tree.pages.push(
          format === 'mdx'
            ? { collection, ...readArticle(tree, file, text, schema) }
            : { collection, body: null, ...readEntry(tree, file, text, schema) },
        ),
    ];
  }),
  [
    /^content\/contests\/([^/]+)\/contest\.yaml$/,
    (tree, file, text, [year = '']) => void (contestOf(tree, year).contest = readEntry(tree, file, text, Contest)),
  ],
  [
    /^content\/contests\/([^/]+)\/units\.csv$/,
    (tree, file, text, [year = '']) => contestOf(tree, year).units.push(...readUnits(tree, file, text)),
  ],
  [
    /^content\/contests\/([^/]+)\/questions\/practice\/[^/]+\.yaml$/,
    (tree, file, text, [year = '']) => contestOf(tree, year).practice.push(...readList(tree, file, text, Question)),
  ],
  [
    /^content\/contests\/([^/]+)\/questions\/rounds\/[^/]+\.yaml$/,
    (tree, file, text, [year = '']) => contestOf(tree, year).rounds.push(...readList(tree, file, text, Question)),
  ],
  [
    /^content\/contests\/([^/]+)\/results\/[^/]+\.names\.json$/,
    (tree, file, text, [year = '']) =>
      contestOf(tree, year).results.names.push(readEntry(tree, file, text, ResultNames)),
  ],
  [
    /^content\/contests\/([^/]+)\/results\/_contest\.json$/,
    (tree, file, text, [year = '']) =>
      void (contestOf(tree, year).results.contest = readEntry(tree, file, text, ContestResult)),
  ],
  [
    /^content\/contests\/([^/]+)\/results\/[^/]+\.json$/,
    (tree, file, text, [year = '']) =>
      contestOf(tree, year).results.rounds.push(readEntry(tree, file, text, RoundResult)),
  ],
  [
    /^content\/contests\/([^/]+)\/results\/[^/]+\.txt$/,
    (tree, file, _, [year = '']) => contestOf(tree, year).results.texts.push(file),
  ],
  // Published versions of infographics are held to what was written of them, byte for byte.
  [/^content\/infographics\/[^/]+\/v\d+\//, () => undefined],
];

/** Few enough to have open at once. */
const filesAtOnce = 32;

/** A file under content/, what it is, and what its path says of it. */
interface ContentFile {
  file: string;
  kind?: FileKind;
  found: string[];
}

function kindOf(file: string): Omit<ContentFile, 'file'> {
  for (const kind of kinds) {
    const found = kind[0].exec(file);
    if (found) return { kind, found: found.slice(1) };
  }
  return { found: [] };
}

function readFileInto(tree: ContentTree, { file, kind, found }: ContentFile, read: TextFile | undefined): void {
  if (!kind || !read) {
    tree.problems.push({
      file,
      line: 1,
      field: '(cả tệp)',
      problem: 'tệp nằm ngoài các thư mục và đuôi tên mà trang đọc',
      remedy: `bài viết: ${filesOf('mdx')}; mục khác: ${filesOf('yaml')} (không phải .yml); số liệu: content/data/*.yaml; đơn vị: units.csv`,
    });
    return;
  }
  tree.files.push(file);
  if (read.ok) {
    tree.texts.set(file, read.text);
    kind[1](tree, file, read.text, found);
  } else {
    tree.unread.add(file);
    tree.problems.push(read.problem);
  }
}

const filesOf = (wanted: 'mdx' | 'yaml') =>
  Object.values(pageCollections)
    .filter(({ format }) => format === wanted)
    .map(({ folder }) => `content/${folder}/*.${wanted}`)
    .join(', ');

async function contentFiles(root: string): Promise<string[]> {
  const found = await readdir(join(root, 'content'), { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((item) => item.isFile() && !/^(?:README\.md|\..*)$/.test(item.name))
    .map((item) => join(item.parentPath, item.name).slice(root.length).replaceAll('\\', '/').replace(/^\//, ''))
    .filter((file) => /\.(?:ya?ml|mdx?|csv)$/i.test(file) || file.split('/').at(-2) === 'results')
    .sort();
}

function contestOf(tree: ContentTree, year: string): ContestFolder {
  const known = tree.contests.get(year);
  if (known) return known;
  const results = { texts: [], rounds: [], contest: null, names: [] };
  const folder: ContestFolder = { year, contest: null, units: [], practice: [], rounds: [], results };
  tree.contests.set(year, folder);
  return folder;
}

function readYamlInto(tree: ContentTree, file: string, text: string, above = 0): YamlSource {
  const source = readYaml(file, text, above);
  tree.problems.push(...source.problems);
  if (source.value === undefined) tree.unread.add(file);
  return source;
}

function readEntry<S extends z.ZodType>(tree: ContentTree, file: string, text: string, schema: S): Entry<z.output<S>> {
  return parseEntry(file, readYamlInto(tree, file, text), schema, tree.problems);
}

function readList<S extends z.ZodType>(tree: ContentTree, file: string, text: string, schema: S): Entry<z.output<S>>[] {
  const source = readYamlInto(tree, file, text);
  if (source.value === undefined) return [];
  if (!Array.isArray(source.value) || source.value.length === 0) {
    tree.problems.push({
      file,
      line: 1,
      field: '(cả tệp)',
      problem: 'tệp phải là một danh sách có ít nhất một mục',
      remedy: 'mỗi mục bắt đầu bằng "- " ở đầu dòng, các trường thụt vào hai dấu cách',
    });
    return [];
  }
  return source.value.map((_, index) => parseEntry(file, source, schema, tree.problems, [index]));
}

function readArticle<S extends z.ZodType>(
  tree: ContentTree,
  file: string,
  text: string,
  schema: S,
): Entry<z.output<S>> & { body: MdxBody } {
  const frontMatter = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)?.[1];
  if (frontMatter === undefined) {
    tree.problems.push({
      file,
      line: 1,
      field: '(đầu tệp)',
      problem: 'tệp không có phần khai báo ở đầu',
      remedy: 'mở đầu tệp bằng một dòng "---", rồi các trường (title, summary…), rồi một dòng "---"',
    });
  }
  const source = readYamlInto(tree, file, frontMatter ?? '', 1);
  const body = readMdxBody(file, text);
  tree.problems.push(...body.problems);
  if (!body.complete) tree.unread.add(file);
  const missing = frontMatter === undefined ? { ...source, value: undefined } : source;
  return { ...parseEntry(file, missing, schema, tree.problems), body };
}

/** How to mend a cell of units.csv, where a spreadsheet asks for other words than YAML. */
const cellRemedies: Record<string, string> = {
  headcount: 'viết số liền, không dấu chấm, không chữ, ví dụ: 1250; không có thì để trống',
  includes_public: 'viết x nếu tổng số tính cả Nhân dân; không thì để trống',
};

function readUnits(tree: ContentTree, file: string, text: string): Entry<Unit>[] {
  const table = readCsv(file, text, Object.keys(Unit.shape));
  tree.problems.push(...table.problems);
  if (table.problems.length > 0) tree.unread.add(file);
  else if (table.rows.length === 0) {
    tree.problems.push({
      file,
      line: 1,
      field: '(cả tệp)',
      problem: 'chưa có đơn vị nào',
      remedy: 'thêm mỗi đơn vị một dòng; đơn vị gốc để trống cột parent',
    });
  }
  return table.rows.map(({ cells, place }): Entry<Unit> => {
    const { parent = '', headcount = '', includes_public = '' } = cells;
    const raw = {
      ...cells,
      parent: parent === '' ? null : parent,
      headcount: headcount === '' ? null : /^\d+$/.test(headcount) ? Number(headcount) : headcount,
      includes_public: includes_public === '' ? false : includes_public === 'x' ? true : includes_public,
    };
    const parsed = Unit.safeParse(raw, { reportInput: true });
    for (const issue of parsed.error?.issues ?? []) {
      for (const { path, problem, remedy } of wordIssue(issue, Unit)) {
        const column = String(path[0]);
        tree.problems.push({ ...place(column), problem, remedy: cellRemedies[column] ?? remedy });
      }
    }
    const at = (path: readonly (string | number)[]) => place(String(path[0] ?? 'code'));
    return { file, name: baseName(file), raw, value: parsed.data ?? null, place: at, placeOfText: at };
  });
}
