/** Text an editor writes in YAML: Markdown with `{{mã-chỉ-tiêu}}` markers. */
import { markdownToMdast } from 'satteri';

/** The parts of a satteri node this module reads. */
interface Node {
  type: string;
  children?: Node[];
  url?: string;
  value?: string;
}

export interface Prose {
  /** What stands between `{{` and `}}`, trimmed. */
  markers: string[];
  /** Addresses of links and images. */
  links: string[];
  /** Raw HTML, which is not allowed. */
  html: string[];
}

/** Everything a piece of Markdown refers to. */
export function readProse(text: string): Prose {
  const prose: Prose = { markers: [], links: [], html: [] };
  for (const [, marker = ''] of text.matchAll(/\{\{([^{}]*)\}\}/g)) prose.markers.push(marker.trim());
  if (!/[[\]<>]/.test(text)) return prose; // no link and no tag can stand here
  const visit = (node: Node) => {
    if ((node.type === 'link' || node.type === 'image' || node.type === 'definition') && node.url !== undefined)
      prose.links.push(node.url);
    if (node.type === 'html' && node.value !== undefined) prose.html.push(node.value);
    node.children?.forEach(visit);
  };
  visit(markdownToMdast(text, { position: false, features: { frontmatter: false } }) as Node);
  return prose;
}

/** Every text in a value, with its path. */
export function* textsIn(
  value: unknown,
  path: (string | number)[] = [],
): Generator<{ path: (string | number)[]; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
}
