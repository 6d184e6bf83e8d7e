/**
 * Generated pages, as many as asked for, out of the real ones: each keeps the frame of a real page (how many headings,
 * passages, lists, in which order) and takes every piece from another. So their sizes are spread as the real ones' are, their
 * words are the site's own, and the content gate accepts them. The same seed gives the same pages.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A piece of an article, between two blank lines. `open` and `close` are the tags of a passage. */
export type Block =
  | { kind: 'section' | 'part'; id: string; text: string }
  | { kind: 'open'; id: string }
  | { kind: 'close' }
  | { kind: 'prose' | 'list'; text: string }
  | { kind: 'table'; group: string };

/** What editors write above every page; the fields a page's own kind adds are kept as they are. */
export interface FrontMatter {
  title: string;
  summary: string;
  order: number;
  sources: string[];
  related?: string[];
  aliases?: string[];
  [field: string]: unknown;
}

export interface QaItem {
  id: string;
  question: string;
  answer: string;
  sources?: string[];
}

export type GeneratedPage =
  | { kind: 'article'; slug: string; front: FrontMatter; blocks: Block[] }
  | { kind: 'qa'; slug: string; front: FrontMatter; questions: QaItem[] };

/** The real pages that the generated ones are made of. */
interface Stock {
  articles: { front: FrontMatter; blocks: Block[] }[];
  sets: { front: FrontMatter; questions: QaItem[] }[];
}

/** What the name of every generated page begins with. */
export const slugStart = 'sinh-';

/** Where a page stands, on every site that has it. */
export const addressOf = ({ kind, slug }: GeneratedPage): string =>
  `/${kind === 'article' ? 'nghi-quyet' : 'hoi-dap'}/${slug}/`;

/** The file of a page under this site's `content/`. */
export const fileOf = ({ kind, slug }: GeneratedPage): string =>
  kind === 'article' ? `key-points/${slug}.mdx` : `qa/${slug}.yaml`;

/** Every fifth page is a set of questions, as about every fifth of the real articles and sets is. */
const qaEvery = 5;

/** @param content the project's `content/` */
export function generatePages(content: string, count: number, seed: number): GeneratedPage[] {
  const stock = readStock(content);
  const random = numbers(seed);
  const pick = <Item>(from: readonly Item[]): Item => {
    const item = from[Math.floor(random.next().value * from.length)];
    if (item === undefined) throw new RangeError(`nothing to make pages of in ${content}`);
    return item;
  };
  const pieces = {
    section: stock.articles.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'section')),
    part: stock.articles.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'part')),
    prose: stock.articles.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'prose')),
    list: stock.articles.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'list')),
  };
  const questions = stock.sets.flatMap((set) => set.questions);
  const frontOf = (front: FrontMatter, number: number): FrontMatter => ({
    ...front,
    title: `${pick(pieces.section as { text: string }[]).text} (bài sinh số ${number})`,
    // Above every real page's.
    order: 1000 + number,
    aliases: [],
  });

  return Array.from({ length: count }, (_, index): GeneratedPage => {
    const number = index + 1;
    const slug = `${slugStart}${String(number).padStart(4, '0')}`;
    if (number % qaEvery === 0) {
      const set = pick(stock.sets);
      const chosen = new Map(set.questions.map(() => pick(questions)).map((item) => [item.id, item]));
      return { kind: 'qa', slug, front: frontOf(set.front, number), questions: [...chosen.values()] };
    }
    const frame = pick(stock.articles);
    const blocks = frame.blocks.map((block, place): Block => {
      if (block.kind === 'open') return { kind: 'open', id: `doan-${place}` };
      if (block.kind === 'close' || block.kind === 'table') return block;
      const piece = pick(pieces[block.kind]);
      return 'id' in piece ? { ...piece, id: `muc-${place}` } : piece;
    });
    return { kind: 'article', slug, front: frontOf(frame.front, number), blocks: markingTermsOnce(blocks) };
  });
}

function readStock(content: string): Stock {
  const texts = (folder: string, ending: string) =>
    readdirSync(join(content, folder))
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => readFileSync(join(content, folder, name), 'utf8'));
  return {
    articles: texts('key-points', '.mdx').map((text) => {
      const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
      return { front: parse(front) as FrontMatter, blocks: blocksOf(body) };
    }),
    sets: texts('qa', '.yaml').map((text) => {
      const { questions, ...front } = parse(text) as FrontMatter & { questions: QaItem[] };
      return { front, questions };
    }),
  };
}

/** The pieces of an MDX body that any page may hold. Other components are left out. */
export function blocksOf(body: string): Block[] {
  return body
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .flatMap((block): Block[] => {
      const [, heading, id = '', text = ''] = /^<(H[23]) id="([^"]+)">([\s\S]*)<\/H[23]>$/.exec(block) ?? [];
      if (heading !== undefined) return [{ kind: heading === 'H2' ? 'section' : 'part', id, text: text.trim() }];
      const [, passage] = /^<Passage id="([^"]+)">$/.exec(block) ?? [];
      if (passage !== undefined) return [{ kind: 'open', id: passage }];
      if (block === '</Passage>') return [{ kind: 'close' }];
      const [, group] = /^<TargetTable group="([^"]+)" \/>$/.exec(block) ?? [];
      if (group !== undefined) return [{ kind: 'table', group }];
      if (block === '' || /^<(?!Target |Term )/.test(block)) return [];
      return [{ kind: /^(?:[-*]|\d+\.) /.test(block) ? 'list' : 'prose', text: withoutOwnLinks(block) }];
    });
}

/** A link to a passage of its own page leads nowhere on another. */
const withoutOwnLinks = (text: string) => text.replace(/\[([^\]]*)\]\(#[^)]*\)/g, '$1');

/** A page marks a term of the glossary where it first says it. */
function markingTermsOnce(blocks: readonly Block[]): Block[] {
  const marked = new Set<string>();
  return blocks.map((block) => {
    if (!('text' in block)) return block;
    const text = block.text.replace(/<Term id="([^"]+)">([\s\S]*?)<\/Term>/g, (whole, id: string, words: string) => {
      if (marked.has(id)) return words;
      marked.add(id);
      return whole;
    });
    return { ...block, text };
  });
}

/** Numbers from 0 to 1 that look random and are the same every time. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}
