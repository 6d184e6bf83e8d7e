/** A reader's query, understood once: its words, whether their marks are meant, the document it names. */
import { encodeForIndex, fold, isAccented, wordsOf } from './vietnamese.ts';

export interface Query {
  /** Normalised words in lower case. */
  words: string[];
  /** The same words without marks. */
  folded: string[];
  /** The reader typed marks, so a page with exactly these words comes before one that only looks like it. */
  accented: boolean;
  /** Typed in quotes: only pages with the words side by side are wanted. */
  quoted: boolean;
  /** A document's number, folded: "05-ct/tw"; `null` when none is named. */
  number: string | null;
}

const noQuery: Query = { words: [], folded: [], accented: false, quoted: false, number: null };

/** A number, the letters of a kind of document, and those of its issuer: 05-CT/TW, 27/CT-TTg, 37-KH/ĐU, "05 ct tw". The letters are the kinds of Party and State documents. */
const numberPattern =
  /(?<![\p{L}\p{N}])(\d{1,4})((?:[\s/.-]+(?:\d{4}[\s/.-]+)?)(?:nq|ct|kl|hd|qd|qc|kh|tb|tt|vb|bc|cv|ttr|nd|cd)(?:[\s/.-]+[a-z]{1,8})?)(?![\p{L}\p{N}])/u;

/** The document number in a text, folded and with one spelling of its separators; `null` when there is none. */
export function documentNumber(text: string): string | null {
  const found = numberPattern.exec(fold(text));
  if (!found) return null;
  const [digits = '', ...letters] = `${found[1] ?? ''}${found[2] ?? ''}`
    .split(/[\s/.-]+/)
    .filter((part) => part !== '');
  return `${digits.padStart(2, '0')}-${letters.join('/')}`;
}

/** Reads what a reader typed. Words past the twelfth are left out: no page would have them all. */
export function parseQuery(text: string): Query {
  const words = wordsOf(text).slice(0, 12);
  if (words.length === 0) return noQuery;
  return {
    words,
    folded: words.map(fold),
    accented: isAccented(words),
    quoted: /^\s*["“”«].+["“”»]\s*$/u.test(text),
    number: documentNumber(text),
  };
}

/** The words as Pagefind wants them. */
export const wordsForIndex = ({ words }: Query): string => encodeForIndex(words.join(' '));

/** The words side by side, as Pagefind wants them; `null` for a single word, which is its own phrase. */
export const phraseForIndex = ({ words }: Query): string | null =>
  words.length > 1 ? `"${encodeForIndex(words.join(' '))}"` : null;

/** Shorter queries worth offering when nothing was found: each leaves one word out, the later words first. */
export function shorterQueries({ words }: Query): string[] {
  if (words.length < 2) return [];
  return words.map((_, left) => words.filter((__, index) => index !== left).join(' ')).reverse();
}
