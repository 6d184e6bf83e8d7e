/** What a newsroom pastes into its page to show an infographic or the contest. Pure; the build writes it, and so does the panel. */
import { escapeXml } from '../figures/xml-text.ts';
import { contestFrame, frameRoute, homeRoute, pictureRoute, type Edition } from './addresses.ts';
import { roomsOf, type LayoutHeights, type Room } from './frame-layouts.ts';

/** An infographic as other sites may take it. */
export interface Embeddable extends Edition {
  title: string;
  /** What it shows, in a sentence or two. */
  summary: string;
  heights: LayoutHeights;
  /** Size in px of its picture with the longest side `longestSide`. */
  picture: { width: number; height: number };
}

/** Longest side in px of the picture that is pasted. */
export const longestSide = 1200;

/** How wide it may become on the page it is pasted into. */
export const snippetSizes = { narrow: '480px', medium: '800px', whole: '100%' } as const;
export type SnippetSize = keyof typeof snippetSizes;

export interface Snippets {
  /** A frame without script: the narrow layout in its own shape. */
  frame: string;
  /** The same frame, and a script of the host that gives it the width there is and the height its page tells. */
  fitted: string;
  /** A link around a picture. */
  picture: string;
}

/** @param site address of this site: `https://example.com` */
export function snippetsOf(embeddable: Embeddable, site: string, size: SnippetSize): Snippets {
  const frame = frameSnippet(embeddable, site);
  const script = fittingScript(whole(frameRoute(embeddable), site), size, roomsOf(embeddable.heights));
  return {
    frame,
    fitted: `${frame}<script>${script}</script>`,
    picture: pictureSnippet(embeddable, site, size),
  };
}

const whole = (route: string, site: string) => new URL(route, site).href;

function frameSnippet(embeddable: Embeddable, site: string): string {
  const { title, heights } = embeddable;
  // `height:auto` gives way to the shape where styles are kept; where they are not, width and height hold.
  const shape = `height:auto;aspect-ratio:320/${heights.narrow};`;
  return frameTag(whole(frameRoute(embeddable), site), title, 320, heights.narrow, shape);
}

const frameTag = (src: string, title: string, width: number, height: number, shape = '') =>
  `<iframe src="${escapeXml(src)}" title="${escapeXml(title)}" loading="lazy" width="${width}" height="${height}" ` +
  `style="width:100%;max-width:${snippetSizes.narrow};${shape}border:0"></iframe>`;

/**
 * The contest's frame, alone and with the listener. How high its page is nobody knows before the board has come: on most
 * phones there is room for five units.
 * @param site address of this site
 */
export function contestSnippets(title: string, site: string): Pick<Snippets, 'frame' | 'fitted'> {
  const src = whole(frameRoute({ slug: contestFrame, language: 'vi', pinned: null }), site);
  const frame = frameTag(src, title, 360, 540);
  return { frame, fitted: `${frame}<script>${fittingScript(src, 'whole', [])}</script>` };
}

/**
 * Runs on the host's page: it has to work wherever a newsroom's system puts it, twice on one page, and after that system
 * has wrapped or moved the frame. So it looks for frames by their address, and it has no `<` and no `&`, which such
 * systems write in other ways.
 */
function fittingScript(src: string, size: SnippetSize, rooms: Room[]): string {
  const given = [src, snippetSizes[size], rooms];
  return (
    '(function(u,m,r){' +
    "function each(f){[].forEach.call(document.getElementsByTagName('iframe'),function(e){if(e.src===u)f(e,e.style)})}" +
    'each(function(e,s){s.maxWidth=m;var w=e.clientWidth;r.forEach(function(l){' +
    "if(w>=l[0])s.height=Math.ceil(Math.min(w,l[1])*l[2]/l[3])+'px'})});" +
    "addEventListener('message',function(v){var d=v.data;if(d)if(d.type==='infographic-height')if(d.height>0)" +
    "each(function(e,s){if(e.contentWindow===v.source)s.height=d.height+'px'})})" +
    `})(${given.map((value) => JSON.stringify(value).replace(/[<&\u2028\u2029]/g, escapedInScript)).join()})`
  );
}

const escapedInScript = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * For AMP pages, which take no other frame: in the shape of the narrow layout, and asking for the height its page tells.
 * @param more what AMP writes on the frame where it may not grow by itself
 */
export function ampSnippet(embeddable: Embeddable, site: string, more: string): string {
  const { title, heights } = embeddable;
  return (
    `<amp-iframe src="${escapeXml(whole(frameRoute(embeddable), site))}" title="${escapeXml(title)}" width="320" ` +
    `height="${heights.narrow}" layout="responsive" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" ` +
    `resizable><div overflow tabindex="0" role="button">${escapeXml(more)}</div></amp-iframe>`
  );
}

function pictureSnippet(embeddable: Embeddable, site: string, size: SnippetSize): string {
  const { title, summary, picture } = embeddable;
  const width = Math.min(picture.width, Number.parseInt(size === 'whole' ? `${picture.width}` : snippetSizes[size]));
  const height = Math.round((width / picture.width) * picture.height);
  return (
    `<a href="${escapeXml(whole(homeRoute(embeddable), site))}">` +
    `<img src="${escapeXml(whole(pictureRoute(embeddable, longestSide), site))}" ` +
    `alt="${escapeXml(`${title}. ${summary}`)}" width="${width}" height="${height}" ` +
    'style="max-width:100%;height:auto"></a>'
  );
}
