/**
 * What a published version of an infographic is made of: files of `content/infographics/<slug>/v<N>/`, drawn from the entry
 * and its data alone. The same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import {
  editionOf,
  figureFile,
  languagesDrawn,
  pictureFile,
  saidIn,
  sceneFile,
  sumsFile,
  type Edition,
} from '../../catalog/editions.ts';
import { cardSizeNames, layOutFigureCard } from '../../figures/figure-card/card.ts';
import { drawFigureLayouts, layOutFigure } from '../../figures/figure.ts';
import { settledScene, widths, type Scene, type WidthClass } from '../../figures/scene.ts';
import type { Infographic } from '../../schemas/infographic.ts';
import type { TargetSet } from '../../schemas/target.ts';
import { pagesIn, type ContentTree, type PageEntry } from '../content-tree.ts';

/** An entry may have faults of its own, or draw data that have. */
export type Drawn = { ok: true; edition: Edition } | { ok: false; reason: string };

/** What an infographic's entry says as it stands. */
export function drawnEdition(tree: ContentTree, entry: PageEntry): Drawn {
  const infographic = entry.value as Infographic | null;
  if (infographic === null) return { ok: false, reason: 'tệp còn lỗi' };
  const sets = tree.targetSets.flatMap(({ value }): TargetSet[] => (value ? [value] : []));
  if (!tree.site?.value) return { ok: false, reason: 'content/site.yaml còn lỗi' };
  try {
    return { ok: true, edition: editionOf(entry.name, infographic, { sets, site: tree.site.value }) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

const widthClasses = Object.keys(widths) as WidthClass[];

/**
 * Every file of a version, by its name: an SVG and its scene for each language and width, the scenes of its cards, the data
 * and words, and the hashes of all these.
 */
export function filesOf(edition: Edition): Map<string, string> {
  const files = new Map([[figureFile, `${canonicalJson(edition, 2)}\n`]]);
  for (const language of languagesDrawn(edition)) {
    const { figure, words, office } = saidIn(edition, language);
    const layouts = drawFigureLayouts(figure, words.summary);
    for (const width of widthClasses) {
      files.set(pictureFile(language, width), `${layouts[width]}\n`);
      files.set(sceneFile(language, width), sceneText(layOutFigure(figure, width)));
    }
    for (const size of cardSizeNames)
      files.set(sceneFile(language, size), sceneText(layOutFigureCard(figure, office, size)));
  }
  return new Map([...files, [sumsFile, sumsOf(files)]]);
}

/** The names of every file that a version of these languages has. */
export const fileNamesOf = (edition: Pick<Edition, 'languages'>): string[] => [
  sumsFile,
  figureFile,
  ...languagesDrawn(edition).flatMap((language) => [
    ...widthClasses.map((width) => pictureFile(language, width)),
    ...[...widthClasses, ...cardSizeNames].map((name) => sceneFile(language, name)),
  ]),
];

/** A scene as JSON, a mark to a line. */
function sceneText(scene: Scene): string {
  const { width, height, marks } = settledScene(scene);
  const lines = marks.map((mark) => canonicalJson(mark)).join(',\n');
  return `{"height":${height},"marks":[\n${lines}\n],"width":${width}}\n`;
}

function sumsOf(files: Map<string, string>): string {
  const names = [...files.keys()].sort();
  return names.map((name) => `${hashOf(files.get(name) ?? '')}  ${name}\n`).join('');
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** JSON with the keys of every object in one order, so that code may name them in any. */
export function canonicalJson(value: unknown, indent = 0): string {
  const sorted = (_: string, one: unknown): unknown =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value, sorted, indent);
}

export const infographicsIn = (tree: ContentTree) => pagesIn(tree, 'infographics');
