import type { Language } from '../schemas/language.ts';

/** The languages pages are written in. Each has an index of its own: an English reader is not sent to Vietnamese pages. */
export const searchLanguages = ['vi', 'en'] as const satisfies Language[];
export type SearchLanguage = Language;

export const isSearchLanguage = (text: unknown): text is SearchLanguage =>
  searchLanguages.some((language) => language === text);
