/** Lists, on the offline page, what has been visited and can be read. */
import { offlinePage, pageShelf } from './shelves.ts';

const list = document.querySelector<HTMLUListElement>('[data-kept-pages]');
const none = document.querySelector<HTMLElement>('[data-none-kept]');

/** Pages kept on this device: their titles and addresses, the latest visited first. */
async function keptPages(): Promise<{ title: string; path: string }[]> {
  const shelf = await caches.open(pageShelf);
  const pages = await Promise.all(
    [...(await shelf.keys())].reverse().map(async (request) => {
      const html = (await (await shelf.match(request))?.text()) ?? '';
      const title = new DOMParser().parseFromString(html, 'text/html').querySelector('h1')?.textContent?.trim();
      return { title: title ?? '', path: new URL(request.url).pathname };
    }),
  );
  return pages.filter(({ title, path }) => title !== '' && path !== offlinePage);
}

if (list && none && 'caches' in window) {
  keptPages().then(
    (pages) => {
      none.hidden = pages.length > 0;
      list.append(
        ...pages.map(({ title, path }) => {
          const item = document.createElement('li');
          const link = document.createElement('a');
          link.href = path;
          link.textContent = title;
          item.append(link);
          return item;
        }),
      );
    },
    () => undefined,
  );
}
