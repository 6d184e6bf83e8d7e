/** What the site offers for taking away: each infographic as it stands, and each version of it that was published. */
import { editionOf, languagesDrawn, saidIn } from '../catalog/editions.ts';
import { citedDocuments } from '../catalog/documents.ts';
import { datasets, documents, infographics } from '../catalog/entries.ts';
import { site as office } from '../catalog/site.ts';
import { versions } from '../catalog/versions.ts';
import { cardSizes } from '../figures/figure-card/card.ts';
import type { Language } from '../schemas/language.ts';
import { fileName, filePath, fileRoute, forms, type Ending, type Form, type Use } from './forms.ts';
import { makeFile, type Workplace } from './make-file.ts';
import { asItStands, asPublished, type Original } from './original.ts';
import { drawn } from './workshop.ts';

const latest = infographics
  .map(({ id, data }) => editionOf(id, data, { sets: datasets, site: office }))
  .flatMap((edition) => languagesDrawn(edition).map((language) => asItStands(edition, language)));
const pinned = versions.flatMap((version) =>
  languagesDrawn(version.edition).map((language) => asPublished(version, language)),
);

/** An infographic as it stands; nothing where it was never published. */
export const latestOf = (slug: string, language: Language): Original | undefined =>
  latest.find(({ shelf }) => shelf.slug === slug && shelf.language === language);

/** Of each infographic the last version that was published, in each of its languages. */
export const newestVersions: readonly Original[] = versions
  .filter((version) => version.latest)
  .flatMap((version) => languagesDrawn(version.edition).map((language) => asPublished(version, language)));

/** The bytes of a file. @param site the site's own address */
export const offeredBytes = (original: Original, form: Form, site: URL | undefined) =>
  makeFile(original, form, workplace(site));

const workplace = (site: URL | undefined): Workplace => ({
  site: site ?? new URL(office.url),
  draw: drawn,
  sourceOf: (id) => {
    const [document] = citedDocuments([id], documents);
    if (!document) throw new Error(id);
    return document;
  },
});

/** A file somebody may take. */
export interface OfferedFile {
  route: string;
  name: string;
  ending: Ending;
  media: string;
  use: Use;
  /** Its size in bytes. */
  size: number;
}

/** Files of an original, in the order of the list of forms: every one, or those of these endings. */
export const filesOf = (
  original: Original,
  site: URL | undefined,
  endings: readonly Ending[] = forms.map(({ ending }) => ending),
): Promise<OfferedFile[]> =>
  Promise.all(
    forms
      .filter(({ ending }) => endings.includes(ending))
      .map(async (form) => ({
        route: fileRoute(original.shelf, form.ending),
        name: fileName(original.shelf.slug, form.ending),
        ending: form.ending,
        media: form.media,
        use: form.use,
        size: (await offeredBytes(original, form, site)).length,
      })),
  );

/** The picture that stands beside a shared link to an infographic's page. */
export const sharedPicture = ({ edition, language, shelf }: Original) => ({
  route: fileRoute(shelf, '-og.png'),
  ...cardSizes.og,
  alt: saidIn(edition, language).words.summary,
});

/** What Astro makes the files of one language from. */
export const filePaths = (language: Language) =>
  [...latest, ...pinned]
    .filter((original) => original.language === language)
    .flatMap((original) =>
      forms.map((form) => ({
        params: { slug: original.shelf.slug, file: filePath(original.shelf, form.ending) },
        props: { original, form },
      })),
    );
