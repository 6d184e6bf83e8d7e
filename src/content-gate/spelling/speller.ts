/**
 * Vietnamese spelling, syllable by syllable: the dictionary is a list of syllables, so a wrong syllable is found and a right
 * one in the wrong place is not. Names, abbreviations and foreign words come from the project's own list.
 */
import dictionary from 'dictionary-vi';
import nspell from 'nspell';
import { inNewStyle, inOldStyle } from './tone-placement.ts';

export interface Misspelling {
  word: string;
  /** Where the word begins in the text. */
  at: number;
  kind: 'unknown' | 'tone-placement';
  /** What may have been meant, the likeliest first. */
  suggestions: string[];
}

export interface Speller {
  /** Misspelt words of a text, in order. */
  check: (text: string) => Misspelling[];
}

/** What stands in a text without being words of it: addresses, markers, code, document numbers. */
const notWords = [
  /\{\{[^{}]*\}\}/g,
  /\]\([^()\s]*\)/g,
  /`[^`]*`/g,
  /(?:https?:\/\/|www\.)\S+/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\b[\w-]+(?:\.[a-z]{2,})+(?:\/\S*)?/g, // vidu.vn, lich.ics
  /(?<![\p{L}\d])\d+[-/][A-ZĐ][\p{L}]*(?:[-/][A-ZĐ][\p{L}]*)*/gu, // 05-CT/TW
  /(?<!\S)\/[a-z0-9/#-]+/g, // /nghi-quyet/#muc
];

const isRoman = (word: string) => /^[IVXLC]+$/.test(word);
const mostSuggestions = 4;
const longestToMend = 9;

/** @param own words the dictionary lacks: one in small letters is right in any case, one with capitals only as it is written */
export function createSpeller(own: Iterable<string>): Speller {
  const spell = nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic));
  const listed = new Set(own);
  const bySkeleton = new Map<string, string[]>();
  for (const line of new TextDecoder().decode(dictionary.dic).split('\n').slice(1)) {
    const syllable = line.split('/')[0]?.trim() ?? '';
    if (syllable !== '' && syllable === syllable.toLowerCase())
      bySkeleton.set(skeleton(syllable), [...(bySkeleton.get(skeleton(syllable)) ?? []), syllable]);
  }

  const verdicts = new Map<string, Omit<Misspelling, 'at'> | null>();
  const judge = (word: string): Omit<Misspelling, 'at'> | null => {
    if (word.length === 1 || isRoman(word) || listed.has(word) || listed.has(word.toLowerCase())) return null;
    const old = inOldStyle(word);
    if (old !== word && spell.correct(word)) return { word, kind: 'tone-placement', suggestions: [old] };
    if (spell.correct(inNewStyle(word))) return null;
    const small = word.toLowerCase();
    // A slip of marks is the commonest: "quyêt", "ngòai", "dảng".
    const marks = (bySkeleton.get(skeleton(small)) ?? []).sort((a, b) => apart(a, small) - apart(b, small));
    // No syllable is longer than "nghiêng", and a long word is slow to make suggestions for.
    const others = small.length <= longestToMend ? spell.suggest(small) : [];
    const near = [...marks, ...others.filter((one) => one === one.toLowerCase())];
    const suggestions = [...new Set(near)].slice(0, mostSuggestions).map((one) => cased(inOldStyle(one), word));
    return { word, kind: 'unknown', suggestions };
  };

  return {
    check: (text) => {
      const words = notWords.reduce(
        (rest, pattern) => rest.replace(pattern, (found) => ' '.repeat(found.length)),
        text,
      );
      return [...words.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].flatMap(({ 0: word, index }): Misspelling[] => {
        const known = verdicts.get(word);
        const verdict = known === undefined ? judge(word) : known;
        verdicts.set(word, verdict);
        return verdict ? [{ ...verdict, at: index }] : [];
      });
    },
  };
}

const skeleton = (word: string): string =>
  word.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '');

/** How many marks two words of one skeleton do not share. */
function apart(a: string, b: string): number {
  const marks = (word: string) =>
    [...word.replaceAll('đ', 'd\u0335').normalize('NFD')].filter((sign) => /\p{M}/u.test(sign));
  const [own, other] = [marks(a), marks(b)];
  return own.filter((mark) => !other.includes(mark)).length + other.filter((mark) => !own.includes(mark)).length;
}

/** A suggestion in the capitals of the word it stands for. */
function cased(suggestion: string, word: string): string {
  if (word.length > 1 && word === word.toUpperCase()) return suggestion.toUpperCase();
  const [first = ''] = word;
  return first === first.toUpperCase() ? suggestion.charAt(0).toUpperCase() + suggestion.slice(1) : suggestion;
}
