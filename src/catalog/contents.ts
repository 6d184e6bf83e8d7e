/** The table of contents of an MDX page, read from its source: its headings carry their own ids. */
import { mdxToMdast } from 'satteri';

/** One line of a table of contents. */
export interface ContentsItem {
  id: string;
  title: string;
  /** 2 for a section, 3 for a part of one. */
  depth: 2 | 3;
}

/** The parts of a satteri node this module reads. */
interface Node {
  type: string;
  name?: string | null;
  value?: string;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: Node[];
}

/** Headings of an MDX body (`<H2 id>` and `<H3 id>`), in order. */
export function contentsOf(body: string): ContentsItem[] {
  // Only a code sample could hold what looks like a heading.
  if (/^ *(?:```|~~~)/m.test(body)) return parsed(body);
  // The headings are a twentieth of the text.
  const headings = body.match(/<H([23])\b[^>]*>[\s\S]*?<\/H\1>/g) ?? [];
  const plain = headings.flatMap(plainHeading);
  return plain.length === headings.length ? plain : parsed(headings.join('\n\n'));
}

/** A heading of words alone, as nearly all are, says what is written: no parser need be asked. */
function plainHeading(heading: string): ContentsItem[] {
  const [, level, id, title] = /^<H([23]) id="([\w-]+)">([\p{L}\p{N} ,.:;?!()%/–-]+)<\/H\1>$/u.exec(heading) ?? [];
  return id === undefined || title === undefined ? [] : [{ id, title: oneLine(title), depth: level === '2' ? 2 : 3 }];
}

function parsed(mdx: string): ContentsItem[] {
  const items: ContentsItem[] = [];
  const visit = (node: Node) => {
    if (node.name === 'H2' || node.name === 'H3') {
      const id = node.attributes?.find(({ name }) => name === 'id')?.value;
      if (typeof id === 'string') items.push({ id, title: oneLine(textIn(node)), depth: node.name === 'H2' ? 2 : 3 });
      return;
    }
    node.children?.forEach(visit);
  };
  visit(mdxToMdast(mdx, { position: false }) as Node);
  return items;
}

const textIn = (node: Node): string => (node.value ?? '') + (node.children ?? []).map(textIn).join('');
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
