/** Reading a built page: its elements, and the text a reader would read. */
import { parseDocument } from 'htmlparser2';

/** The parts of htmlparser2's nodes that search reads. */
export interface HtmlNode {
  type: string;
  /** Of elements. */
  name?: string;
  attribs?: Record<string, string>;
  children?: HtmlNode[];
  /** Of text and comments. */
  data?: string;
}

export const readHtml = (html: string): HtmlNode => parseDocument(html) as HtmlNode;

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
  'dialog',
  'astro-island',
]);
const silentClasses = ['no-print', 'print-only', 'visually-hidden', 'small', 'sources'];

export function isSilent(node: HtmlNode): boolean {
  const { name, attribs } = node;
  if (name === undefined || !attribs) return node.type === 'comment';
  return (
    silentTags.has(name) ||
    ('class' in attribs && silentClasses.some((one) => hasClass(node, one))) ||
    'hidden' in attribs ||
    attribs['aria-hidden'] === 'true' ||
    'data-pagefind-ignore' in attribs
  );
}

/** The text a reader would read in an element, on one line. */
export const textOf = (node: HtmlNode): string => written(node).replace(/\s+/g, ' ').trim();
const written = (node: HtmlNode): string =>
  node.type === 'text' ? (node.data ?? '') : isSilent(node) ? '' : (node.children ?? []).map(written).join('');

/** The first element that is wanted, in the order of the page. */
export function find(node: HtmlNode, wanted: (node: HtmlNode) => boolean): HtmlNode | undefined {
  if (wanted(node)) return node;
  for (const child of node.children ?? []) {
    const found = find(child, wanted);
    if (found) return found;
  }
  return undefined;
}

/** Every element that is wanted, in the order of the page. */
export function findAll(node: HtmlNode, wanted: (node: HtmlNode) => boolean, found: HtmlNode[] = []): HtmlNode[] {
  if (wanted(node)) found.push(node);
  for (const child of node.children ?? []) findAll(child, wanted, found);
  return found;
}

/** What the element says of itself by this name, if anything. */
export const attributeOf = ({ attribs }: HtmlNode, name: string): string | undefined => attribs?.[name];

export const hasClass = (node: HtmlNode, name: string): boolean =>
  ` ${attributeOf(node, 'class') ?? ''} `.includes(` ${name} `);

/** The element's own id, if it has one. */
export const idOf = (node: HtmlNode): string | null => attributeOf(node, 'id') ?? null;
