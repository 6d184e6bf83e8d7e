/** In which fields of its entry an infographic differs from a version of it that is published. */
import type { Edition, EditionWords } from '../../catalog/editions.ts';
import type { Path } from '../schema-keys.ts';
import { canonicalJson } from './edition.ts';

/** Said in `words`, or beside the languages: they differ by themselves, and the drawing is compared without them. */
const framing = new Set(['language', 'title', 'subtitle', 'source', 'date', 'version']);
const wordFields = ['title', 'summary', 'subtitle', 'description', 'source_line'] satisfies (keyof EditionWords)[];

/** Only data and words count: a better layout, or another name of a table's column, is no correction. */
export function changedFields(now: Edition, published: Edition): Path[] {
  const fields: Path[] = (['updated', 'licence'] as const).filter((f) => now[f] !== published[f]).map((f) => [f]);
  for (const language of ['vi', 'en'] as const) {
    const [mine, theirs] = [now.languages[language], published.languages[language]];
    const prefix = language === 'vi' ? [] : ['english'];
    if (!mine && !theirs) continue;
    if (!mine || !theirs) fields.push(['english']);
    else {
      const changed = wordFields.filter((field) => mine.words[field] !== theirs.words[field]);
      fields.push(...changed.map((field) => [...prefix, field]));
      // A dataset is drawn in each language: one mention is enough.
      if (drawnIn(mine.figure) !== drawnIn(theirs.figure) && !fields.some(([field]) => field === 'data'))
        fields.push(['data']);
    }
  }
  return fields;
}

const drawnIn = (figure: object) =>
  canonicalJson(Object.fromEntries(Object.entries(figure).filter(([key]) => !framing.has(key))));
