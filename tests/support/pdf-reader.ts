/** A PDF read back as a stranger's program reads it: its pages' sizes in mm, and their words. */
import { extractText, getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  pages: { width: number; height: number; text: string }[];
  title: unknown;
  language: unknown;
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes it is given away from whoever gave them.
  const file = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(file);
  const { info } = await file.getMetadata();
  const facts = info as Record<string, unknown>;
  const pages = await Promise.all(
    text.map(async (words, index) => {
      const [left = 0, bottom = 0, right = 0, top = 0] = (await file.getPage(index + 1)).view;
      const mm = (points: number) => Math.round((points / 72) * 25.4);
      return { width: mm(right - left), height: mm(top - bottom), text: words.replace(/\s+/g, ' ') };
    }),
  );
  return { pages, title: facts['Title'], language: facts['Language'] };
}
