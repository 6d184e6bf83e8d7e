/** The glossary: which pages mark a term, and its letters. */
/** Ids of the terms that an MDX body marks by `<Term id>`, each once, in order. */
export const termsMarkedIn = (body: string): string[] => [
  ...new Set([...body.matchAll(/<Term\s+id="([^"]*)"/g)].map(([, id = '']) => id)),
];

/** Term id → what marks it, in the order given. */
export function usesOfTerms<Article extends { body?: string | undefined }>(
  articles: readonly Article[],
): Map<string, Article[]> {
  const uses = new Map<string, Article[]>();
  for (const article of articles)
    for (const id of termsMarkedIn(article.body ?? '')) uses.set(id, [...(uses.get(id) ?? []), article]);
  return uses;
}

/** Terms that begin with one letter. */
export interface Letter<Term> {
  letter: string;
  /** ASCII anchor of the letter: `chu-a`; that of Đ is `chu-dd`. */
  anchor: string;
  terms: Term[];
}

/**
 * Terms by the letter a reader looks under: marks are left off vowels (Ủy ban is under U), Đ stands after D.
 * @param terms in the order of the alphabet
 */
export function byLetter<Term extends { data: { title: string } }>(terms: readonly Term[]): Letter<Term>[] {
  const letters = new Map<string, Term[]>();
  for (const term of terms) {
    const letter = firstLetter(term.data.title);
    letters.set(letter, [...(letters.get(letter) ?? []), term]);
  }
  return [...letters]
    .sort(([a], [b]) => a.localeCompare(b, 'vi'))
    .map(([letter, found]) => ({
      letter,
      anchor: `chu-${letter === 'Đ' ? 'dd' : letter === '#' ? 'khac' : letter.toLowerCase()}`,
      terms: found,
    }));
}

/** A title may begin with a quotation mark. */
const firstLetter = (title: string) => /\p{L}/u.exec(title.toUpperCase().normalize('NFD'))?.[0] ?? '#';
