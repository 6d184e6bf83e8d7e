/** Reading a file an editor saved: it must be UTF-8, whatever the editor's computer thinks. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from './report.ts';

export type TextFile = { ok: true; text: string } | { ok: false; problem: Problem };

/** @param file path from `root`, as shown to the editor. A byte-order mark is dropped. */
export async function readTextFile(root: string, file: string): Promise<TextFile> {
  const bytes = await readFile(join(root, file));
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return {
      ok: false,
      problem: {
        file,
        line: 1,
        field: '(cả tệp)',
        problem: 'tệp không ở bảng mã UTF-8',
        remedy: 'lưu lại tệp, chọn mã hóa "UTF-8" (trong Excel: "CSV UTF-8")',
      },
    };
  }
}

/** Lines of a text that are not in NFC, from 1. */
export function linesNotNfc(text: string): number[] {
  if (text === text.normalize('NFC')) return [];
  return text.split('\n').flatMap((line, index) => (line === line.normalize('NFC') ? [] : [index + 1]));
}
