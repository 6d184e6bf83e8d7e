/** From a built page to what the index should know of it: its text without the frame, in the index's own spelling. */
import { attributeOf, find, findAll, hasClass, idOf, isSilent, readHtml, textOf, type HtmlNode } from './built-html.ts';
import { encodeForIndex } from './index-text.ts';
import { interfaceTexts } from './interface-text.ts';
import { isSearchLanguage, type SearchLanguage } from './language.ts';
import { isList, kindOf, yearOf } from './page-address.ts';
import { titlesWithoutKind, type PageRecord } from './page-record.ts';
import { wordsOf } from './vietnamese.ts';

/** A page, or a part of one that is an answer by itself. */
export interface Indexable {
  record: Omit<PageRecord, 'pointedAt'>;
  /** HTML for Pagefind: headings with their anchors, and text. */
  html: string;
  /** Its words as they are written, in lower case, each once. */
  words: Set<string>;
}

/** What search takes from a built page. */
export interface IndexablePage {
  language: SearchLanguage;
  /** The page, and after it its questions, if it is a page of questions. */
  entries: Indexable[];
  /** Addresses of the site that its text points to, each once, without anchors. */
  pointsAt: string[];
}

/** From these passages on, a document's page only names other pages, which are found by themselves. */
const listsOfOthers = new Set(['quan-he', 'duoc-dan']);
/** Small signs that belong to the word before them: m², CO₂. */
const attachedTags = new Set(['sub', 'sup']);
const inlineTags = new Set([
  ...attachedTags,
  'a',
  'abbr',
  'b',
  'cite',
  'code',
  'dfn',
  'em',
  'i',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'time',
  'u',
]);

/**
 * @param route the page's address, with trailing slash
 * @param html the whole built page
 * @returns `null` for pages that search does not list: those that ask not to be (`noindex`), those in a language it does
 *   not know, those without `<main>` (embeds)
 */
export function indexablePage(route: string, html: string): IndexablePage | null {
  const page = takeApart(html);
  if (!page || !isSearchLanguage(page.language)) return null;
  const { language, main } = page;
  const heading = find(main, ({ name }) => name === 'h1');
  const title = textOf(heading ?? readHtml(page.title));
  const kind = kindOf(route);
  const year = declaredYear(main) ?? yearOf(route);
  const questions = kind === 'qa' ? findAll(main, isQuestion) : [];
  const whole = entry(
    {
      route,
      title,
      also: otherNames(page).filter((name) => name !== title),
      kind,
      year,
      within: null,
      // Every document's page has the same headings: as answers they would say nothing. Questions are entries themselves.
      headings: kind === 'document' || questions.length > 0 ? [] : headingsOf(main),
    },
    language,
    (pen) =>
      (isList(route) || questions.length > 0 ? opening(main, title, pen) : writeNodes([main], pen)) +
      (titlesWithoutKind.includes(kind) ? `<p>${written(interfaceTexts[language].kinds[kind], pen)}</p>` : ''),
  );
  return {
    language,
    entries: [
      whole,
      ...questions.map((question) => {
        const [asked = { id: '', text: title }] = headingsOf(question);
        return entry(
          { route: `${route}#${asked.id}`, title: asked.text, also: [], kind, year, within: title, headings: [] },
          language,
          // The question is the title of its own entry.
          (pen) => writeNodes([question], pen).replace(/<(\/?)h2\b/g, '<$1h1'),
        );
      }),
    ],
    pointsAt: [...new Set(addressesIn(main))].filter((address) => address.startsWith('/') && address !== route),
  };
}

/** What search reads of a page. */
interface PageParts {
  language: string | undefined;
  /** Markup of its title. */
  title: string;
  /** Markup of the links above the text that lead to this very page. */
  menu: string[];
  main: HtmlNode;
}

/** Half of a page is the frame that all pages have: only what stands inside `<main>` is worth a tree. */
function takeApart(html: string): PageParts | null {
  const from = html.indexOf('<main');
  const to = html.indexOf('</main>', from);
  if (from < 0 || to < 0) return null;
  const frame = html.slice(0, from);
  if (/<meta\b[^>]*\bname="robots"[^>]*\bnoindex\b/.test(frame)) return null;
  const main = find(readHtml(html.slice(from, to)), ({ name }) => name === 'main');
  return main
    ? {
        language: /<html\b[^>]*\blang="([^"]*)"/.exec(frame)?.[1],
        title: /<title>.*?<\/title>/s.exec(frame)?.[0] ?? '',
        menu: frame.includes(current) ? [...frame.matchAll(/<a\b[^>]*>.*?<\/a>/gs)].map(String).filter(isCurrent) : [],
        main,
      }
    : null;
}
const current = 'aria-current="page"';
const isCurrent = (link: string) => link.slice(0, link.indexOf('>')).includes(current);

