/**
 * Round questions go to the database and nowhere else: this finds any that reached the built site.
 *
 * Text is compared by its words alone, so that markup, JSON escapes, entities and punctuation hide nothing.
 * What counts as a leak: the whole prompt, the whole explanation, the question's id, or its options one after
 * another in the order they were written. Short generic options ("45 %", "Đúng") say nothing by themselves,
 * so a list of options counts only when it is long enough to be this question's and no other's. An explanation or
 * a list that the open content itself says word for word is no trace of the question: the page it was drawn from has it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import type { Question } from '../schemas/question.ts';
import { bareWords } from './bare-words.ts';

export interface Leak {
  /** Path inside the built site. */
  file: string;
  question: string;
  what: 'câu hỏi' | 'giải thích' | 'các phương án' | 'mã câu';
}

/** Files whose bytes hold no text of ours, or, as the packed search index, only what pages hold. */
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
  '.pagefind',
  '.pf_fragment',
  '.pf_index',
  '.pf_meta',
]);

/** Whether a list of options is long enough to be one question's and no other's; "45 %, 50 %, 55 %" could be anyone's. */
export const isOneQuestions = (options: readonly string[]): boolean =>
  options.reduce((sum, option) => sum + bareWords(option).length, 0) >= leastOptionLetters;
const leastOptionLetters = 40;
/** What may stand between two options that are still one list: a key, a tag, a bullet. */
const mostBetweenOptions = 24;

/** What gives the questions away. */
export interface Traces {
  /** Questions a text may hold something of; only these few are then looked for one by one. */
  suspects(text: string, words: string): Set<Trace>;
  /** Does the open content say this itself? */
  isSaid(phrase: Phrase): boolean;
}

/** @param open texts of the content that anyone may read */
export function tracesOf(questions: readonly Question[], open: readonly string[] = []): Traces {
  let said: string | undefined;
  const answers = new Map<Phrase, boolean>();
  return {
    suspects: suspectsIn(questions.map(traceOf)),
    isSaid: (phrase) => {
      const known = answers.get(phrase) ?? stands(phrase, (said ??= open.map(bareWords).join('\n')));
      answers.set(phrase, known);
      return known;
    },
  };
}

/**
 * @param folder the built site
 * @param wanted which of its files to read, by path inside it
 * @returns one leak per file, question and kind
 */
export async function findLeaks(
  folder: string,
  traces: Traces,
  wanted: (file: string) => boolean = () => true,
): Promise<Leak[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((one) => one.isFile() && !opaque.has(extname(one.name)))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(wanted);
  const leaks: Leak[] = [];
  for (let from = 0; from < files.length; from += filesAtOnce) {
    const read = files
      .slice(from, from + filesAtOnce)
      .map(async (file) => leaksIn(file, await readFile(join(folder, file), 'utf8'), traces));
    leaks.push(...(await Promise.all(read)).flat());
  }
  return leaks;
}

const filesAtOnce = 32;

function leaksIn(file: string, text: string, traces: Traces): Leak[] {
  const words = bareWords(text);
  return [...traces.suspects(text, words)].flatMap((trace) =>
    tracesIn(trace, text, words, traces).map((what) => ({ file, question: trace.id, what })),
  );
}

/** A pattern with its longest fixed part: looking for that part first is many times faster than the pattern. */
interface Phrase {
  fixed: string;
  pattern: RegExp;
}

interface Trace {
  id: string;
  prompt: Phrase;
  explanation: Phrase;
  options: Phrase | null;
  written: RegExp;
}

/** Targets stand in the built site as figures, so a marker may be any few words. */
const anyFigure = '(?: [^ ]+){0,8}? ?';

function traceOf({ id, prompt, explanation, right, wrong }: Question): Trace {
  const options = [...right, ...wrong];
  const ordinary = !id.includes('-') || id.length < 6; // such an id may be a word of any text: only a quoted one is ours
  return {
    id,
    prompt: phrase([prompt]),
    explanation: phrase([explanation]),
    options: isOneQuestions(options) ? phrase(options, `.{0,${mostBetweenOptions}}?`) : null,
    written: ordinary ? new RegExp(`["'\`/=]${id}["'\`/&]`) : new RegExp(`(?<![a-z0-9-])${id}(?![a-z0-9-])`),
  };
}

function phrase(texts: readonly string[], between = ''): Phrase {
  const parts = texts.map((text) =>
    plain(text)
      .split(/\{\{[^{}]*\}\}/)
      .map(bareWords),
  );
  return {
    fixed: parts.flat().reduce((longest, part) => (part.length > longest.length ? part : longest), ''),
    pattern: new RegExp(`(?<![^ \\n])${parts.map((part) => part.join(anyFigure)).join(between)}(?![^ \\n])`, 'u'),
  };
}

/** It reads a text once, whatever the number of questions. */
function suspectsIn(traces: readonly Trace[]): Traces['suspects'] {
  // Ids are of small letters, digits and hyphens, fixed parts of words and spaces: no sign in them means more to a pattern.
  const id = new RegExp(traces.map((trace) => trace.id).join('|'));
  const parts = traces.flatMap((trace) =>
    [trace.prompt, trace.explanation, trace.options].flatMap((one) => (one ? [{ trace, fixed: one.fixed }] : [])),
  );
  const anyPart = new RegExp(parts.map(({ fixed }) => fixed).join('|'), 'g');
  return (text, words) => {
    const suspects = new Set(id.test(text) ? traces.filter((trace) => text.includes(trace.id)) : []);
    anyPart.lastIndex = 0;
    // Parts may overlap or begin alike, so each place where one begins is asked for all of them.
    for (let found = anyPart.exec(words); found; found = anyPart.exec(words)) {
      const { index } = found;
      for (const { trace, fixed } of parts) if (words.startsWith(fixed, index)) suspects.add(trace);
      anyPart.lastIndex = index + 1;
    }
    return suspects;
  };
}

const stands = ({ fixed, pattern }: Phrase, words: string): boolean => words.includes(fixed) && pattern.test(words);

function tracesIn(trace: Trace, text: string, words: string, { isSaid }: Traces): Leak['what'][] {
  const betrays = (one: Phrase | null) => one !== null && stands(one, words) && !isSaid(one);
  return [
    ...(stands(trace.prompt, words) ? (['câu hỏi'] as const) : []),
    ...(betrays(trace.explanation) ? (['giải thích'] as const) : []),
    ...(betrays(trace.options) ? (['các phương án'] as const) : []),
    ...(text.includes(trace.id) && trace.written.test(text) ? (['mã câu'] as const) : []),
  ];
}

/** Markdown without its addresses, which are not said aloud. */
const plain = (text: string) => text.replace(/\]\([^()]*\)/g, ']');
