/** A reader's query, understood once: its words, whether their marks are meant, the document it names. */
import { askedNumber } from './document-number.ts';
import { wordsForIndex } from './index-text.ts';
import type { SearchLanguage } from './language.ts';
import { fold, isAccented, wordsOf } from './vietnamese.ts';

export interface Query {
  /** Normalised words in lower case. */
  words: string[];
  /** The words a page must have: without what only makes a question of them ("… là gì?"). */
  needed: string[];
  /** The reader typed marks, so a page with exactly these words comes before one that only looks like it. */
  accented: boolean;
  /** Typed in quotes: only pages with the words side by side are wanted. */
  quoted: boolean;
  /** A document's number, folded: "05-ct/tw"; `null` when none is named. */
  number: string | null;
  language: SearchLanguage;
}

/** Words past this many are left out: no page would have them all. */
const mostWords = 12;

/** What turns words into a question, folded; the longest first. */
const questionWords: Record<SearchLanguage, string[]> = {
  vi: [
    'nhu the nao',
    'la bao nhieu',
    'bao gom nhung gi',
    'gom nhung gi',
    'nhung gi',
    'la nhung gi',
    'la the nao',
    'the nao la',
    'co phai la',
    'bao nhieu',
    'the nao',
    'ra sao',
    'o dau',
    'khi nao',
    'vi sao',
    'tai sao',
    'la gi',
    'la ai',
    'co gi',
    'gom gi',
    'toi muon biet',
    'cho toi hoi',
    'xin hoi',
  ].sort((a, b) => b.length - a.length),
  en: ['what is', 'what are', 'what does', 'how many', 'how much', 'when is', 'where is', 'who is', 'the'],
};

/** Reads what a reader typed. */
export function parseQuery(text: string, language: SearchLanguage = 'vi'): Query {
  const words = wordsOf(text).slice(0, mostWords);
  const quoted = words.length > 0 && /^\s*["“”«].+["“”»]\s*$/u.test(text);
  return {
    words,
    needed: quoted ? words : withoutQuestion(words, language),
    accented: isAccented(words),
    quoted,
    number: words.length > 0 ? askedNumber(text) : null,
    language,
  };
}

/** Takes question words off both ends, but never all there is. */
function withoutQuestion(words: string[], language: SearchLanguage): string[] {
  const folded = words.map(fold).join(' ');
  for (const phrase of questionWords[language]) {
    const length = phrase.split(' ').length;
    if (length >= words.length) continue;
    if (folded.endsWith(` ${phrase}`)) return withoutQuestion(words.slice(0, -length), language);
    if (folded.startsWith(`${phrase} `)) return withoutQuestion(words.slice(length), language);
  }
  return words;
}

/** The words side by side, as Pagefind wants them; `null` for a single word, which is its own phrase. */
export const phraseForIndex = ({ needed, language }: Query): string | null =>
  needed.length > 1 ? `"${wordsForIndex(needed, language)}"` : null;

/** Shorter queries worth offering when nothing was found: each leaves one word out, the later words first. */
export function shorterQueries({ words }: Query): string[] {
  if (words.length < 2) return [];
  return words.map((_, left) => words.filter((__, index) => index !== left).join(' ')).reverse();
}
