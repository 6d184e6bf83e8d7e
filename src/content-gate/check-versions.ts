/**
 * Rule: what a newsroom has taken stays as it was. A published version of an infographic is kept byte for byte, and an entry
 * whose data or words have become others has another version.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { figureFile, sumsFile, versionsFolder, type Edition } from '../catalog/editions.ts';
import type { ContentTree, PageEntry } from './content-tree.ts';
import { listOf, textOf } from './entry.ts';
import { changedFields } from './figure-versions/changes.ts';
import { drawnEdition, fileNamesOf, hashOf, infographicsIn } from './figure-versions/edition.ts';
import type { Place, Problem } from './report.ts';

/** A published version: its files by name. */
interface Version {
  slug: string;
  version: number;
  /** From the project's root, with its last slash. */
  folder: string;
  files: Map<string, string>;
}

/** @param others what other rules found: they tell why a figure cannot be drawn, in better words */
export async function checkVersions(root: string, tree: ContentTree, others: Problem[]): Promise<Problem[]> {
  const versions = await readVersions(root);
  const entries = infographicsIn(tree);
  const known = new Set(entries.map(({ name }) => name));
  return [
    ...versions.flatMap(alteredFiles),
    ...[...new Set(versions.map(({ slug }) => slug))].filter((slug) => !known.has(slug)).map(entryGone),
    ...entries.flatMap((entry) => {
      const drawn = drawnEdition(tree, entry);
      const own = versions.filter(({ slug }) => slug === entry.name);
      if (drawn.ok) return checkEntry(entry, drawn.edition, own);
      return others.length > 0 ? [] : [undrawn(entry, drawn.reason)];
    }),
  ];
}

async function readVersions(root: string): Promise<Version[]> {
  const base = join(root, 'content/infographics');
  const found = await readdir(base, { recursive: true, withFileTypes: true }).catch(() => []);
  const versions = new Map<string, Version>();
  for (const item of found) {
    const path = item.parentPath.slice(base.length + 1).replaceAll('\\', '/');
    const [, slug, number] = /^([^/]+)\/v(\d+)$/.exec(path) ?? [];
    if (slug === undefined || !item.isFile()) continue;
    const fresh = { slug, version: Number(number), folder: `content/infographics/${path}/`, files: new Map() };
    const version = versions.get(path) ?? fresh;
    versions.set(path, version);
    version.files.set(item.name, await readFile(join(item.parentPath, item.name), 'utf8'));
  }
  return [...versions.values()];
}

/** Files that are not as they were written: changed, gone, or come later. */
function alteredFiles(one: Version): Problem[] {
  const { folder, version, files } = one;
  const sums = new Map(
    (files.get(sumsFile) ?? '').split('\n').flatMap((line) => {
      const [, hash, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
      return hash !== undefined && name !== undefined ? [[name, hash] as const] : [];
    }),
  );
  // Were a file and its hash taken away together, the hashes would not miss it.
  const due = fileNamesOf(readEdition(one) ?? { languages: {} });
  const names = new Set([...due, ...sums.keys(), ...files.keys()]);
  return [...names].flatMap((name): Problem[] => {
    const text = files.get(name);
    if (text !== undefined && (name === sumsFile || sums.get(name) === hashOf(text))) return [];
    return [
      {
        ...wholeFile(folder + name),
        problem:
          text === undefined
            ? `tệp của bản ${version} đã công bố không còn`
            : `tệp của bản ${version} đã công bố bị sửa tay`,
        remedy: `bản đã công bố giữ nguyên từng chữ: lấy lại thư mục ${folder} từ lịch sử kho; muốn sửa thì công bố bản mới`,
      },
    ];
  });
}

const wholeFile = (file: string): Place => ({ file, line: 1, field: '(cả tệp)' });

const entryGone = (slug: string): Problem => ({
  ...wholeFile(`${versionsFolder(slug)}.yaml`),
  problem: 'hình đã công bố mà tệp của hình không còn',
  remedy: 'lấy lại tệp từ lịch sử kho, dưới đúng tên cũ: nơi khác đang dẫn tới hình này',
});

const undrawn = (entry: PageEntry, reason: string): Problem => ({
  ...entry.place(['kind']),
  problem: `hình không vẽ được: ${reason}`,
  remedy: 'xem lại số liệu và chữ của hình',
});

function checkEntry(entry: PageEntry, now: Edition, versions: Version[]): Problem[] {
  const { slug, version } = now;
  const at = entry.place(['version']);
  const published = new Map(versions.map((one) => [one.version, one]));
  const problems: Problem[] = [];

  const newest = Math.max(...published.keys());
  if (newest > version)
    problems.push({
      ...at,
      problem: `version là ${version}, trong khi bản ${newest} đã công bố`,
      remedy: `viết version: ${newest}; muốn trở lại nội dung cũ thì công bố thành bản ${newest + 1}`,
    });
  const missing = firstMissing(published, version);
  if (missing !== undefined)
    problems.push({
      ...at,
      problem: `không còn bản ${missing} trong ${versionsFolder(slug)}/`,
      remedy: `lấy lại thư mục v${missing} từ lịch sử kho; hình chưa công bố lần nào thì viết version: 1`,
    });

  const told = listOf(entry.raw, 'revisions').length;
  if (told < version - 1)
    problems.push({
      ...at,
      problem: `hình đã sang bản ${version} mà revisions mới ghi ${told} lần sửa`,
      remedy: `ghi ở revisions mỗi bản từ bản 2 một mục: day là ngày sửa, note nói đã sửa gì; trang báo chí đăng lại các dòng ấy`,
    });

  const current = published.get(version);
  if (!current) {
    if (newest > version || isBegun(entry, version, versions)) return problems;
    const unpublished = `bản ${version} chưa được công bố`;
    const remedy = `chạy npm run figure:publish -- ${slug}, rồi lưu thư mục v${version} vào kho cùng tệp này`;
    return [...problems, { ...at, problem: unpublished, remedy }];
  }
  const frozen = readEdition(current);
  const changed = frozen ? changedFields(now, frozen) : [];
  const remedy =
    `tăng version lên ${Math.max(version, newest) + 1}, ghi ở revisions đã sửa gì, rồi chạy npm run figure:publish -- ${slug}; ` +
    'không định sửa thì viết lại như cũ';
  return [
    ...problems,
    ...changed.map((path) => ({ ...entry.place(path), problem: `đã khác bản ${version} đã công bố`, remedy })),
  ];
}

/** Never published, and still waiting for an editor's signature: it is built so that its writer can see it. */
const isBegun = ({ raw }: PageEntry, version: number, versions: Version[]): boolean =>
  versions.length === 0 && version === 1 && ['known', 'one'].includes(textOf(raw, 'check') ?? '');

/** The lowest version before `version` that is not there. */
function firstMissing(published: Map<number, unknown>, version: number): number | undefined {
  for (let number = 1; number < version; number += 1) if (!published.has(number)) return number;
  return undefined;
}

/** Nothing where the file was tampered with: that is said of the file itself. */
function readEdition({ files }: Version): Edition | null {
  const text = files.get(figureFile) ?? '';
  return (files.get(sumsFile) ?? '').includes(`${hashOf(text)}  ${figureFile}\n`)
    ? (JSON.parse(text) as Edition)
    : null;
}