/** What an entry is written with. */
interface Pen {
  language: SearchLanguage;
  /** Takes every word that is written. */
  words: Set<string>;
}

function entry(record: Indexable['record'], language: SearchLanguage, writeBody: (pen: Pen) => string): Indexable {
  const pen = { language, words: new Set(record.also.flatMap(wordsOf)) };
  const title = written(record.title, pen);
  return {
    record,
    html: `<html lang="${language}"><head><title>${title}</title></head><body>${writeBody(pen)}</body></html>`,
    words: pen.words,
  };
}

/** A section's own page repeats the titles and summaries of its entries: only its name and first lines are its own. */
function opening(main: HtmlNode, title: string, pen: Pen): string {
  const lead = find(main, (node) => hasClass(node, 'lead')) ?? find(main, ({ name }) => name === 'p');
  return `<h1>${written(title, pen)}</h1>${lead ? writeNodes([lead], pen) : ''}`;
}

const isQuestion = (node: HtmlNode) => hasClass(node, 'question') && headingsOf(node).length > 0;

/** Headings with an anchor; the terms of a list of terms are headings too. */
const headingsOf = (node: HtmlNode): { id: string; text: string }[] =>
  findAll(node, (one) => /^(?:h[2-4]|dt)$/.test(one.name ?? '') && idOf(one) !== null).map((one) => ({
    id: idOf(one) ?? '',
    text: textOf(one),
  }));

/** The page's name in the menu, and what its markup marks as another name: `data-search-also`. */
const otherNames = ({ menu, main }: PageParts): string[] =>
  [
    ...new Set([
      ...menu.map((link) => textOf(readHtml(link))),
      ...findAll(main, ({ name, attribs }) => name === 'a' && attribs?.['aria-current'] === 'page').map(textOf),
      ...findAll(main, (node) => attributeOf(node, 'data-search-also') !== undefined).map(textOf),
    ]),
  ].filter((name) => name !== '');

/** A page may say in its markup which year it is about: `data-search-year`. */
function declaredYear(main: HtmlNode): number | null {
  const declared = find(main, (node) => attributeOf(node, 'data-search-year') !== undefined);
  return Number(declared?.attribs?.['data-search-year']) || null;
}

/** Where the text and its sources lead; what leads around the site (`<nav>`) says nothing of a page. */
function addressesIn({ name, attribs, children = [] }: HtmlNode): string[] {
  if (name === 'nav') return [];
  const href = name === 'a' ? attribs?.['href'] : undefined;
  return [...(href === undefined ? [] : [href.replace(/[?#].*$/, '')]), ...children.flatMap(addressesIn)];
}

/** Raw text waits until its block ends: a word may go through several inline elements. */
type Piece = { text: string } | { html: string };

function piecesOf(node: HtmlNode, pen: Pen): Piece[] {
  if (node.type === 'text') return [{ text: node.data ?? '' }];
  if (isSilent(node)) return [];
  const tag = node.name;
  const children = node.children ?? [];
  const end = children.findIndex(beginsListOfOthers);
  const own = end < 0 ? children : children.slice(0, end);
  if (tag === undefined) return own.flatMap((child) => piecesOf(child, pen));
  if (tag === 'br') return [{ text: ' ' }];
  if (inlineTags.has(tag)) {
    const inside = own.flatMap((child) => piecesOf(child, pen));
    return attachedTags.has(tag) ? inside : [{ text: '\0' }, ...inside, { text: '\0' }];
  }
  const id = idOf(node);
  const level = /^h[1-6]$/.test(tag) ? tag : tag === 'dt' && id !== null ? 'h3' : null;
  const inside = writeNodes(own, pen);
  // Pagefind ends a sentence where a block ends.
  return [{ html: level ? `<${level}${id === null ? '' : ` id="${id}"`}>${inside}</${level}>` : `<p>${inside}</p>` }];
}

function writeNodes(nodes: HtmlNode[], pen: Pen): string {
  let html = '';
  let text = '';
  const flush = () => {
    html += written(text.includes('\0') ? wordsApart(text) : text, pen);
    text = '';
  };
  for (const piece of nodes.flatMap((node) => piecesOf(node, pen))) {
    if ('text' in piece) text += piece.text;
    else {
      flush();
      html += piece.html;
    }
  }
  flush();
  return html;
}

/** Two words that only an element's edge keeps apart are two words. */
const wordsApart = (text: string): string =>
  text.replace(/([\p{L}\p{N}])\0+(?=[\p{L}\p{N}])/gu, '$1 ').replaceAll('\0', '');

/** The heading itself, or the box around it and its link. */
const beginsListOfOthers = (node: HtmlNode): boolean =>
  [node, ...(node.children ?? [])].some((one) => listsOfOthers.has(idOf(one) ?? ''));

const written = (text: string, { language, words }: Pen) =>
  encodeForIndex(text, language, words).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
