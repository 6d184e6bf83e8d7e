/**
 * The words a reader may have meant: those of the site that are nearest to what was typed.
 *
 * Slips are of three kinds here: a key beside the right one, a sound written as it is spoken ("xuất sắc" – "suất xắc"),
 * and a keyboard left without its Vietnamese mode ("nghij quyeets"). Which of several near words is meant shows in its
 * neighbour: "nghi quyt" is "nghị quyết" because these two stand together in titles.
 */
import type { Query } from './query.ts';
import { withoutTelex } from './telex.ts';
import { fold } from './vietnamese.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Spellings of one sound, to the ear of one region or another. */
const spokenAlike: [spelling: RegExp, sound: string][] = [
  [/^ph/, 'f'],
  [/^ngh/, 'ng'],
  [/^gh/, 'g'],
  [/^[cq](?!h)/, 'k'],
  [/^tr/, 'ch'],
  [/^s/, 'x'],
  [/^(?:gi|r|z)/, 'd'],
  [/^l/, 'n'],
  [/y/g, 'i'],
  [/n[gh]$/, 'n'],
  [/ch$|t$/, 'c'],
];
const soundOf = (word: string) => spokenAlike.reduce((sound, [spelling, one]) => sound.replace(spelling, one), word);

/** How many slips lie between two folded words; two neighbouring keys in the wrong order are one. */
export function slips(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const [a = '', b = ''] = [one[i - 1], other[j - 1]];
      const change = a === b ? 0 : 1;
      let least = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + change);
      const swapped = i > 1 && j > 1 && a === other[j - 2] && b === one[i - 2];
      if (swapped) least = Math.min(least, (rows[i - 2]?.[j - 2] ?? 0) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] ?? 0;
}

/** A word written as it is spoken is half a slip. */
const distance = (typed: string, typedSound: string, known: string) =>
  Math.min(slips(typed, known), 0.5 + slips(typedSound, soundOf(known)));

/** A short word with many slips is another word. */
const mostSlips = (word: string) => (word.length <= 2 ? 0.5 : word.length <= 4 ? 1 : 2);
const mostChoices = 8;
const mostPaths = 12;
const mostOffers = 3;
/** Standing together in a title is worth this many slips. */
const pairGain = 0.8;
/** Marks that differ from those typed, where any were typed. */
const otherMarks = 0.3;
/** An offer this much further than the best is a guess. */
const guessing = 0.8;

interface Path {
  words: string[];
  cost: number;
}

/** The query with the words that no page has replaced by the nearest ones, the likeliest first; none where all are known. */
export function nearestQueries({ words, accented }: Query, vocabulary: Vocabulary): string[] {
  if (words.every((word) => vocabulary.has(word))) return [];
  let paths: Path[] = [{ words: [], cost: 0 }];
  for (const typed of words) {
    const choices = vocabulary.has(typed)
      ? spellingsOf(typed, accented, vocabulary)
      : nearWords(typed, accented, vocabulary);
    paths = paths
      .flatMap((path) =>
        choices.map(({ word, cost }) => ({
          words: [...path.words, word],
          cost: path.cost + cost - (vocabulary.isPair(path.words.at(-1) ?? '', word) ? pairGain : 0),
        })),
      )
      .sort((a, b) => a.cost - b.cost)
      .slice(0, mostPaths);
  }
  const [best] = paths;
  const offers = new Map<string, string>();
  for (const { words: offered, cost } of paths) {
    const text = offered.join(' ');
    // Two offers that differ in marks alone find the same pages.
    if (cost <= (best?.cost ?? 0) + guessing && !offers.has(fold(text))) offers.set(fold(text), text);
  }
  offers.delete(fold(words.join(' ')));
  return [...offers.values()].slice(0, mostOffers);
}

interface Choice {
  word: string;
  cost: number;
}

/** A known word as the site writes it, with the marks that were typed or, where none were, any. */
function spellingsOf(typed: string, accented: boolean, { counts }: Vocabulary): Choice[] {
  const plain = fold(typed);
  const same = [...counts].filter(([word]) => fold(word) === plain);
  return nearest(
    same.map(([word, count]) => ({ word, cost: (accented && word !== typed ? otherMarks : 0) + rarity(count) })),
    typed,
  );
}

function nearWords(typed: string, accented: boolean, { counts }: Vocabulary): Choice[] {
  const meant = withoutTelex(typed);
  const asTyped = fold(typed);
  const sound = soundOf(asTyped);
  const asMeant = meant === null ? null : fold(meant);
  const near: Choice[] = [];
  for (const [word, count] of counts) {
    const plain = fold(word);
    const away = distance(asTyped, sound, plain);
    const typedCost = away > mostSlips(asTyped) ? Infinity : away + (accented ? otherMarks : 0);
    const meantCost = asMeant === plain ? (meant === word ? 0 : otherMarks) : Infinity;
    const cost = Math.min(typedCost, meantCost);
    if (cost < Infinity) near.push({ word, cost: cost + rarity(count) });
  }
  return nearest(near, typed);
}

/** Of words as near as one another, the one used more. */
const rarity = (count: number) => 0.3 / (1 + Math.log1p(count));

/** A word that is nowhere near any other stays as it was typed, and says so by its cost. */
const nearest = (choices: Choice[], typed: string): Choice[] =>
  choices.length > 0 ? choices.sort((a, b) => a.cost - b.cost).slice(0, mostChoices) : [{ word: typed, cost: 3 }];
