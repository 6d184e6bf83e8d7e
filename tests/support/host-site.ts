/** A site that embeds ours: pages of another origin, made up by a test. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HostSite {
  /** Puts a page there. @param body what an editor has pasted. @returns its address */
  page(body: string, head?: string): string;
  stop(): Promise<void>;
}

/** What each of its pages counts by itself: how far anything has jumped, and every message it was sent. */
const watching = `<script>
window.shift = 0; window.heard = [];
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value })
  .observe({ type: 'layout-shift', buffered: true });
addEventListener('message', ({ data }) => window.heard.push(data));
</script>`;

export async function startHostSite(): Promise<HostSite> {
  const pages: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[Number(url.slice(1))] ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    page: (body, head = '') => {
      const words = '<p>Một đoạn của bài báo, trước và sau hình.</p>'.repeat(3);
      pages.push(
        `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
          `<title>Bài báo</title><style>body{margin:0}</style>${watching}${head}</head><body>${words}<div>${body}</div>${words}</body></html>`,
      );
      // Not the name under which the tests reach our site: another origin, and another site too.
      return `http://localhost:${port}/${pages.length - 1}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
