/**
 * How text is spelt inside the index, and read back.
 *
 * Two things Pagefind does not do by itself for Vietnamese:
 *
 * - It folds marks but not the bar of đ. Written as d and a combining bar, đ folds like any other letter.
 * - It takes every word for the beginning of another, and a word it does not know for the longest beginning it does:
 *   "hoà" would find "hoạch", "ba" would find "bao", "ngị" anything in ng. Vietnamese words are single syllables that
 *   take no endings, so each ends in a sign of its own: a word with its end is found as itself, one without it is still
 *   the beginning of a word. The parts of "05-CT/TW" are words as well, as they are in a reader's query.
 *
 * English keeps its bare words: Pagefind's stemming needs them.
 */
import type { SearchLanguage } from './language.ts';
import { normaliseText } from './vietnamese.ts';

/** Ends a word: a letter no one types, so that Pagefind keeps it. */
const end = '\uA78F';
/** Ends a word that the next one follows without a space. */
const glue = '\u2060';

const word = /[\p{L}\p{N}\p{M}]+/gu;
const barred = (text: string) => normaliseText(text).replaceAll('đ', 'd\u0335').replaceAll('Đ', 'D\u0335');

/** Characters that Pagefind must keep inside words. */
export const keptCharacters = '\u0335';

/**
 * Running text, as the index keeps it.
 * @param said takes its words as people write them, in lower case
 */
export function encodeForIndex(text: string, language: SearchLanguage, said?: Set<string>): string {
  const known = written[language];
  return text.normalize('NFC').replace(/\S+/g, (one) => {
    let spelt = known.get(one);
    if (!spelt) known.set(one, (spelt = spell(one, language)));
    if (said) for (const lower of spelt.words) said.add(lower);
    return spelt.indexed;
  });
}

/** A word with the signs at its ends, or several that no space keeps apart: "05-CT/TW,". */
interface Spelt {
  indexed: string;
  /** Its words as people write them, in lower case. */
  words: string[];
}

/** A language has few words, and a site writes each of them thousands of times. */
const written: Record<SearchLanguage, Map<string, Spelt>> = { vi: new Map(), en: new Map() };

function spell(one: string, language: SearchLanguage): Spelt {
  const words: string[] = [];
  const marked = one.replace(word, (core) => {
    words.push(normaliseText(core).toLowerCase());
    return language === 'vi' ? barred(core) + end : barred(core);
  });
  return { words, indexed: marked.replace(/\uA78F(?=[^\uA78F]*[\p{L}\p{N}])/gu, `${end}${glue} `) };
}

/**
 * Words of a query, as the index is asked for them.
 * @param open the last word may be the beginning of a longer one
 */
export function wordsForIndex(words: readonly string[], language: SearchLanguage, open = false): string {
  const ended = words.map((one, index) =>
    language !== 'vi' || (open && index === words.length - 1) ? barred(one) : barred(one) + end,
  );
  return ended.join(' ');
}

/** A word or a text that the index gives back, written as people write it. */
export const decodeFromIndex = (text: string): string =>
  text
    .replaceAll(`${glue} `, '')
    .replaceAll(glue, '')
    .replaceAll(end, '')
    .replaceAll('d\u0335', 'đ')
    .replaceAll('D\u0335', 'Đ')
    .normalize('NFC');

/** Does the next word of the index follow this one without a space? */
export const isGlued = (indexed: string): boolean => indexed.endsWith(glue);
