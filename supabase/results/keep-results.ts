/** Results on disk: published ones are written once, names as often as they change, each file whole or not at all. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ContestResult, ResultNames } from '../../src/schemas/results.ts';
import { ResultsProblem } from './problem.ts';
import type { ReadRound } from './read-results.ts';

/** What became of the files. */
export type Kept = 'written' | 'names-replaced' | 'unchanged';

/**
 * @param folder `content/contests/<year>/results`
 * @throws ResultsProblem where another result of the round is there already; nothing is written then.
 */
export async function keepRound(folder: string, { text, result, names }: ReadRound): Promise<Kept> {
  const file = (extension: string) => join(folder, `${result.round}.${extension}`);
  const [oldText, oldResult] = [await textOf(file('txt')), await valueOf(file('json'))];
  for (const [path, isOther] of [
    [file('txt'), oldText !== undefined && oldText !== text],
    [file('json'), oldResult !== undefined && !isDeepStrictEqual(oldResult, result)],
  ] as const) {
    if (isOther)
      throw new ResultsProblem(
        `${path} khác kết quả trên máy chủ. Kết quả đã công bố không bao giờ đổi, nên tệp này đã bị sửa, hoặc địa chỉ là của một máy chủ khác. ` +
          'Chưa ghi gì cho đợt này. Hãy lấy lại tệp cũ (git), hoặc xóa nó nếu chắc rằng máy chủ đúng, rồi chạy lại.',
      );
  }
  // The page shows a round by its .json: it comes last, so that whatever stops this leaves no round half there.
  const named = await keepNames(file('names.json'), names);
  if (oldText === undefined) await writeWhole(file('txt'), text);
  if (oldResult === undefined) await writeWhole(file('json'), asJson(result));
  return oldText === undefined || oldResult === undefined ? 'written' : named;
}

/** The board of the whole contest may change: it moves again when a round is added after it was final. */
export async function keepContest(
  folder: string,
  { result, names }: { result: ContestResult; names: ResultNames },
): Promise<Kept> {
  const file = join(folder, '_contest.json');
  const isSame = isDeepStrictEqual(await valueOf(file), result);
  const named = await keepNames(join(folder, '_contest.names.json'), names);
  if (!isSame) await writeWhole(file, asJson(result));
  return isSame ? named : 'written';
}

async function keepNames(file: string, names: ResultNames): Promise<Kept> {
  if (isDeepStrictEqual(await valueOf(file), names)) return 'unchanged';
  await writeWhole(file, asJson(names));
  return 'names-replaced';
}

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

/** What a JSON file says; a file that is no JSON says something nothing is equal to. */
async function valueOf(file: string): Promise<unknown> {
  const text = await textOf(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Under another name first: nobody ever reads half a file, and a crash leaves the old one. */
async function writeWhole(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = join(dirname(file), `.${basename(file)}.unfinished`);
  try {
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw fault;
  }
}
