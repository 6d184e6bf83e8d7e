/**
 * What a published version of an infographic is made of: files of `content/infographics/<slug>/v<N>/`, drawn from the entry
 * and its data alone. The same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { figureOf, languagesOf, wordsIn } from '../../catalog/infographics.ts';
import { withFigures } from '../../catalog/prose.ts';
import { indexTargets } from '../../catalog/targets.ts';
import { drawFigureLayouts, tableOf, type Figure } from '../../figures/figure.ts';
import type { Infographic } from '../../schemas/infographic.ts';
import type { Language } from '../../schemas/language.ts';
import type { TargetSet } from '../../schemas/target.ts';
import { pagesIn, type ContentTree, type PageEntry } from '../content-tree.ts';

/** Holds the hash of every other file, as `sha256sum` writes them. */
export const sumsFile = 'SHA256SUMS';
/** Holds the data and the words. */
export const figureFile = 'figure.json';

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
  languages: Partial<Record<Language, { words: EditionWords; figure: Figure; table: ReturnType<typeof tableOf> }>>;
}

/** An entry may have faults of its own, or draw data that have. */
export type Drawn = { ok: true; edition: Edition } | { ok: false; reason: string };

/** What an infographic's entry says as it stands. */
export function editionOf(tree: ContentTree, entry: PageEntry): Drawn {
  const infographic = entry.value as Infographic | null;
  if (infographic === null) return { ok: false, reason: 'tệp còn lỗi' };
  const sets = tree.targetSets.flatMap(({ value }): TargetSet[] => (value ? [value] : []));
  try {
    return { ok: true, edition: editionFrom(entry.name, infographic, sets) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function editionFrom(slug: string, infographic: Infographic, sets: TargetSet[]): Edition {
  const { version, updated, licence } = infographic;
  const index = indexTargets(sets);
  const languages = languagesOf(infographic).map((language) => {
    const { title, summary, description, source_line } = wordsIn(infographic, language);
    const figure = figureOf(infographic, language, sets);
    const said = withFigures(description, index, language);
    const words = { title, summary, subtitle: figure.subtitle, description: said, source_line };
    return [language, { words, figure, table: tableOf(figure) }];
  });
  return { slug, version, updated, licence, languages: Object.fromEntries(languages) as Edition['languages'] };
}

/** Every file of a version, by its name: an SVG for each language and width, the data and words, and the hashes of these. */
export function filesOf(edition: Edition): Map<string, string> {
  const files = new Map([[figureFile, `${canonicalJson(edition, 2)}\n`]]);
  for (const [language, said] of Object.entries(edition.languages)) {
    const layouts = drawFigureLayouts(said.figure, said.words.summary);
    for (const [width, svg] of Object.entries(layouts)) files.set(`${language}-${width}.svg`, `${svg}\n`);
  }
  return new Map([...files, [sumsFile, sumsOf(files)]]);
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
