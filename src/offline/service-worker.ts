/**
 * Keeps what a reader has visited readable without a network. The network is always asked first: what is read is today's
 * wherever there is a line at all. Bundled by `integration.ts` into `/sw.js`, whose scope is the whole site.
 */
import { isKeptFile, isLeftAlone, isNamedByContent, offlinePage, pageShelf, partShelf } from './shelves.ts';

/** What is used of a worker's world. TypeScript's own library for it cannot stand beside that of pages. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(name: 'install' | 'activate', listen: (event: WorkerEvent) => void): void;
  addEventListener(name: 'message', listen: (event: WorkerEvent & { readonly data: unknown }) => void): void;
  addEventListener(name: 'fetch', listen: (event: FetchEvent) => void): void;
}
const worker = globalThis as unknown as Worker;

/** Pages and their parts kept at most; the oldest go first. */
const mostPages = 80;
const mostParts = 250;
/** How long a line may take before a copy that is here is shown instead, in milliseconds. */
const patience = 4000;

worker.addEventListener('install', (event) => {
  event.waitUntil(keepPage(offlinePage));
  // Nothing an older worker keeps is of another shape, so nobody has to close the site first.
  void worker.skipWaiting();
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => ![pageShelf, partShelf].includes(name)).map((name) => caches.delete(name))),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin || isLeftAlone(address.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(event));
  else if (isNamedByContent(address.pathname)) event.respondWith(keptPart(event));
  else if (isKeptFile(address.pathname)) event.respondWith(newestPart(event));
});

// The page that was open before there was a worker.
worker.addEventListener('message', (event) => {
  const page: unknown = (event.data as { page?: unknown } | null)?.page;
  if (typeof page !== 'string') return;
  const { origin, pathname } = new URL(page);
  if (origin === worker.location.origin && !isLeftAlone(pathname))
    event.waitUntil(keepPage(pathname).catch(() => undefined));
});

/** Keeps a page and everything it loads at once, as its HTML names it. */
async function keepPage(path: string): Promise<void> {
  const response = await fetch(path);
  if (!response.ok || response.redirected) return;
  const html = await response.clone().text();
  const parts = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].flatMap(([, part = '']) =>
    isNamedByContent(part) ? part : [],
  );
  await (await caches.open(pageShelf)).put(path, response);
  await (await caches.open(partShelf)).addAll([...new Set(parts)]);
}

/** A page: from the network, else the copy kept, else the page that says what is kept. */
async function page(event: FetchEvent): Promise<Response> {
  const kept = await caches.match(event.request, { ignoreSearch: true });
  const fetched = fetch(event.request).then((response) => {
    const isPage = response.ok && !response.redirected && response.headers.get('content-type')?.includes('text/html');
    // Answers to a question in the address are one page.
    if (isPage) keep(event, pageShelf, event.request.url.replace(/[?#].*$/, ''), response.clone(), mostPages);
    return response;
  });
  try {
    if (!kept) return await fetched;
    const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), patience));
    return await Promise.race([fetched, late]);
  } catch {
    return kept ?? (await caches.match(offlinePage)) ?? Response.error();
  } finally {
    // Shown late, it is still kept for the next time.
    event.waitUntil(fetched.catch(() => undefined));
  }
}

/** A file whose name changes with its content: once kept, never asked for again. */
async function keptPart(event: FetchEvent): Promise<Response> {
  const kept = await caches.match(event.request);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) keep(event, partShelf, event.request, response.clone(), mostParts);
  return response;
}

/** A file whose name stays while its content changes: the network's, else the copy kept. */
async function newestPart(event: FetchEvent): Promise<Response> {
  try {
    const response = await fetch(event.request);
    if (response.ok) keep(event, partShelf, event.request, response.clone(), mostParts);
    return response;
  } catch {
    return (await caches.match(event.request)) ?? Response.error();
  }
}

function keep(event: FetchEvent, name: string, key: RequestInfo, response: Response, most: number): void {
  event.waitUntil(
    caches
      .open(name)
      .then(async (shelf) => {
        await shelf.put(key, response);
        const keys = (await shelf.keys()).filter(({ url }) => new URL(url).pathname !== offlinePage);
        await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((oldest) => shelf.delete(oldest)));
      })
      // A device without room left reads on all the same.
      .catch(() => undefined),
  );
}
