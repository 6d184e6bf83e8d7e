/** Every form an infographic can be taken in. Pages, feeds, the press room and the tests read this one list. */
import type { CardSize } from '../figures/figure-card/card.ts';
import type { SheetSize } from '../figures/print-sheet.ts';
import { englishRoute, pageRoute } from '../schemas/collections.ts';
import type { Language } from '../schemas/language.ts';

/** What somebody takes it for. */
export type Use = 'view' | 'print' | 'social' | 'data';

/** How a form comes about. */
type Making =
  | { kind: 'svg' }
  /** The picture, its longest side so many px. */
  | { kind: 'picture'; longest: number }
  | { kind: 'card'; card: CardSize }
  | { kind: 'sheet'; sheet: SheetSize }
  | { kind: 'table' }
  | { kind: 'facts' };

export interface Form {
  /** What follows the slug in the file's name; it tells the forms apart. */
  ending: string;
  /** Media type, as a server sends it. */
  media: string;
  use: Use;
  made: Making;
}

export const forms = [
  { ending: '-1200.png', media: 'image/png', use: 'view', made: { kind: 'picture', longest: 1200 } },
  { ending: '-2400.png', media: 'image/png', use: 'view', made: { kind: 'picture', longest: 2400 } },
  { ending: '.svg', media: 'image/svg+xml', use: 'view', made: { kind: 'svg' } },
  { ending: '-a4.pdf', media: 'application/pdf', use: 'print', made: { kind: 'sheet', sheet: 'a4' } },
  { ending: '-a3.pdf', media: 'application/pdf', use: 'print', made: { kind: 'sheet', sheet: 'a3' } },
  // The long side of A3 at 300 dots to the inch.
  { ending: '-4961.png', media: 'image/png', use: 'print', made: { kind: 'picture', longest: 4961 } },
  { ending: '-og.png', media: 'image/png', use: 'social', made: { kind: 'card', card: 'og' } },
  { ending: '-square.png', media: 'image/png', use: 'social', made: { kind: 'card', card: 'square' } },
  { ending: '.csv', media: 'text/csv', use: 'data', made: { kind: 'table' } },
  { ending: '.json', media: 'application/json', use: 'data', made: { kind: 'facts' } },
] as const satisfies readonly Form[];

export type Ending = (typeof forms)[number]['ending'];

export const fileName = (slug: string, ending: Ending): string => slug + ending;

/** Where a figure's files stand: its latest form, or a version as it was published. */
export interface Shelf {
  slug: string;
  language: Language;
  /** Left out: as it stands now. */
  version?: number | undefined;
}

/** The address of an infographic's page, under which its files stand. */
export const figureRoute = ({ slug, language }: Pick<Shelf, 'slug' | 'language'>): string =>
  language === 'vi' ? pageRoute('infographics', slug) : englishRoute('infographics', slug);

/** The part of a file's address that follows the page's: `v2/<slug>-1200.png`. */
export const filePath = ({ slug, version }: Pick<Shelf, 'slug' | 'version'>, ending: Ending): string =>
  `${version === undefined ? '' : `v${version}/`}${fileName(slug, ending)}`;

/** The address of a file, from the site's root. */
export const fileRoute = (shelf: Shelf, ending: Ending): string => figureRoute(shelf) + filePath(shelf, ending);
