/**
 * Which headers which addresses carry: said once, for every host. `headers-file.ts`, `caddyfile.ts` and `nginx-conf.ts` write
 * it in their languages; the local server answers with it.
 */
import { themeScript } from '../layouts/theme-script.ts';
import { policyText, sourceOf, type Policy } from './policy.ts';

export type Header = readonly [name: string, value: string];

/** What only the built site and its operator know. */
export interface SiteFacts {
  /** Origin of the contest's Supabase project; `undefined` where it answers at the site's own. */
  backend: string | undefined;
  /** Sources of the inline scripts of the embed pages, sorted. */
  embedScripts: readonly string[];
}

/** Addresses that carry the same headers. */
export interface Room {
  name: string;
  /** `/folder/` means everything below it, `/file` that file. The longest path that fits an address has it. */
  paths: readonly string[];
  policy: Policy;
  headers: readonly Header[];
}

/** Anybody may frame what lies here, and nothing else. */
export const embedFolder = '/nhung/';

const year = 31_536_000;

/**
 * The same everywhere. A host that joins two matching rules gives a header twice where both name it: none of these may be
 * named by a room as well.
 */
export const commonHeaders: readonly Header[] = [
  ['X-Content-Type-Options', 'nosniff'],
  // An office's other sites see where a reader came from, not what was read.
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  // What the site never asks for. Sharing, copying, reading aloud, the player's full screen and picture in picture are not here.
  [
    'Permissions-Policy',
    [
      ...['accelerometer', 'camera', 'display-capture', 'geolocation', 'gyroscope', 'hid', 'magnetometer'],
      ...['microphone', 'midi', 'payment', 'serial', 'usb'],
    ]
      .map((feature) => `${feature}=()`)
      .join(', '),
  ],
  // A browser that has seen this refuses plain http until the time is up. Half a year, for this name only: with
  // includeSubDomains it would lock out the office's other sites that have no certificate, and preload is hard to take back.
  ['Strict-Transport-Security', `max-age=${year / 2}`],
];

const revalidated: Header = ['Cache-Control', 'no-cache'];
const namedByContent: Header = ['Cache-Control', `public, max-age=${year}, immutable`];
const readByAnybody: Header = ['Access-Control-Allow-Origin', '*'];
/** No other site's window keeps hold of a page with somebody's ticket or answers on it. */
const apart: Header = ['Cross-Origin-Opener-Policy', 'same-origin'];

const sitePolicy: Policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'", sourceOf(themeScript)],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'media-src': ["'self'"],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Pagefind is WebAssembly: on the page that searches, and in the worker that it starts, whose policy is its own. */
const searchingPolicy: Policy = {
  ...sitePolicy,
  'script-src': [...(sitePolicy['script-src'] ?? []), "'wasm-unsafe-eval'"],
};

/** An infographic's page shows how it looks in a frame. */
const lookAtFrames: Policy = { 'frame-src': ["'self'"] };

/**
 * The last of the rooms has whatever no other has: a path of `/`.
 *
 * `Cross-Origin-Opener-Policy` stands only where a page has something of its reader's: a newsroom's sandboxed frame opens
 * links in a sandboxed window, and there a browser refuses to show a page with that header at all.
 */
export function rooms({ backend, embedScripts }: SiteFacts): Room[] {
  const asked = ["'self'", ...(backend === undefined ? [] : [backend])];
  const contestPolicy: Policy = { ...sitePolicy, 'connect-src': asked };
  return [
    {
      name: 'embeds',
      paths: [embedFolder],
      policy: {
        'default-src': ["'none'"],
        'script-src': embedScripts,
        // Every figure carries a style sheet with the glyphs it uses: as hashes they would outgrow a header. Each page names
        // its own in a <meta> (`embed-policy.ts`). The site's are for its page of what is not found.
        'style-src': ["'self'", "'unsafe-inline'"],
        'font-src': ["'self'", 'data:'],
        'img-src': ["'self'", 'data:'],
        'connect-src': asked,
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ['*'],
      },
      // Read many times over from other sites; a correction is seen within five minutes.
      headers: [['Cache-Control', 'public, max-age=300']],
    },
    {
      name: 'contest',
      paths: ['/cuoc-thi/', '/chung-nhan/', '/ban-to-chuc/'],
      policy: contestPolicy,
      headers: [apart, revalidated],
    },
    { name: 'forms', paths: ['/bieu-mau/'], policy: sitePolicy, headers: [apart, revalidated] },
    { name: 'search', paths: ['/tim-kiem/', '/pagefind/'], policy: searchingPolicy, headers: [revalidated] },
    // Hosts join rules that match one address, so what lies below one folder shares one policy.
    { name: 'english', paths: ['/en/'], policy: { ...searchingPolicy, ...lookAtFrames }, headers: [revalidated] },
    {
      name: 'infographics',
      paths: ['/infographic/'],
      policy: { ...sitePolicy, ...lookAtFrames },
      headers: [revalidated],
    },
    {
      name: 'search-parts',
      paths: ['/pagefind/fragment/', '/pagefind/index/'],
      policy: sitePolicy,
      headers: [namedByContent],
    },
    { name: 'assets', paths: ['/_astro/'], policy: sitePolicy, headers: [namedByContent] },
    // A framed page without an origin asks for it too.
    {
      name: 'backend',
      paths: ['/supabase.json'],
      policy: sitePolicy,
      headers: [readByAnybody, ['Cache-Control', 'no-store']],
    },
    { name: 'oembed', paths: ['/oembed/'], policy: sitePolicy, headers: [readByAnybody, revalidated] },
    { name: 'rest', paths: ['/'], policy: sitePolicy, headers: [revalidated] },
  ].map((room) => ({ ...room, headers: [...framing(room.policy), ...room.headers] as Header[] }));
}

/** The policy as a header, and the older one that browsers heed where they do not know `frame-ancestors`. */
function framing(policy: Policy): Header[] {
  const isFramed = policy['frame-ancestors']?.includes('*') === true;
  return [['Content-Security-Policy', policyText(policy)], ...(isFramed ? [] : [['X-Frame-Options', 'DENY'] as const])];
}

/** The room an address lies in. @param path decoded, with its leading slash */
export function roomOf(path: string, all: readonly Room[]): Room {
  const lengthIn = (room: Room) =>
    Math.max(
      0,
      ...room.paths.map((own) => ((own.endsWith('/') ? path.startsWith(own) : path === own) ? own.length : 0)),
    );
  const room = all.reduce<Room | undefined>(
    (best, next) => (lengthIn(next) > (best ? lengthIn(best) : 0) ? next : best),
    undefined,
  );
  if (!room) throw new Error(`no room has ${path}`);
  return room;
}

/** Every header an address is answered with. */
export const headersFor = (path: string, all: readonly Room[]): Header[] => [
  ...commonHeaders,
  ...roomOf(path, all).headers,
];
