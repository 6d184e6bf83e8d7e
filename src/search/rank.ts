/**
 * The order of results.
 *
 * Pagefind's word score alone is not enough: it gives every phrase hit 1.000, and it cannot know that a reader who
 * types "nghị quyết" does not mean "nghỉ quyền". So what a page matches decides, and the word score orders pages
 * that match alike: a document's number, then the title, then a heading, then the words side by side, then the
 * words with exactly these marks, then the words.
 */
import type { PageRecord } from './page-record.ts';
import { documentNumber, type Query } from './query.ts';
import { fold, wordsOf } from './vietnamese.ts';

/** A page that has the words, with what the index says of it. */
export interface Candidate {
  page: PageRecord;
  /** Pagefind's word score; any scale, higher is better. */
  wordScore: number;
  /** The words stand side by side (with exactly the reader's marks, where there are any). */
  phrase: boolean;
  /** Every word stands there with exactly the reader's marks. */
  exact: boolean;
}

export interface Ranked extends Candidate {
  points: number;
  /** The heading that answers the query best, if one matches by itself. */
  heading: PageRecord['headings'][number] | null;
}

const points = { number: 2000, title: 400, heading: 200, phrase: 100, exact: 100, wordScore: 45 };
/** Marks typed by the reader but missing from a title: it may still be the one, but exact text comes first. */
const foldedShare = 0.05;

/** Best first; pages that match alike keep the index's order. */
export function rank(query: Query, candidates: readonly Candidate[]): Ranked[] {
  const best = Math.max(...candidates.map(({ wordScore }) => wordScore), Number.MIN_VALUE);
  return candidates
    .map((candidate): Ranked => {
      const { page, wordScore, phrase, exact } = candidate;
      const headings = page.headings.map((heading) => ({ heading, share: likeness(query, heading.text) }));
      const top = headings.reduce<(typeof headings)[number] | null>(
        (chosen, one) => (one.share > (chosen?.share ?? 0) ? one : chosen),
        null,
      );
      return {
        ...candidate,
        heading: top?.heading ?? null,
        points:
          (query.number !== null && isNumber(query.number, page.title) ? points.number : 0) +
          Math.max(points.title * likeness(query, page.title), points.heading * (top?.share ?? 0)) +
          (phrase ? points.phrase : 0) +
          (exact ? points.exact : 0) +
          points.wordScore * (wordScore / best),
      };
    })
    .sort((a, b) => b.points - a.points);
}

/**
 * Is this the document of that number, not one about it ("Kế hoạch: Thực hiện Kết luận số 01-KL/TW")?
 * A reader may leave the number's end out: "chỉ thị 05-CT".
 */
function isNumber(wanted: string, title: string): boolean {
  const number = documentNumber(title);
  const named = /^[^\d:]{1,20} số (?=\d)/.test(title);
  return number !== null && named && (number === wanted || number.startsWith(`${wanted}/`));
}

/** A text between spaces, word by word, as written and folded: what `likeness` compares. */
interface ReadText {
  words: string;
  folded: string;
}
const between = (words: readonly string[]) => ` ${words.join(' ')} `;

/** Titles and headings are the same for every question: reading them once keeps a warm question short. */
const alreadyRead = new Map<string, ReadText>();
function read(text: string): ReadText {
  const known = alreadyRead.get(text);
  if (known) return known;
  const words = between(wordsOf(text));
  const made = { words, folded: fold(words) };
  alreadyRead.set(text, made);
  return made;
}

/** How far a title or heading is what was asked for, 0–1: the same, beginning with it, containing it, containing its words. */
export function likeness(query: Query, text: string): number {
  const { words, folded } = read(text);
  if (!query.folded.every((word) => folded.includes(` ${word} `))) return 0;
  const exact = share(query.words, words);
  if (exact > 0) return exact;
  return share(query.folded, folded) * (query.accented ? foldedShare : 1);
}

function share(wanted: readonly string[], text: string): number {
  const phrase = between(wanted);
  if (text === phrase) return 1;
  if (text.startsWith(phrase)) return 0.8;
  if (text.includes(phrase)) return 0.7;
  return wanted.length > 1 && wanted.every((word) => text.includes(` ${word} `)) ? 0.5 : 0;
}
