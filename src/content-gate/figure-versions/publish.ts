/** Publishing a version of an infographic: its files are written once, and never again. */
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { figureFile, versionsFolder, type Edition } from '../../catalog/editions.ts';
import { readContent, type ContentTree, type PageEntry } from '../content-tree.ts';
import { changedFields } from './changes.ts';
import { drawnEdition, filesOf, infographicsIn } from './edition.ts';

export interface Published {
  ok: boolean;
  /** One line for each infographic (Vietnamese). */
  said: string[];
}

/**
 * @param root the project's folder
 * @param wanted slugs, or every infographic
 */
export async function publishFigures(root: string, wanted: string[] | 'all'): Promise<Published> {
  z.config(z.locales.vi());
  const tree = await readContent(root);
  const entries = infographicsIn(tree);
  const slugs = wanted === 'all' ? entries.map(({ name }) => name) : wanted;
  const answers: { ok: boolean; said: string }[] = [];
  for (const slug of slugs) {
    const entry = entries.find(({ name }) => name === slug);
    answers.push(
      entry
        ? await publishOne(root, tree, entry)
        : { ok: false, said: `${slug}: không có tệp ${versionsFolder(slug)}.yaml` },
    );
  }
  return { ok: answers.every(({ ok }) => ok), said: answers.map(({ said }) => said) };
}

async function publishOne(root: string, tree: ContentTree, entry: PageEntry): Promise<{ ok: boolean; said: string }> {
  const slug = entry.name;
  const drawn = drawnEdition(tree, entry);
  if (!drawn.ok) return { ok: false, said: `${slug}: chưa vẽ được (${drawn.reason}), xem npm run content:check` };
  const { edition } = drawn;
  const { version } = edition;
  const folder = join(root, versionsFolder(slug));
  if (await exists(join(folder, `v${version}`))) {
    const published = JSON.parse(await readFile(join(folder, `v${version}`, figureFile), 'utf8')) as Edition;
    if (changedFields(edition, published).length === 0)
      return { ok: true, said: `${slug}: bản ${version} đã công bố từ trước, giữ nguyên` };
    const remedy = `tăng version lên ${version + 1}, ghi ở revisions đã sửa gì, rồi chạy lại`;
    return { ok: false, said: `${slug}: số liệu hoặc chữ đã khác bản ${version} đã công bố; ${remedy}` };
  }
  if (version > 1 && !(await exists(join(folder, `v${version - 1}`))))
    return { ok: false, said: `${slug}: chưa có bản ${version - 1}; bản đầu tiên được công bố là version: 1` };
  await writeVersion(folder, version, filesOf(edition));
  return { ok: true, said: `${slug}: đã công bố bản ${version} ở ${versionsFolder(slug)}/v${version}/` };
}

/** All of a version or nothing: a folder that is there is whole. */
async function writeVersion(folder: string, version: number, files: Map<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(join(folder, '.'));
  try {
    // mkdtemp() keeps others out; a version is for all to read.
    const whole = join(draft, `v${version}`);
    await mkdir(whole);
    for (const [name, text] of files) await writeFile(join(whole, name), text);
    await rename(whole, join(folder, `v${version}`));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
