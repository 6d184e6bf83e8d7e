/** From a built page to what the index should know of it: its text without the frame, in the index's own spelling. */
import { htmlToHast } from 'satteri';
import { isList, kindOf, yearOf, type PageRecord } from './page-record.ts';
import { encodeForIndex } from './vietnamese.ts';

export interface IndexablePage {
  record: PageRecord;
  /** HTML for Pagefind: headings with their anchors, and text. */
  html: string;
}

/** The parts of a satteri node this module reads. */
interface Node {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
  value?: string;
}

/** What a reader does not read, or reads on every page. */
const silentTags = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'nav',
  'form',
  'button',
  'input',
  'select',
  'textarea',
  'astro-island',
]);
const silentClasses = new Set(['no-print', 'print-only', 'visually-hidden', 'small', 'sources']);
/** From these passages on, a document's page only names other pages, which are found by themselves. */
const listsOfOthers = new Set(['quan-he', 'duoc-dan']);
const inlineTags = new Set([
  'a',
  'abbr',
  'b',
  'cite',
  'code',
  'em',
  'i',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u',
]);

/**
 * @param route the page's address, with trailing slash
 * @param html the whole built page
 * @returns `null` for pages that search does not list: those that ask not to be (`noindex`), those in another
 *   language, those without `<main>` (embeds)
 */
export function indexablePage(route: string, html: string): IndexablePage | null {
  const root = htmlToHast(html) as Node;
  const page = find(root, (node) => node.tagName === 'html');
  const main = find(root, (node) => node.tagName === 'main');
  const robots = find(root, (node) => node.tagName === 'meta' && node.properties?.['name'] === 'robots');
  if (!main || page?.properties?.['lang'] !== 'vi' || String(robots?.properties?.['content']).includes('noindex'))
    return null;

  const heading = find(main, (node) => node.tagName === 'h1');
  const title = textOf(heading ?? find(root, (node) => node.tagName === 'title') ?? main);
  const headings = all(
    main,
    (node) => /^h[2-4]$/.test(node.tagName ?? '') && typeof node.properties?.['id'] === 'string',
  ).map((node) => ({
    id: String(node.properties?.['id']),
    text: textOf(node),
  }));
  const kind = kindOf(route);
  return {
    record: {
      route,
      title,
      kind,
      year: yearOf(route),
      // Every document's page has the same headings: as answers they would say nothing.
      headings: kind === 'document' ? [] : headings,
    },
    html: `<html lang="vi"><head><title>${encoded(title)}</title></head><body>${isList(route) ? opening(main, title) : write(main)}</body></html>`,
  };
}

/** A section's own page repeats the titles and summaries of its entries: only its name and first lines are its own. */
function opening(main: Node, title: string): string {
  const lead = find(main, (node) => node.tagName === 'p');
  return `<h1>${encoded(title)}</h1>${lead ? write(lead) : ''}`;
}

function write(node: Node): string {
  if (node.type === 'text') return encoded(node.value ?? '');
  const tag = node.tagName;
  if (isSilent(node)) return '';
  const children = node.children ?? [];
  const end = children.findIndex(beginsListOfOthers);
  const inside = (end < 0 ? children : children.slice(0, end)).map(write).join('');
  if (tag === undefined) return inside;
  if (/^h[1-6]$/.test(tag)) {
    const id = node.properties?.['id'];
    return `<${tag}${typeof id === 'string' ? ` id="${id}"` : ''}>${inside}</${tag}>`;
  }
  if (inlineTags.has(tag)) return inside;
  return tag === 'br' ? ' ' : `<p>${inside}</p>`; // Pagefind ends a sentence where a block ends
}

/** The heading itself, or the box around it and its link. */
const beginsListOfOthers = ({ properties, children = [] }: Node): boolean =>
  [properties, ...children.map((child) => child.properties)].some((one) => listsOfOthers.has(String(one?.['id'])));

function isSilent({ tagName, properties }: Node): boolean {
  const classes = properties?.['className'];
  return (
    silentTags.has(tagName ?? '') ||
    (Array.isArray(classes) && classes.some((name) => silentClasses.has(String(name)))) ||
    properties?.['hidden'] === true ||
    properties?.['ariaHidden'] === 'true' ||
    (properties !== undefined && 'dataPagefindIgnore' in properties)
  );
}

const encoded = (text: string) =>
  encodeForIndex(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const textOf = (node: Node): string => written(node).replace(/\s+/g, ' ').trim();
const written = (node: Node): string =>
  isSilent(node) ? '' : (node.value ?? '') + (node.children ?? []).map(written).join('');

function find(node: Node, wanted: (node: Node) => boolean): Node | undefined {
  if (wanted(node)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

const all = (node: Node, wanted: (node: Node) => boolean): Node[] => [
  ...(wanted(node) ? [node] : []),
  ...(node.children ?? []).flatMap((child) => all(child, wanted)),
];
