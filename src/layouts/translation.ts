import type { Language } from '../schemas/language.ts';

/** One language a page exists in, and its address there. */
export interface Translation {
  lang: Language;
  route: string;
}
