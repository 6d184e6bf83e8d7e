/** Where the forms of an infographic stand that other sites take. */
import type { Language } from '../schemas/language.ts';

/** An infographic in one language, in its newest version or in one that is kept. */
export interface Edition {
  slug: string;
  language: Language;
  /** Number of the version that is kept; `null` for the newest, whatever it becomes. */
  pinned: number | null;
}

const infix = (language: Language) => (language === 'vi' ? '' : `${language}/`);
const prefix = (language: Language) => (language === 'vi' ? '' : `/${language}`);

/** The page that is framed: `/nhung/<slug>/`, `/nhung/<slug>/v2/en/`. */
export const frameRoute = ({ slug, language, pinned }: Edition): string =>
  `/nhung/${slug}/${pinned === null ? '' : `v${pinned}/`}${infix(language)}`;

/** Stands below `/nhung/` in place of an infographic's slug: the contest's frame. The content gate lets no infographic have it. */
export const contestFrame = 'cuoc-thi';

/** The infographic's own page, which shows the newest version. */
export const homeRoute = ({ slug, language }: Omit<Edition, 'pinned'>): string =>
  `${prefix(language)}/infographic/${slug}/`;

/** The infographic as a picture, its longest side `longest` px. */
export const pictureRoute = ({ pinned, ...edition }: Edition, longest: number): string =>
  `${homeRoute(edition)}${pinned === null ? '' : `v${pinned}/`}${edition.slug}-${longest}.png`;

/** The picture beside a shared link. */
export const sharedPictureRoute = (edition: Omit<Edition, 'pinned'>): string =>
  `${homeRoute(edition)}${edition.slug}-og.png`;

/** What an oEmbed consumer asks for. */
export const oembedRoute = ({ slug, language }: Omit<Edition, 'pinned'>): string =>
  `/oembed/${infix(language)}${slug}.json`;
