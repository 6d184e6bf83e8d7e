/** What is kept on the device for reading without a network, and where. */

/** Names of the caches. A number goes up when what they hold changes its shape. */
export const pageShelf = 'pages-1';
export const partShelf = 'parts-1';

/** The page that says what can be read without a network. */
export const offlinePage = '/mat-mang/';

/**
 * What a service worker has no business with: which server the contest talks to and what it says, what newsrooms embed,
 * the organisers' console.
 */
export const isLeftAlone = (path: string): boolean =>
  path === '/supabase.json' || /^\/(?:nhung|ban-to-chuc|rest|auth)\//.test(path);

/** Files whose names carry a hash of their content. */
export const isNamedByContent = (path: string): boolean => path.startsWith('/_astro/');

/** Other files a page shows: the search index, pictures, the faces. Downloads (PDF, CSV, calendars) are the reader's to keep. */
export const isKeptFile = (path: string): boolean =>
  path.startsWith('/pagefind/') || /\.(?:svg|png|webp|jpg|woff2)$/.test(path);
