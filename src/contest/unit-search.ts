/** Which units a query means, for lists this device already has: the rule of the server's `find_units`. */
import { fold } from '../search/vietnamese.ts';

/** The words of a text without accents or case. As on the server, only a–z and digits make words. */
const words = (text: string): string[] => fold(text).match(/[a-z0-9]+/g) ?? [];

/**
 * Whether a unit, by its names from the root, is meant by `query`: every word typed begins a word of a name. The last one
 * may still be being typed, so none needs to be a whole word.
 */
export function isUnitMeant(path: readonly string[], query: string): boolean {
  const terms = words(query);
  const names = words(path.join(' '));
  return terms.length > 0 && terms.every((term) => names.some((name) => name.startsWith(term)));
}
