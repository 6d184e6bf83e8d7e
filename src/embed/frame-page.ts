/** The page that other sites frame: a figure whole in one file, with its letters, its style and its script. Pure. */
import { gzipSync } from 'node:zlib';
import type { Weight } from '../figures/type/measure.ts';
import type { WidthClass } from '../figures/widths.ts';
import { escapeXml } from '../figures/xml-text.ts';
import type { Language } from '../schemas/language.ts';
import { frameLayouts } from './frame-layouts.ts';
import { frameStyle } from './frame-style.ts';

export interface FramePage {
  slug: string;
  language: Language;
  title: string;
  /** Short name of the site. */
  siteName: string;
  /** Address of the infographic's page on this site, and as it is printed. */
  home: { route: string; address: string };
  /** Whole address of its oEmbed document: who gives the frame's address to a system that asks for one is served too. */
  oembed: string;
  /** Whether a version newer than the one shown is published. */
  superseded: boolean;
}

/** What is drawn with the page's faces besides the picture. */
export const frameWords = {
  vi: { home: 'Trang gốc', newer: 'Có bản mới', opens: 'mở ở cửa sổ mới' },
  en: { home: 'Original page', newer: 'A newer version exists', opens: 'opens in a new window' },
};

/**
 * Bytes after gzip, as servers pack unless told otherwise, that a page may weigh as it is composed, its faces and all: 15 KB
 * however one counts them, with room for the policy that the build puts in its head.
 */
export const heaviestFrame = 14_850;

/** Sets of layouts to try, the richest first. */
const choices: readonly WidthClass[][] = frameLayouts.map((_, index) =>
  frameLayouts.slice(0, frameLayouts.length - index).map(({ layout }) => layout),
);

/**
 * The page with as many layouts as it can bear: a figure of very many rows goes without the widest, and is then shown in the
 * next one on any width beyond.
 * @param layouts an SVG for each width
 * @param faces WOFF2 of both weights, cut to the letters of the layouts and of `frameWords`
 * @param script JavaScript, the same for every page
 */
export function composeFrame(
  page: FramePage,
  layouts: Record<WidthClass, string>,
  faces: Record<Weight, Uint8Array>,
  script: string,
): { html: string; carried: readonly WidthClass[] } {
  const drafts = choices.map((carried) => ({ carried, html: write(page, layouts, faces, script, carried) }));
  const lightest = drafts.at(-1);
  if (!lightest) throw new Error('không có bố cục nào');
  return drafts.find(({ html }) => gzipSync(html).length <= heaviestFrame) ?? lightest;
}

function write(
  { slug, language, title, siteName, home, oembed, superseded }: FramePage,
  layouts: Record<WidthClass, string>,
  faces: Record<Weight, Uint8Array>,
  script: string,
  carried: readonly WidthClass[],
): string {
  const words = frameWords[language];
  const said = escapeXml(title);
  const link = (name: 'home' | 'newer') =>
    `<a class="${name}" href="${escapeXml(home.route)}" target="_blank" rel="noopener" ` +
    `aria-label="${escapeXml(`${words[name]}: ${title}, ${words.opens}`)}">${escapeXml(words[name])}</a>`;
  return [
    `<!DOCTYPE html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${escapeXml(tabTitle(title, siteName))}</title>\n`,
    // Found where it is framed, as a part of that page; by itself it is the infographic's page that is to be found. A page that
    // is not to be listed names no other as the canonical one: search engines take the two for a contradiction.
    '<meta name="robots" content="noindex, indexifembedded">\n',
    `<link rel="alternate" type="application/json+oembed" href="${escapeXml(oembed)}">\n`,
    // Nothing is asked of any server, not even an icon.
    '<link rel="icon" href="data:,">\n',
    `<style>${frameStyle(faces, carried, superseded)}</style>\n</head>\n<body data-slug="${escapeXml(slug)}">\n<main aria-labelledby="ten">\n<h1 id="ten">${said}</h1>\n<figure>\n`,
    ...carried.map((layout) => `<div class="${layout}">${layouts[layout].trim()}</div>\n`),
    superseded ? `${link('newer')}\n` : '',
    `${link('home')}\n</figure>\n<p class="paper">${escapeXml(home.address)}</p>\n</main>\n`,
    `<script>${script}</script>\n</body>\n</html>\n`,
  ].join('');
}

/** Tabs and search engines cut a title at about 70 characters: the figure's own words come first. */
function tabTitle(title: string, siteName: string): string {
  const signed = `${title} – ${siteName}`;
  if (signed.length <= 70) return signed;
  return title.length <= 70 ? title : `${title.slice(0, title.lastIndexOf(' ', 69))}…`;
}
