/** One language's index: its pages, its words, and a way to ask it for them. */
import type { SearchLanguage } from './language.ts';
import { unpackPages, type KnownPages, type PageRecord } from './page-record.ts';
import type { Pagefind, PagefindResult } from './pagefind-runtime.ts';
import { Vocabulary } from './vocabulary.ts';

export class OpenedIndex {
  readonly vocabulary: Vocabulary;
  readonly #pagefind: Pagefind;
  readonly #pages: Map<string, PageRecord>;
  readonly pages: readonly PageRecord[];

  constructor(pagefind: Pagefind, { pages, words }: KnownPages, language: SearchLanguage) {
    this.#pagefind = pagefind;
    this.#pages = unpackPages(pages);
    this.pages = [...this.#pages.values()];
    this.vocabulary = new Vocabulary(
      language,
      words,
      this.pages.flatMap(({ title, headings }) => [title, ...headings.map(({ text }) => text)]),
    );
  }

  page(id: string): PageRecord | undefined {
    return this.#pages.get(id);
  }

  /** Pages with all the words of a term; quoted, side by side. Words that no page has are ignored. */
  async search(term: string, marks: 'as-typed' | 'any' = 'any'): Promise<Map<string, PagefindResult>> {
    await this.#pagefind.options({ exactDiacritics: marks === 'as-typed' });
    const { results } = await this.#pagefind.search(term);
    return new Map(results.map((result) => [result.id, result]));
  }
}
