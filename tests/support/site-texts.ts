/** What a page says in Vietnamese: its text, and what is read out in place of pictures and signs. */
import type { DOMNode, HtmlElement } from 'html-validate';
import { attributeOf, parseHtml, textOfNode } from './site-html.ts';

/** Elements whose content is no running text. */
const silent = new Set(['script', 'style', 'code', 'kbd', 'samp', 'pre', 'template', 'textarea']);
const spoken = ['alt', 'title', 'aria-label', 'aria-description', 'placeholder', 'label'];
const spokenMeta = /^(?:description|og:title|og:description|og:site_name|og:image:alt)$/;

/** Texts of a page in its order; parts in another language are left out. */
export function* vietnameseTexts(html: string): Generator<string> {
  yield* textsBelow(parseHtml(html), true);
}

function* textsBelow(node: DOMNode, isVietnamese: boolean): Generator<string> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) {
      const text = isVietnamese ? textOfNode(child) : null;
      if (text !== null && text.trim() !== '') yield text;
      continue;
    }
    const element = child as HtmlElement;
    if (silent.has(element.tagName)) continue;
    const language = attributeOf(element, 'lang');
    const isOurs = language === null ? isVietnamese : language.startsWith('vi');
    if (isOurs) {
      for (const name of spoken) {
        const value = attributeOf(element, name);
        if (value !== null) yield value;
      }
      if (spokenMeta.test(attributeOf(element, 'name') ?? attributeOf(element, 'property') ?? ''))
        yield attributeOf(element, 'content') ?? '';
    }
    yield* textsBelow(element, isOurs);
  }
}
