/**
 * The order of results.
 *
 * Pagefind's word score alone is not enough: it gives every phrase hit 1.000, and it cannot know that a reader who
 * types "nghị quyết" does not mean "nghỉ quyền". So what a page matches decides: a document's number, then the title,
 * then a heading, then the words side by side, then the words with exactly these marks, then the words. Among pages
 * that match alike, those the site itself points at come first, and those where the words weigh more.
 */
import { isTitleOfNumber } from './document-number.ts';
import { interfaceTexts } from './interface-text.ts';
import type { SearchLanguage } from './language.ts';
import { isList } from './page-address.ts';
import { titlesWithoutKind, type PageRecord } from './page-record.ts';
import type { Query } from './query.ts';
import { fold, wordsOf } from './vietnamese.ts';

/** A page that has the words, with what the index says of it. */
export interface Candidate {
  page: PageRecord;
  /** Pagefind's word score; any scale, higher is better. */
  wordScore: number;
  /** The words stand side by side (with exactly the reader's marks, where there are any). */
  phrase: boolean;
  /** Every word that the reader marked stands there with exactly these marks. */
  exact: boolean;
}

export interface Ranked extends Candidate {
  points: number;
  /** The heading that answers the query best, if one matches by itself. */
  heading: PageRecord['headings'][number] | null;
}

const points = {
  number: 2000,
  title: 400,
  /** A title that asks one question of a page of questions; the question itself, word for word, counts as a title. */
  question: 300,
  /** A term's own name: its short meaning comes after the article that is about it, before all that only speaks of it. */
  term: 270,
  heading: 200,
  phrase: 100,
  exact: 100,
  /** A section's own page, when its name is like the words. */
  section: 60,
  wordScore: 45,
  /** A leaflet retells in short what an article says in full. */
  retold: -50,
  pointedAt: 45,
};
/** An entry called by its kind and its title: "infographic chỉ tiêu". */
const calledByKindShare = 0.9;
/** Marks typed by the reader but missing from a title: it may still be the one, but exact text comes first. */
const foldedShare = 0.05;
/** The reader marked some words only: a title with those marks is meant, one with all words as typed is meant more. */
const partlyMarkedShare = 0.9;
/** A title without the words that make a question of the query. Less than half: the question itself, asked somewhere, comes first. */
const withoutQuestionShare = 0.45;

/** Best first; pages that match alike keep the index's order. */
export function rank(query: Query, candidates: readonly Candidate[]): Ranked[] {
  const greatest = (of: (one: Candidate) => number) =>
    candidates.reduce((most, one) => Math.max(most, of(one)), Number.MIN_VALUE);
  const bestScore = greatest(({ wordScore }) => wordScore);
  const mostPointers = greatest(({ page }) => page.pointedAt);
  const asked = askedTexts(query);
  return candidates
    .map((candidate): Ranked => {
      const { page, wordScore, phrase, exact } = candidate;
      const { heading, share } = bestHeading(asked, page.headings);
      return {
        ...candidate,
        heading,
        points:
          (query.number !== null && isDocumentOf(query.number, page) ? points.number : 0) +
          Math.max(pointsOfTitle(asked, page, query.language), points.heading * share) +
          (phrase ? points.phrase : 0) +
          (exact ? points.exact : 0) +
          (page.kind === 'leaflet' ? points.retold : 0) +
          points.wordScore * (wordScore / bestScore) +
          (points.pointedAt * Math.log1p(page.pointedAt)) / Math.log1p(mostPointers),
      };
    })
    .sort((a, b) => b.points - a.points);
}

/** A question or an article may begin with a document's number; it is not the document. */
export const isDocumentOf = (number: string, { title, kind }: PageRecord): boolean =>
  kind === 'document' && isTitleOfNumber(number, title);

