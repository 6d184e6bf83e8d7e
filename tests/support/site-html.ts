/** Built pages as trees of elements. */
import { Parser, TextNode, type DOMNode, type HtmlElement } from 'html-validate';
import { htmlRules } from './html-rules.ts';

const config = await htmlRules.getConfigFor('page.html');

/** The tree of a page, whose root holds `<html>`. */
export const parseHtml = (html: string): HtmlElement => new Parser(config).parseHtml(html);

/** Every element below a node, in the order of the page. */
export function* elementsOf(node: DOMNode): Generator<HtmlElement> {
  for (const child of node.childNodes) {
    if ('tagName' in child) yield child as HtmlElement;
    yield* elementsOf(child);
  }
}

/** An attribute as the browser reads it; `null` where there is none. */
export function attributeOf(element: HtmlElement, name: string): string | null {
  const value = element.getAttributeValue(name);
  return value === null ? null : decodeEntities(value);
}

/** The text of a text node; `null` for any other node. */
export const textOfNode = (node: DOMNode): string | null =>
  node instanceof TextNode ? decodeEntities(node.textContent) : null;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const decodeEntities = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole);
