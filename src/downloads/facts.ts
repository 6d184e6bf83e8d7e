/** What an infographic's JSON tells of it: its words, its table, and the addresses of all its forms. */
import { languagesDrawn, saidIn, type Edition } from '../catalog/editions.ts';
import type { Language } from '../schemas/language.ts';
import { figureRoute, fileName, fileRoute, forms, type Shelf } from './forms.ts';

export interface FactsContext {
  /** The site's own address. */
  site: URL;
  /** Name and page of a document, by its id. */
  sourceOf(id: string): { name: string; route: string };
}

/** Addresses are whole. */
export function factsOf(edition: Edition, language: Language, shelf: Shelf, { site, sourceOf }: FactsContext): object {
  const { slug, version, updated, licence, sources } = edition;
  const { words, table, office } = saidIn(edition, language);
  const whole = (route: string) => new URL(route, site).href;
  return {
    slug,
    version,
    updated,
    language,
    title: words.title,
    summary: words.summary,
    description: words.description.trim(),
    office,
    licence,
    source_line: words.source_line,
    sources: sources.map((id) => {
      const { name, route } = sourceOf(id);
      return { id, name, url: whole(route) };
    }),
    page: whole(figureRoute(shelf)),
    languages: languagesDrawn(edition).map((one) => ({
      language: one,
      url: whole(fileRoute({ ...shelf, language: one }, '.json')),
    })),
    table,
    files: forms.map(({ ending, media }) => ({
      name: fileName(slug, ending),
      media_type: media,
      url: whole(fileRoute(shelf, ending)),
    })),
  };
}
