/** What WordPress does with an oEmbed document of a site it does not know, written anew after its documented behaviour. */
import { attributeOf, elementsOf, parseHtml } from './site-html.ts';

const keptAttributes: Record<string, string[]> = {
  a: ['href'],
  blockquote: [],
  iframe: ['src', 'width', 'height', 'frameborder', 'marginwidth', 'marginheight', 'scrolling', 'title'],
};
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Only links, quotations and frames stay, with few attributes; of these a first quotation and the first frame. The frame gets
 * a word in its address by which its messages are known, and is hidden behind the quotation until it speaks.
 * @returns `null` where there is no frame
 */
export function filteredByWordPress(html: string, secret: string): string | null {
  const all = [...elementsOf(parseHtml(html))];
  const kept = (name: string) => {
    const element = all.find(({ tagName }) => tagName === name);
    if (!element) return null;
    const attributes = (keptAttributes[name] ?? []).flatMap((attribute) => {
      const value = attributeOf(element, attribute);
      return value === null ? [] : [` ${attribute}="${escaped(value)}"`];
    });
    return { element, attributes: attributes.join('') };
  };
  const frame = kept('iframe');
  if (!frame) return null;
  const [quotation, link] = [kept('blockquote'), kept('a')];
  const withWord = frame.attributes.replace(/ src="([^"]*)"/, ` src="$1#?secret=${secret}" data-secret="${secret}"`);
  const hidden = quotation ? ' style="position: absolute; visibility: hidden;"' : '';
  const words = quotation
    ? `<blockquote class="wp-embedded-content" data-secret="${secret}">` +
      `<a${link?.attributes ?? ''}>${escaped(link?.element.textContent ?? '')}</a></blockquote>`
    : '';
  return `${words}<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"${hidden}${withWord}></iframe>`;
}

/**
 * What WordPress's own script does on a page with such frames, as text to run there: it shows a frame that speaks, keeps its
 * height between 200 and 1000, and follows a link only to the frame's own host and only where the reader is in the frame.
 * Where it would go is left in `window.opened`.
 */
export const wordPressHostScript = `
addEventListener('message', ({ source, data }) => {
  if (!data || !data.secret || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const quotation of document.querySelectorAll('blockquote[data-secret="' + data.secret + '"]')) quotation.style.display = 'none';
  for (const frame of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
    if (frame.contentWindow !== source) continue;
    frame.removeAttribute('style');
    if (data.message === 'height') frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10) || 0));
    if (data.message === 'link') {
      const to = new URL(data.value);
      const own = new URL(frame.getAttribute('src'));
      if (/^https?:$/.test(to.protocol) && to.host === own.host && document.activeElement === frame) window.opened = to.href;
    }
  }
});
addEventListener('DOMContentLoaded', () => {
  for (const frame of document.querySelectorAll('iframe.wp-embedded-content'))
    frame.contentWindow.postMessage({ message: 'ready', secret: frame.dataset.secret }, '*');
});`;
