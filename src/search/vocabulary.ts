/** The words a language's pages are made of: what can be found at all, and what a reader may have meant. */
import type { SearchLanguage } from './language.ts';
import type { WordCounts } from './page-record.ts';
import { fold, wordsOf } from './vietnamese.ts';

export class Vocabulary {
  /** Each word as it is written, with how many entries have it. */
  readonly counts: ReadonlyMap<string, number>;
  readonly #language: SearchLanguage;
  readonly #folded: ReadonlySet<string>;
  readonly #pairs: ReadonlySet<string>;

  /**
   * @param words each word of the language's pages
   * @param titles titles and headings: words that stand side by side there belong together
   */
  constructor(language: SearchLanguage, words: WordCounts, titles: readonly string[]) {
    this.#language = language;
    this.counts = new Map(words);
    this.#folded = new Set(words.map(([word]) => fold(word)));
    this.#pairs = new Set(
      titles.map(wordsOf).flatMap((all) => all.slice(1).map((word, index) => `${all[index] ?? ''} ${word}`)),
    );
  }

  /** Does any page have the word, whatever its marks? An English word may stand there with another ending. */
  has(word: string): boolean {
    return (
      this.#folded.has(fold(word)) ||
      (this.#language === 'en' && this.begins(word.slice(0, Math.max(4, word.length - 3))))
    );
  }

  /** Does any page have a word that begins so? */
  begins(word: string): boolean {
    const beginning = fold(word);
    for (const known of this.#folded) if (known.startsWith(beginning)) return true;
    return false;
  }

  /** Do these words stand side by side in a title or heading, with these marks? */
  isPair(one: string, next: string): boolean {
    return this.#pairs.has(`${one} ${next}`);
  }
}
