/** Where the addresses on the pages of a built site lead. */
import { attributeOf, elementsOf, parseHtml } from './site-html.ts';

/** A built site. */
export interface BuiltSite {
  /** Address the site was built for: `https://example.com`. */
  origin: string;
  /** Route → HTML. */
  pages: ReadonlyMap<string, string>;
  /** Every other file, as `/path`. */
  files: ReadonlySet<string>;
  /** Paths of style sheets → their text. */
  styles: ReadonlyMap<string, string>;
}

/** Put beside the built site by whoever runs it. */
const addedByHost = new Set(['/supabase.json']);

const addressAttributes = ['href', 'src', 'poster', 'data', 'action', 'formaction', 'xlink:href'];
const listAttributes = ['srcset', 'imagesrcset'];
/** Of these the content is an address. */
const addressMeta = /^(?:og:url|og:image(?::secure_url)?|og:video|og:audio|twitter:image)$/;

interface PageLinks {
  addresses: string[];
  ids: Set<string>;
  /** Whether a search engine may list the page. */
  indexed: boolean;
  canonical: string[];
  /** `hreflang` → address. */
  languages: [language: string, address: string][];
  /** Where the page sends its reader on at once. */
  sentTo: string | null;
}

function linksOf(html: string): PageLinks {
  const links: PageLinks = {
    addresses: [],
    ids: new Set(),
    indexed: true,
    canonical: [],
    languages: [],
    sentTo: null,
  };
  for (const element of elementsOf(parseHtml(html))) {
    const get = (name: string) => attributeOf(element, name);
    const id = get('id');
    if (id !== null) links.ids.add(id);
    for (const name of addressAttributes) links.addresses.push(...[get(name) ?? []].flat());
    for (const name of listAttributes)
      links.addresses.push(...(get(name) ?? '').split(',').flatMap((one) => one.trim().split(/\s+/)[0] || []));
    if (element.tagName === 'meta') {
      const content = get('content') ?? '';
      if (addressMeta.test(get('property') ?? get('name') ?? '')) links.addresses.push(content);
      if (get('name') === 'robots' && content.includes('noindex')) links.indexed = false;
      if (get('http-equiv')?.toLowerCase() === 'refresh') links.sentTo = /url=(.*)$/i.exec(content)?.[1] ?? '';
    }
    const rel = element.tagName === 'link' ? get('rel') : null;
    if (rel === 'canonical') links.canonical.push(get('href') ?? '');
    if (rel === 'alternate' && get('hreflang') !== null)
      links.languages.push([get('hreflang') ?? '', get('href') ?? '']);
  }
  // The tree leaves drawings closed.
  for (const [drawing] of html.matchAll(/<svg[\s\S]*?<\/svg>/g)) {
    for (const [, id = ''] of drawing.matchAll(/\sid="([^"]*)"/g)) links.ids.add(id);
    for (const [, address = ''] of drawing.matchAll(/\s(?:xlink:)?href="([^"]*)"/g)) links.addresses.push(address);
  }
  if (links.sentTo !== null) links.addresses.push(links.sentTo);
  return links;
}

/** One thing wrong, as `page: what`. */
export type LinkFault = string;

/** Every address that leads nowhere, every canonical address that is not the page's own, every language that is not answered. */
export function linkFaults(site: BuiltSite): LinkFault[] {
  const pages = new Map([...site.pages].map(([route, html]) => [route, linksOf(html)]));
  /** The path and the passage of an address on this site; `null` for one elsewhere. */
  const inside = (address: string, from: string): { path: string; hash: string } | null => {
    const url = URL.parse(address, site.origin + from);
    if (!url || url.origin !== site.origin) return null;
    return { path: decodeURI(url.pathname), hash: decodeURIComponent(url.hash.slice(1)) };
  };
  const whyDead = (address: string, from: string): string | null => {
    if (address === '' || address === '#') return 'leads nowhere';
    const target = inside(address, from);
    if (!target || addedByHost.has(target.path)) return null;
    const page = pages.get(target.path);
    if (!page) return site.files.has(target.path) ? null : 'is no page and no file';
    return target.hash === '' || page.ids.has(target.hash) ? null : `has no passage #${target.hash}`;
  };

  const faults = new Set<LinkFault>();
  for (const [route, links] of pages) {
    const say = (what: string) => void faults.add(`${route}: ${what}`);
    for (const address of links.addresses) {
      const why = whyDead(address, route);
      if (why !== null) say(`"${address}" ${why}`);
    }
    const own = site.origin + route;
    if (links.sentTo !== null) {
      const target = inside(links.sentTo, route);
      if (target && (pages.get(target.path)?.sentTo ?? null) !== null)
        say(`sends on to "${target.path}", which sends on again`);
      if (links.canonical.length !== 1 || inside(links.canonical[0] ?? '', route)?.path !== target?.path)
        say('is an old address whose canonical address is not that of the page it leads to');
    } else if (links.indexed && (links.canonical.length !== 1 || links.canonical[0] !== own))
      say(`canonical address is ${links.canonical.join(', ') || 'missing'}`);

    for (const [language, address] of links.languages) {
      const other = inside(address, route);
      const answers = other ? (pages.get(other.path)?.languages ?? []) : [];
      if (!answers.some(([, back]) => back === own)) say(`"${address}" (${language}) does not point back`);
    }
    if (links.languages.length > 0 && !links.languages.some(([, address]) => address === own))
      say('names other languages, and not its own');
  }
  for (const [path, style] of site.styles) {
    for (const [, address = ''] of style.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
      const target = address.startsWith('data:') ? null : inside(address, path);
      if (target && !site.files.has(target.path)) faults.add(`${path}: "${address}" is no file`);
    }
  }
  return [...faults];
}

/** Addresses outside the site from which a page of it would load something by itself. */
export function foreignLoads(site: BuiltSite): string[] {
  const loading = new Set(['script', 'img', 'source', 'iframe', 'video', 'audio', 'track', 'embed', 'object']);
  const loadingRel = /\b(?:stylesheet|icon|preload|modulepreload|prefetch|preconnect|dns-prefetch|manifest)\b/;
  const foreign = (address: string, from: string) => {
    const url = URL.parse(address, site.origin + from);
    return url !== null && /^https?:/.test(url.protocol) && url.origin !== site.origin;
  };
  const found: string[] = [];
  for (const [route, html] of site.pages) {
    for (const element of elementsOf(parseHtml(html))) {
      const loads =
        loading.has(element.tagName) ||
        (element.tagName === 'link' && loadingRel.test(attributeOf(element, 'rel') ?? ''));
      if (!loads) continue;
      const addresses = ['href', 'xlink:href', 'src', 'data', 'poster'].flatMap(
        (name) => attributeOf(element, name) ?? [],
      );
      for (const name of listAttributes)
        addresses.push(
          ...(attributeOf(element, name) ?? '').split(',').flatMap((one) => one.trim().split(/\s+/)[0] || []),
        );
      for (const address of addresses) if (foreign(address, route)) found.push(`${route}: ${address}`);
    }
  }
  for (const [path, style] of site.styles) {
    for (const [, quoted, bare] of style.matchAll(/url\(["']?([^"')]+)["']?\)|@import\s+["']([^"']+)/g)) {
      const address = quoted ?? bare ?? '';
      if (foreign(address, path)) found.push(`${path}: ${address}`);
    }
  }
  return found;
}
