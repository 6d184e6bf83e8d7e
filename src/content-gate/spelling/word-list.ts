/** The words of this site that no dictionary has: a file editors extend. */
import { readTextFile } from '../text-file.ts';

export const wordList = 'content/words.txt';

/** Words of the list, any number on a line; what follows `#` is a note. No file is an empty list. */
export async function readWordList(root: string): Promise<string[]> {
  const read = await readTextFile(root, wordList).catch(() => null);
  if (!read?.ok) return [];
  return read.text
    .normalize('NFC')
    .split('\n')
    .flatMap((line) => (line.split('#')[0] ?? '').split(/\s+/))
    .filter((word) => word !== '');
}
