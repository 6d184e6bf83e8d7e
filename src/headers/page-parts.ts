/** What of a built page a Content-Security-Policy decides about. */
import { Parser } from 'htmlparser2';
import { allowsAddress, allowsInline, type Directive, type Policy } from './policy.ts';

interface Element {
  name: string;
  attribs: Readonly<Record<string, string>>;
  /** Of scripts and style sheets. */
  text: string;
}

/** Texts of the page's own scripts and style sheets, as a browser hashes them. */
export interface InlineParts {
  scripts: string[];
  styles: string[];
}

export function inlineParts(html: string): InlineParts {
  const elements = elementsOf(html);
  return {
    scripts: elements.filter((one) => isScript(one) && one.attribs['src'] === undefined).map(({ text }) => text),
    styles: elements.filter(({ name }) => name === 'style').map(({ text }) => text),
  };
}

/**
 * What a browser would not run, draw or load in the page under the policy, in words for whoever builds it. Pages are made of
 * the same few thousand tags: each is looked at once for a policy.
 */
export function blockedParts(html: string, policy: Policy): string[] {
  const known = harmless.get(policy) ?? new Set();
  harmless.set(policy, known);
  return (html.match(tags) ?? []).flatMap((tag) => {
    if (known.has(tag)) return [];
    const blocked = elementsOf(tag).flatMap((element) => blockedIn(element, policy));
    // Whatever is written out at length is another on every page.
    if (blocked.length === 0 && tag.length < 300) known.add(tag);
    return blocked;
  });
}

const harmless = new WeakMap<Policy, Set<string>>();
/** A tag with its attributes, whose quotes may hide its end; of scripts and style sheets all; comments, which hide tags. */
const tags =
  /<(script|style)\b(?:[^>"']|"[^"]*"|'[^']*')*>[^]*?<\/\1\s*>|<!--[^]*?-->|<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;

function blockedIn(element: Element, policy: Policy): string[] {
  const { name, attribs, text } = element;
  const blocked: string[] = [];
  const shown = `<${name}${attribs['id'] === undefined ? '' : ` id="${attribs['id']}"`}>`;
  if (isScript(element) && attribs['src'] === undefined && !allowsInline(policy, 'script-src', text))
    blocked.push(`${shown}: đoạn mã viết thẳng trong trang`);
  if (name === 'style' && !allowsInline(policy, 'style-src', text))
    blocked.push(`${shown}: kiểu dáng viết thẳng trong trang`);
  // No hash stands for an attribute.
  if (attribs['style'] !== undefined) blocked.push(`${shown}: thuộc tính style`);
  for (const handler of Object.keys(attribs).filter((attribute) => /^on[a-z]/.test(attribute)))
    blocked.push(`${shown}: thuộc tính ${handler}`);
  if (/^\s*javascript:/i.test(attribs['href'] ?? attribs['action'] ?? ''))
    blocked.push(`${shown}: địa chỉ javascript:`);
  for (const [directive, address] of addressesOf(element))
    if (!allowsAddress(policy, directive, address)) blocked.push(`${shown}: ${address}`);
  return blocked;
}

function addressesOf({ name, attribs }: Element): [Directive, string][] {
  const of = (directive: Directive, ...names: string[]) =>
    names.flatMap((attribute): [Directive, string][] => {
      const address = attribs[attribute];
      return address === undefined || address.startsWith('#') ? [] : [[directive, address]];
    });
  switch (name) {
    case 'script':
      return of('script-src', 'src');
    case 'link':
      return attribs['rel'] === 'stylesheet'
        ? of('style-src', 'href')
        : attribs['rel'] === 'icon'
          ? of('img-src', 'href')
          : [];
    // Read alone, an SVG's <image> is taken for an <img>.
    case 'img':
    case 'image':
      return [...of('img-src', 'src', 'href', 'xlink:href'), ...sizes(attribs['srcset'])];
    case 'source':
      return [...of('media-src', 'src'), ...sizes(attribs['srcset'])];
    case 'audio':
    case 'video':
    case 'track':
      return [...of('media-src', 'src'), ...of('img-src', 'poster')];
    case 'iframe':
    case 'frame':
      return of('frame-src', 'src');
    case 'object':
      return of('object-src', 'data');
    case 'embed':
      return of('object-src', 'src');
    case 'form':
      return of('form-action', 'action');
    case 'base':
      return of('base-uri', 'href');
    default:
      return [];
  }
}

const sizes = (srcset: string | undefined): [Directive, string][] =>
  (srcset ?? '')
    .split(',')
    .map((size) => size.trim().split(/\s/)[0] ?? '')
    .filter((address) => address !== '')
    .map((address) => ['img-src', address]);

/** Scripts that run; data in a `<script>` is no script. */
const isScript = ({ name, attribs }: Element): boolean =>
  name === 'script' &&
  /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:javascript|ecmascript))$/i.test(
    attribs['type'] ?? '',
  );

/** In the order of the page. */
function elementsOf(html: string): Element[] {
  const found: Element[] = [];
  let open: Element | undefined;
  const parser = new Parser({
    onopentag: (name, attribs) => {
      const element: Element = { name, attribs, text: '' };
      found.push(element);
      if (name === 'script' || name === 'style') open = element;
    },
    ontext: (text) => {
      if (open) open.text += text;
    },
    onclosetag: () => {
      open = undefined;
    },
  });
  parser.end(html);
  return found;
}