function bestHeading(
  asked: readonly Asked[],
  headings: PageRecord['headings'],
): Pick<Ranked, 'heading'> & { share: number } {
  let best: PageRecord['headings'][number] | null = null;
  let share = 0;
  for (const heading of headings) {
    const own = likenessTo(asked, heading.text);
    if (own > share) [best, share] = [heading, own];
  }
  return { heading: best, share };
}

/** Words that a title or heading is held against, and how much a likeness to them counts. */
interface Asked {
  words: readonly string[];
  folded: readonly string[];
  accented: boolean;
  share: number;
}

const asked = (words: readonly string[], { accented }: Query, share: number): Asked => ({
  words,
  folded: words.map(fold),
  accented,
  share,
});

const askedTexts = (query: Query): Asked[] => [
  asked(query.words, query, 1),
  ...(query.needed.length < query.words.length ? [asked(query.needed, query, withoutQuestionShare)] : []),
];

/** A text's words, as written and folded. */
interface ReadText {
  words: readonly string[];
  folded: readonly string[];
  /** Folded, between spaces: most texts are told from a query by this alone. */
  line: string;
}

/** Titles and headings are the same for every question: reading them once keeps a warm question short. */
const alreadyRead = new Map<string, ReadText>();
function read(text: string): ReadText {
  const known = alreadyRead.get(text);
  if (known) return known;
  const words = wordsOf(text);
  const folded = words.map(fold);
  const made = { words, folded, line: ` ${folded.join(' ')} ` };
  alreadyRead.set(text, made);
  return made;
}

/** How far a title or heading is what was asked for, 0–1: the same, beginning with it, containing it, its words in order, its words. */
export const likeness = (query: Query, text: string): number => likenessTo(askedTexts(query), text);

function pointsOfTitle(all: readonly Asked[], page: PageRecord, language: SearchLanguage): number {
  const own = [page.title, ...page.also].reduce((most, name) => Math.max(most, likenessTo(all, name)), 0);
  if (page.within !== null) return (own === 1 ? points.title : points.question) * own;
  if (page.kind === 'glossary' && own > 0) return points.term * own;
  if (own > 0) return points.title * own + (isList(page.route) ? points.section : 0);
  const byKind = titlesWithoutKind.includes(page.kind)
    ? likenessTo(all, `${interfaceTexts[language].kinds[page.kind]} ${page.title}`)
    : 0;
  return points.title * byKind * calledByKindShare;
}

function likenessTo(all: readonly Asked[], text: string): number {
  return all.reduce((most, one) => Math.max(most, one.share * likenessToOne(one, read(text))), 0);
}

function likenessToOne({ words, folded, accented }: Asked, text: ReadText): number {
  if (words.length === 0 || !folded.every((word) => text.line.includes(` ${word} `))) return 0;
  const same = share(words.length, text, (at, index) => text.words[at] === words[index]);
  if (same > 0 && accented) return same;
  const looksSame = share(words.length, text, (at, index) => text.folded[at] === folded[index]);
  if (!accented) return looksSame;
  const meant = share(words.length, text, (at, index) =>
    words[index] === folded[index] ? text.folded[at] === folded[index] : text.words[at] === words[index],
  );
  return Math.max(meant * partlyMarkedShare, looksSame * foldedShare);
}

/**
 * @param count how many words are looked for
 * @param isWord is the text's word here the looked-for word of that index?
 */
function share(count: number, text: ReadText, isWord: (at: number, index: number) => boolean): number {
  const length = text.words.length;
  const every = (from: number) => {
    for (let index = 0; index < count; index += 1) if (!isWord(from + index, index)) return false;
    return true;
  };
  if (every(0)) return length === count ? 1 : 0.8;
  for (let from = 1; from + count <= length; from += 1) if (every(from)) return 0.7;
  if (count === 1) return 0;
  let next = 0;
  for (let at = 0; at < length && next < count; at += 1) if (isWord(at, next)) next += 1;
  if (next === count) return 0.6;
  for (let index = 0; index < count; index += 1) if (!text.words.some((_, at) => isWord(at, index))) return 0;
  return 0.5;
}
