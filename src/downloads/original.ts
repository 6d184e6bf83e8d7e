/** What every form of an infographic is made of, in one language: as it stands now, or as a version of it was published. */
import { saidIn, type Edition, type PublishedVersion } from '../catalog/editions.ts';
import { layOutFigureCard, type CardSize } from '../figures/figure-card/card.ts';
import { drawFigure, layOutFigure } from '../figures/figure.ts';
import { settledScene, type Scene, type WidthClass } from '../figures/scene.ts';
import type { Language } from '../schemas/language.ts';
import type { Shelf } from './forms.ts';

export interface Original {
  edition: Edition;
  /** One the edition is in. */
  language: Language;
  shelf: Shelf;
  /** The SVG a page shows where there is room. */
  picture(): Promise<string>;
  layout(width: WidthClass): Promise<Scene>;
  card(size: CardSize): Promise<Scene>;
}

/** Drawn as figures are drawn today; in every number as a version keeps it, so that one drawn alike is the same file. */
export function asItStands(edition: Edition, language: Language): Original {
  const { figure, words, office } = saidIn(edition, language);
  const description = words.summary;
  let picture: Promise<string> | undefined;
  return {
    edition,
    language,
    shelf: { slug: edition.slug, language },
    // Named as on its page, which is how a version has it.
    picture: () => (picture ??= Promise.resolve(drawFigure(figure, { width: 'wide', id: 'hinh-wide', description }))),
    layout: once(async (width) => settledScene(layOutFigure(figure, width))),
    card: once(async (size) => settledScene(layOutFigureCard(figure, office, size))),
  };
}

/** What is laid out is asked for by every form, and each form by its own file and by the pages that offer it. */
function once<Asked, Made>(make: (asked: Asked) => Promise<Made>): (asked: Asked) => Promise<Made> {
  const made = new Map<Asked, Promise<Made>>();
  return (asked) => {
    const known = made.get(asked) ?? make(asked);
    made.set(asked, known);
    return known;
  };
}

/** As it was drawn when it was published. */
export function asPublished({ edition, picture, scene }: PublishedVersion, language: Language): Original {
  return {
    edition,
    language,
    shelf: { slug: edition.slug, language, version: edition.version },
    picture: () => picture(language, 'wide'),
    layout: (width) => scene(language, width),
    card: (size) => scene(language, size),
  };
}
