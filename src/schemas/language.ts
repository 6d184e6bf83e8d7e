/** Languages a page of the site may be written in. Vietnamese is the site's own; others stand under `/<language>/`. */
export type Language = 'vi' | 'en';

/** The language of a page, from the locale Astro finds in its address or from the page's own `lang`. */
export const languageOf = (locale: string | undefined): Language => (locale === 'en' ? 'en' : 'vi');
