/** Rule: every file of the content is in NFC, or "Đảng" typed on one machine is not found by "Đảng" typed on another. */
import type { ContentTree } from './content-tree.ts';
import type { Problem } from './report.ts';
import { wordList } from './spelling/word-list.ts';
import { linesNotNfc, readTextFile } from './text-file.ts';

/**
 * Lines that no other rule has named, comments included. Results are left out: their bytes are what was published.
 * @param named problems found so far
 */
export async function checkNormalForm(root: string, tree: ContentTree, named: readonly Problem[]): Promise<Problem[]> {
  const known = new Set(named.map(({ file, line }) => `${file}:${line}`));
  const words = await readTextFile(root, wordList).catch(() => null);
  const texts = [...tree.texts, ...(words?.ok ? [[wordList, words.text] as const] : [])];
  return texts
    .filter(([file]) => !file.includes('/results/'))
    .flatMap(([file, text]) =>
      linesNotNfc(text)
        .filter((line) => !known.has(`${file}:${line}`))
        .map((line) => ({
          file,
          line,
          field: '(cả dòng)',
          problem: 'chữ chưa ở dạng NFC',
          remedy: 'gõ lại dòng này bằng bảng mã Unicode dựng sẵn (không dùng Unicode tổ hợp)',
        })),
    );
}
