/**
 * What an embed page says of itself. The header of their folder names every script of theirs but allows any inline style; the
 * page's own `<meta>` allows its own style sheets and no other, and a browser obeys both. It leaves out where a page may ask:
 * which server the contest is on can change after the build.
 */
import { inlineParts } from './page-parts.ts';
import { policyText, sourceOf, type Policy } from './policy.ts';

export function embedPolicy(html: string): Policy {
  return { 'style-src': inlineParts(html).styles.map(sourceOf) };
}

/**
 * The page with its policy as the first thing in its head: it holds for what comes after it.
 * @throws Error where the page has no head
 */
export function withEmbedPolicy(html: string): string {
  const head = /<head(?:\s[^>]*)?>/i.exec(html);
  if (!head) throw new Error('trang nhúng không có <head>');
  const end = head.index + head[0].length;
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policyText(embedPolicy(html))}">`;
  return html.slice(0, end) + meta + html.slice(end);
}
