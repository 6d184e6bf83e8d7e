/** The headers, as a browser obeys them: what the site does is allowed, framing it is not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { withEmbedPolicy } from '../../src/headers/embed-policy.ts';
import type { LocalProduct } from '../../supabase/local/server.ts';
import { startSampleProduct } from '../support/sample-product.ts';
import { builtPages, isFrame } from '../support/site-pages.ts';
import { templatesOf } from '../support/site-templates.ts';

const pages = await builtPages();
const templates = (await templatesOf(pages)).flatMap(({ routes }) => routes[0] ?? []);

/** What the browser blocked on this page and its frames, as it is said to the page and on the console. */
async function blockedOn(page: Page): Promise<string[]> {
  const blocked: string[] = [];
  await page.exposeFunction('tellBlocked', (what: string) => blocked.push(what));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      (globalThis as unknown as { tellBlocked(what: string): void }).tellBlocked(`${violatedDirective}: ${blockedURI}`),
    );
  });
  page.on('console', (message) => {
    if (/Content[- ]Security[- ]Policy|X-Frame-Options|Permissions-Policy|Cross-Origin/i.test(message.text()))
      blocked.push(message.text());
  });
  return blocked;
}

test('no page of any template holds or loads what its policy blocks', async ({ page }) => {
  const blocked = await blockedOn(page);
  for (const route of templates) {
    await page.goto(route, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    expect.soft(blocked.splice(0), route).toEqual([]);
    // Embed pages have no colours to choose.
    if (!isFrame(route))
      expect(await page.evaluate(() => document.documentElement.dataset['js']), `${route} runs its script`).toBe('');
  }
  expect(templates.length).toBeGreaterThan(15);
});

test('what a page would be made to hold or load from elsewhere is blocked, and seen', async ({ page }) => {
  const blocked = await blockedOn(page);
  await page.goto('/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "không được chạy"';
    document.body.append(script);
    const picture = new Image();
    picture.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
    document.body.insertAdjacentHTML('beforeend', '<p style="color: red">Đỏ</p>');
    return fetch('https://vidu.invalid/').catch(() => undefined);
  });
  await expect
    .poll(() => blocked.filter((what) => /^[a-z-]+: /.test(what)).map((what) => what.split(':')[0]))
    .toEqual(expect.arrayContaining(['script-src-elem', 'img-src', 'style-src-attr', 'connect-src']));
  await expect(page).not.toHaveTitle('không được chạy');
});

test('search runs under its policy, on the page and in its worker', async ({ page }) => {
  const blocked = await blockedOn(page);
  for (const address of ['/tim-kiem/?q=nghi+quyet', '/en/search/?q=resolution']) {
    await page.goto(address);
    await expect(page.locator('#search-results > li').first()).toBeVisible();
  }
  expect(blocked).toEqual([]);
});

test.describe('a newsroom’s page', () => {
  // One product for them all: it takes longer to start than they take.
  test.describe.configure({ mode: 'default' });

  const font = 'data:font/woff2;base64,d09GMgABAAAAAA==';
  const embedPage = withEmbedPolicy(`<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Nhúng</title>
<style>@font-face { font-family: a; src: url(${font}) } p { color: rgb(1, 2, 3) }</style></head><body><p>Hình</p>
<script>parent.postMessage('đã chạy', '*');
fetch('/supabase.json').then((reply) => reply.json()).then(({ url, publishable_key }) =>
  fetch(url + '/rest/v1/rpc/contest', { headers: { apikey: publishable_key, 'accept-profile': 'api' } })
).then(({ status }) => parent.postMessage('máy chủ ' + status, '*'), (fault) => parent.postMessage('lỗi ' + fault, '*'));</script>
</body></html>`);
  let newsroom: Server;
  let product: LocalProduct;
  let site = '';
  let shown = '';

  test.beforeAll(async () => {
    site = mkdtempSync(join(tmpdir(), 'embed-site-'));
    mkdirSync(join(site, 'nhung/mau'), { recursive: true });
    writeFileSync(join(site, 'index.html'), '<!doctype html><title>Trang mẫu</title>');
    writeFileSync(join(site, 'nhung/mau/index.html'), embedPage);
    // Its script is allowed by the header, which knows every embed page; its style sheet by nothing.
    writeFileSync(
      join(site, 'nhung/mau/sua.html'),
      embedPage.replace('p { color: rgb(1, 2, 3) }', 'p { color: rgb(3, 2, 1) }'),
    );
    product = await startSampleProduct({ site });
    newsroom = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        `<!doctype html><title>Tòa soạn</title><script>addEventListener('message', ({ data }) => document.body.append(data + '; '))</script>${shown}`,
      );
    }).listen(0, '127.0.0.1');
  });
  test.afterAll(async () => {
    newsroom.close();
    await product.stop();
    rmSync(site, { recursive: true, force: true });
  });
  const open = async (page: Page, address: string, sandbox: string) => {
    shown = `<iframe ${sandbox} src="${address}" width="400" height="200"></iframe>`;
    await page.goto(`http://127.0.0.1:${(newsroom.address() as AddressInfo).port}/`);
  };

  for (const route of ['/', '/cuoc-thi/', '/infographic/', '/nghi-quyet/', '/khong-co/', '/favicon.svg'])
    test(`cannot frame ${route}`, async ({ page, baseURL }) => {
      const refused = page.waitForEvent('console', (message) => /frame-ancestors|X-Frame-Options/.test(message.text()));
      await open(page, `${baseURL}${route}`, '');
      await refused;
      expect(page.frames().map((frame) => frame.url())).not.toContain(`${baseURL}${route}`);
    });

  for (const sandbox of ['', 'sandbox="allow-scripts"'])
    test(`frames an embed page${sandbox && ' in a sandbox'}: it is drawn, runs its script and asks the contest`, async ({
      page,
    }) => {
      const blocked = await blockedOn(page);
      await open(page, `${product.url}/nhung/mau/`, sandbox);
      await expect(page.frameLocator('iframe').locator('p')).toHaveCSS('color', 'rgb(1, 2, 3)');
      await expect(page.locator('body')).toContainText('đã chạy; máy chủ 200');
      expect(blocked).toEqual([]);
    });

  test('frames an embed page whose style sheet is not the one it was built with: it is not drawn with it', async ({
    page,
  }) => {
    await open(page, `${product.url}/nhung/mau/sua.html`, '');
    await expect(page.frameLocator('iframe').locator('p')).toHaveCSS('color', 'rgb(0, 0, 0)');
    await expect(page.locator('body')).toContainText('đã chạy');
  });
});
