/** Every page that other sites frame, with what has to be known to frame it. */
import script from '../../.astro/embed/frame.js?raw';
import { languagesDrawn, type PublishedVersion } from '../catalog/editions.ts';
import { datasets, infographics } from '../catalog/entries.ts';
import { figureOf, languagesOf, wordsIn } from '../catalog/infographics.ts';
import { site, siteInEnglish } from '../catalog/site.ts';
import { versions as published } from '../catalog/versions.ts';
import { drawn } from '../downloads/workshop.ts';
import { drawFigureLayouts } from '../figures/figure.ts';
import type { Weight } from '../figures/type/measure.ts';
import { widths, type WidthClass } from '../figures/widths.ts';
import type { Language } from '../schemas/language.ts';
import { homeRoute, oembedRoute } from './addresses.ts';
import { drawnLetters } from './drawn-letters.ts';
import type { LayoutHeights } from './frame-layouts.ts';
import { composeFrame, frameWords } from './frame-page.ts';
import { longestSide, type Embeddable } from './snippets.ts';

export interface Frame {
  embeddable: Embeddable;
  /** The whole page. */
  html: string;
}

/** What one frame is made of. */
interface Source extends Omit<Embeddable, 'heights' | 'picture'> {
  layouts: Record<WidthClass, string>;
  superseded: boolean;
  /** The language of the page it leads to: not always its own, where a later version has no English any more. */
  homeLanguage: Language;
}

let all: Promise<Frame[]> | undefined;

/** Every frame: of each infographic that is published the newest drawing, and each published version. Made once a build. */
export const everyFrame = (): Promise<Frame[]> => (all ??= sources().then((found) => Promise.all(found.map(frameOf))));

/** What other sites may take of one infographic, the newest first; nothing until it is published. */
export const embeddablesOf = async (slug: string): Promise<Embeddable[]> =>
  (await everyFrame()).flatMap(({ embeddable }) => (embeddable.slug === slug ? embeddable : []));

/** The paths of `/nhung/<slug>/…` in a language, of the newest drawings or of the versions that are kept. */
export async function framePaths(language: Language, which: 'newest' | 'kept') {
  const frames = (await everyFrame()).filter(
    ({ embeddable }) => embeddable.language === language && (embeddable.pinned === null) === (which === 'newest'),
  );
  return frames.map(({ embeddable: { slug, pinned }, html }) => ({
    params: { slug, ...(pinned === null ? {} : { version: `v${pinned}` }) },
    props: { html },
  }));
}

/** A page of `/nhung/`, as it is sent. */
export const frameResponse = (html: string) =>
  new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });

async function sources(): Promise<Source[]> {
  const found = infographics.map(async ({ id, data }): Promise<Source[]> => {
    const versions = published.filter(({ edition }) => edition.slug === id);
    if (versions.length === 0) return [];
    const languages = languagesOf(data);
    const newest = languages.map((language): Source => {
      const { title, summary } = wordsIn(data, language);
      const layouts = drawFigureLayouts(figureOf(data, language, datasets), summary);
      const edition = { slug: id, language, pinned: null, homeLanguage: language };
      return { ...edition, title, summary, layouts, superseded: false };
    });
    return [...newest, ...(await Promise.all(versions.map((version) => pinnedSources(version, languages)))).flat()];
  });
  return (await Promise.all(found)).flat();
}

const pinnedSources = ({ edition, latest, picture }: PublishedVersion, current: readonly Language[]) =>
  Promise.all(
    languagesDrawn(edition).map(async (language): Promise<Source> => {
      const [narrow, medium, wide] = await Promise.all(
        (['narrow', 'medium', 'wide'] as const).map((width) => picture(language, width)),
      );
      const words = edition.languages[language]?.words;
      if (!words || !narrow || !medium || !wide)
        throw new Error(`${edition.slug} bản ${edition.version}: thiếu phần ${language}`);
      return {
        slug: edition.slug,
        language,
        pinned: edition.version,
        title: words.title,
        summary: words.summary,
        layouts: { narrow, medium, wide },
        superseded: !latest,
        homeLanguage: current.includes(language) ? language : 'vi',
      };
    }),
  );

async function frameOf({ layouts, superseded, homeLanguage, ...edition }: Source): Promise<Frame> {
  const { slug, language, title } = edition;
  const whole = (route: string) => new URL(route, import.meta.env.SITE).href;
  const words = frameWords[language];
  const links = `<text>${words.home}</text>${superseded ? `<text font-weight="600">${words.newer}</text>` : ''}`;
  const letters = drawnLetters(Object.values(layouts).join('') + links);
  const home = homeRoute({ slug, language: homeLanguage });
  const { html, carried } = composeFrame(
    {
      slug,
      language,
      title,
      siteName: (language === 'vi' ? site : siteInEnglish()).short_name,
      home: { route: home, address: whole(home) },
      oembed: whole(oembedRoute({ slug, language: homeLanguage })),
      superseded,
    },
    layouts,
    await facesOf(letters),
    script,
  );
  const heights = Object.fromEntries(carried.map((width) => [width, heightOf(layouts[width])]));
  const [width, height] = [widths.wide, heightOf(layouts.wide)];
  const scale = longestSide / Math.max(width, height);
  const picture = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return { html, embeddable: { ...edition, heights: heights as LayoutHeights, picture } };
}

/** Versions that draw the same letters share a face. */
async function facesOf(letters: Record<Weight, string>): Promise<Record<Weight, Uint8Array>> {
  const face = (weight: Weight) => drawn({ kind: 'face', weight, letters: letters[weight] });
  const [regular, strong] = await Promise.all([face(400), face(600)]);
  return { 400: regular, 600: strong };
}

/** The height a drawing was laid out with, in px. */
function heightOf(drawing: string): number {
  const [, height] = /<svg[^>]* viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(drawing) ?? [];
  if (height === undefined) throw new Error('hình không nói chiều cao của nó');
  return Number(height);
}
