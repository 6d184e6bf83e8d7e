/** Reading a built page: its elements, and the text a reader would read. */
import { htmlToHast } from 'satteri';

/** The parts of a satteri node that search reads. */
export interface HtmlNode {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
  value?: string;
}

export const readHtml = (html: string): HtmlNode => htmlToHast(html) as HtmlNode;

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
const silentClasses = new Set(['no-print', 'print-only', 'visually-hidden', 'small', 'sources']);

export function isSilent({ tagName, properties }: HtmlNode): boolean {
  const classes = properties?.['className'];
  return (
    silentTags.has(tagName ?? '') ||
    (Array.isArray(classes) && classes.some((name) => silentClasses.has(String(name)))) ||
    properties?.['hidden'] === true ||
    properties?.['ariaHidden'] === 'true' ||
    (properties !== undefined && 'dataPagefindIgnore' in properties)
  );
}

/** The text a reader would read in an element, on one line. */
export const textOf = (node: HtmlNode): string => written(node).replace(/\s+/g, ' ').trim();
const written = (node: HtmlNode): string =>
  isSilent(node) ? '' : (node.value ?? '') + (node.children ?? []).map(written).join('');

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
export const findAll = (node: HtmlNode, wanted: (node: HtmlNode) => boolean): HtmlNode[] => [
  ...(wanted(node) ? [node] : []),
  ...(node.children ?? []).flatMap((child) => findAll(child, wanted)),
];

export const hasClass = ({ properties }: HtmlNode, name: string): boolean =>
  Array.isArray(properties?.['className']) && properties['className'].includes(name);

/** The element's own id, if it has one. */
export function idOf({ properties }: HtmlNode): string | null {
  const id = properties?.['id'];
  return typeof id === 'string' ? id : null;
}
