/**
 * Round questions go to the database and nowhere else: this finds any that reached the built site.
 *
 * Text is compared by its words alone, so that markup, JSON escapes, entities and punctuation hide nothing.
 * What counts as a leak: the whole prompt, the whole explanation, the question's id, or its options one after
 * another in the order they were written. Short generic options ("45 %", "Đúng") say nothing by themselves,
 * so a list of options counts only when it is long enough to be this question's and no other's.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Question } from '../schemas/question.ts';

export interface Leak {
  /** Path inside the built site. */
  file: string;
  question: string;
  what: 'câu hỏi' | 'giải thích' | 'các phương án' | 'mã câu';
}

/** Files whose bytes hold no text of ours. */
const opaque = new Set([
  '.png',
  '.jpg',
  '.jpeg',
  '.webp',
  '.avif',
  '.gif',
  '.ico',
  '.woff',
  '.woff2',
  '.ttf',
  '.mp3',
  '.mp4',
  '.wasm',
]);

/** An option list shorter than this could be anyone's. */
const leastOptionLetters = 40;
/** What may stand between two options that are still one list: a key, a tag, a bullet. */
const mostBetweenOptions = 24;

/**
 * @param folder the built site
 * @returns one leak per file, question and kind
 */
export async function findLeaks(folder: string, questions: readonly Question[]): Promise<Leak[]> {
  const traces = questions.map(traceOf);
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((item) => item.isFile() && !opaque.has(extname(item.name)));
  const leaks = await Promise.all(
    files.map(async (item) => {
      const path = join(item.parentPath, item.name);
      const text = readable(await readFile(path));
      const words = wordsOf(text);
      const file = path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, '');
      return traces.flatMap((trace) =>
        tracesIn(trace, text, words).map((what): Leak => ({ file, question: trace.id, what })),
      );
    }),
  );
  return leaks.flat();
}

interface Trace {
  id: string;
  prompt: RegExp;
  explanation: RegExp;
  options: RegExp | null;
  written: RegExp;
}

/** Targets stand in the built site as figures, so a marker may be any few words. */
const anyFigure = '(?: [^ ]+){0,8}? ?';

function traceOf({ id, prompt, explanation, right, wrong }: Question): Trace {
  const options = [...right, ...wrong];
  const letters = options.reduce((sum, option) => sum + wordsOf(option).length, 0);
  const ordinary = !id.includes('-') || id.length < 6; // such an id may be a word of any text: only a quoted one is ours
  return {
    id,
    prompt: phrase(prompt),
    explanation: phrase(explanation),
    options:
      letters < leastOptionLetters ? null : new RegExp(options.map(pattern).join(`.{0,${mostBetweenOptions}}?`), 'u'),
    written: ordinary ? new RegExp(`["'\`/=]${id}["'\`/&]`) : new RegExp(`(?<![a-z0-9-])${id}(?![a-z0-9-])`),
  };
}

const phrase = (text: string) => new RegExp(`(?<![^ ])${pattern(text)}(?![^ ])`, 'u');
const pattern = (text: string) =>
  plain(text)
    .split(/\{\{[^{}]*\}\}/)
    .map(wordsOf)
    .join(anyFigure);

function tracesIn(trace: Trace, text: string, words: string): Leak['what'][] {
  return [
    ...(trace.prompt.test(words) ? (['câu hỏi'] as const) : []),
    ...(trace.explanation.test(words) ? (['giải thích'] as const) : []),
    ...(trace.options?.test(words) ? (['các phương án'] as const) : []),
    ...(trace.written.test(text) ? (['mã câu'] as const) : []),
  ];
}

/** A file's text; what is packed (the search index) is unpacked. */
function readable(bytes: Buffer): string {
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (packed ? gunzipSync(bytes) : bytes).toString('utf8');
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Markdown without its addresses, which are not said aloud. */
const plain = (text: string) => text.replace(/\]\([^()]*\)/g, ']');

/** A text's words in small letters, with one space between them: what is left when markup, escapes and punctuation go. */
export function wordsOf(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\[nrt]/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&#x([0-9a-fA-F]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole)
    .normalize('NFC')
    .replace(/d\u0335/g, 'đ') // how the search index writes đ
    .replace(/D\u0335/g, 'Đ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
