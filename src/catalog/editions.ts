/**
 * Published versions of infographics, as `content/infographics/<slug>/v<N>/` keeps them. What is pinned to a version is made
 * of these files alone: neither the entry nor the drawing of today has a say in it.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CardSize } from '../figures/figure-card/card.ts';
import { tableOf, type Figure, type FigureTable } from '../figures/figure.ts';
import type { Scene, WidthClass } from '../figures/scene.ts';
import type { Infographic } from '../schemas/infographic.ts';
import type { Language } from '../schemas/language.ts';
import type { Site } from '../schemas/site.ts';
import type { TargetSet } from '../schemas/target.ts';
import { figureOf, languagesOf, wordsIn } from './infographics.ts';
import { withFigures } from './prose.ts';
import { indexTargets } from './targets.ts';

/** Holds the hash of every other file, as `sha256sum` writes them. */
export const sumsFile = 'SHA256SUMS';
/** Holds the data and the words. */
export const figureFile = 'figure.json';

/** The picture in one language and width: SVG. */
export const pictureFile = (language: Language, width: WidthClass) => `${language}-${width}.svg`;
/** What the picture was written from, for forms that are not made of SVG, or a card of a fixed size: a `Scene` as JSON. */
export const sceneFile = (language: Language, name: WidthClass | CardSize) => `${language}-${name}.scene.json`;

/** Where the versions of an infographic stand, from the project's root. */
export const versionsFolder = (slug: string) => `content/infographics/${slug}`;

/** What a version says in one language. */
export interface EditionWords {
  title: string;
  summary: string;
  subtitle: string;
  /** Markdown, with the figures of content/data filled in. */
  description: string;
  source_line: string;
}

/** `figure.json` of a version. */
export interface Edition {
  slug: string;
  version: number;
  /** `yyyy-mm-dd`, as printed in the picture. */
  updated: string;
  licence: string;
  /** Ids of the documents it rests on, in content/sources.yaml. */
  sources: string[];
  languages: Partial<Record<Language, EditionInLanguage>>;
}

export interface EditionInLanguage {
  words: EditionWords;
  figure: Figure;
  table: FigureTable;
  /** Whose infographic it is. */
  office: string;
}

/** What an infographic says as it stands: what its next version would be. A language, dataset or target that is not there throws. */
export function editionOf(
  slug: string,
  infographic: Infographic,
  { sets, site }: { sets: TargetSet[]; site: Pick<Site, 'office' | 'english'> },
): Edition {
  const { version, updated, licence, sources } = infographic;
  const index = indexTargets(sets);
  const languages = languagesOf(infographic).map((language) => {
    const { title, summary, description, source_line } = wordsIn(infographic, language);
    const figure = figureOf(infographic, language, sets);
    const said = withFigures(description, index, language);
    const words = { title, summary, subtitle: figure.subtitle, description: said, source_line };
    const office = (language === 'en' ? site.english?.office : undefined) ?? site.office;
    return [language, { words, figure, table: tableOf(figure), office }];
  });
  return { slug, version, updated, licence, sources, languages: Object.fromEntries(languages) as Edition['languages'] };
}

/** The languages an edition is in, Vietnamese first. */
export const languagesDrawn = ({ languages }: Pick<Edition, 'languages'>): Language[] =>
  (['vi', 'en'] as const).filter((language) => languages[language] !== undefined);

/** What an edition says in a language it is in; one it is not in throws. */
export function saidIn({ slug, version, languages }: Edition, language: Language): EditionInLanguage {
  const said = languages[language];
  if (!said) throw new Error(`infographic "${slug}" bản ${version} không có bản ${language}`);
  return said;
}

/** A version that is published. */
export interface PublishedVersion {
  edition: Edition;
  /** Whether no later version of the same infographic is published. */
  latest: boolean;
  /** The SVG in a language it is drawn in, as it was published. */
  picture(language: Language, width: WidthClass): Promise<string>;
  /** What that SVG was written from, or a card. */
  scene(language: Language, name: WidthClass | CardSize): Promise<Scene>;
}

/**
 * Every published version, by slug and number. The content gate has seen that their files are whole.
 * @param root the project's folder
 */
export async function publishedVersions(root: string): Promise<PublishedVersion[]> {
  const base = join(root, 'content/infographics');
  const slugs = (await foldersIn(base)).sort();
  const all = await Promise.all(slugs.map((slug) => versionsIn(join(base, slug))));
  return all.flat();
}

async function versionsIn(folder: string): Promise<PublishedVersion[]> {
  const numbers = (await foldersIn(folder))
    .flatMap((name) => /^v([1-9]\d*)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  return Promise.all(
    numbers.map(async (number, index) => readVersion(join(folder, `v${number}`), index === numbers.length - 1)),
  );
}

async function readVersion(folder: string, latest: boolean): Promise<PublishedVersion> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const edition = JSON.parse(await read(figureFile)) as Edition;
  return {
    edition,
    latest,
    picture: async (language, width) => (await read(pictureFile(language, width))).trimEnd(),
    scene: async (language, name) => JSON.parse(await read(sceneFile(language, name))) as Scene,
  };
}

/** Names of the folders in a folder; none where it is not there. */
async function foldersIn(folder: string): Promise<string[]> {
  const items = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return items.filter((item) => item.isDirectory()).map(({ name }) => name);
}
