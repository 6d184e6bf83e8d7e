/** Every piece of text under content/ that is read by people, with the place of each of its words. */
import type { ContentTree } from './content-tree.ts';
import type { Entry } from './entry.ts';
import type { MdxBody } from './mdx-body.ts';
import { textsIn } from './prose.ts';
import type { Place } from './report.ts';
import { pagesOf } from './routes.ts';
import type { Path } from './schema-keys.ts';

export interface WrittenText {
  text: string;
  /** The place of a piece of the text. */
  placeOf: (piece: string) => Place;
  /** What the text belongs to, and its field there; `null` for the body of an article. */
  entry: Entry<unknown>;
  path: Path | null;
  /** The whole paragraph of an article that the text is a piece of. */
  paragraph: string | null;
}

/** Text in another language than the site's: an editor reads it with another dictionary. */
const isForeign = ({ file, raw }: Entry<unknown>) =>
  file.startsWith('content/en/') || (typeof raw === 'object' && raw !== null && 'lang' in raw && raw.lang === 'en');

/** A code, an address, a day, a choice from a list: written for the machine. One small ASCII word may be either, and counts as such. */
const isCode = (text: string) => /^(?:[a-z0-9_.:/#?=+-]+|https?:\S+|\S+@\S+)$/i.test(text) && !/^[A-Z]+$/.test(text);

/** In the order of pages, then contests. Results are left out: people's names, written by the database. */
export function* writtenTexts(tree: ContentTree): Generator<WrittenText> {
  const entries: Entry<unknown>[] = [
    ...(tree.site ? [tree.site] : []),
    ...tree.targetSets,
    ...pagesOf(tree).map(({ entry }) => entry),
    ...[...tree.contests.values()].flatMap(({ contest, units, practice, rounds }) => [
      ...(contest ? [contest] : []),
      ...units,
      ...practice,
      ...rounds,
    ]),
  ];
  const bodies = new Map<Entry<unknown>, MdxBody | null>(tree.pages.map((entry) => [entry, entry.body]));
  for (const entry of entries.filter((one) => !isForeign(one))) {
    for (const { path, text } of textsIn(entry.raw)) {
      if (isCode(text) || path.includes('english')) continue;
      yield { text, entry, path, paragraph: null, placeOf: (piece) => entry.placeOfText(path, piece) };
    }
    const pieces = bodies.get(entry)?.texts ?? [];
    const paragraphs = new Map<number, string>();
    for (const { block, text } of pieces) paragraphs.set(block, (paragraphs.get(block) ?? '') + text);
    for (const { text, line, block } of pieces) {
      const lineOf = (piece: string) => line + (text.split(piece)[0] ?? '').split('\n').length - 1;
      const placeOf = (piece: string): Place => ({ file: entry.file, line: lineOf(piece), field: '(bài viết)' });
      yield { text, entry, path: null, paragraph: paragraphs.get(block) ?? text, placeOf };
    }
  }
}
