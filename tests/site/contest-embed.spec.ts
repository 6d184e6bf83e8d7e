import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '../support/browser-test.ts';
import { register, rpc, somebody, start, submitEarly } from '../support/contest-page.ts';

const embed = '/nhung/cuoc-thi/';

/** A newspaper's page with the embed in it, as WordPress and others frame what they do not know: without an origin. */
async function newspaper(page: Page, baseURL: string): Promise<Server> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="vi"><title>Báo</title><h1>Báo</h1><iframe title="Cuộc thi" sandbox="allow-scripts" src="${baseURL}${embed}" width="360" height="480"></iframe>`,
    );
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return server;
}

test('inside a newspaper’s page the contest says how long it still is, and which units lead', async ({
  page,
  baseURL,
}) => {
  await register(page, somebody());
  await start(page);
  await submitEarly(page);
  await expect(page.locator('.outcome')).toContainText(/Hạng \d/);

  const server = await newspaper(page, baseURL ?? '');
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#line')).toHaveText(/đang mở, đóng sau (?:\d+ (?:ngày|giờ|phút|giây) ?){1,2}\.$/);
  await expect(frame.getByRole('heading', { name: 'Đơn vị có tỉ lệ dự thi cao nhất' })).toBeVisible();
  // Seen to fail with the province alone shown, as the board begins.
  await expect(frame.locator('#units li').first()).toHaveText(/^(?!Tỉnh mẫu).+: [\d,]+ %$/);
  server.close();
});

test('where the backend cannot be reached, or no script runs, it is a title and a link', async ({
  browser,
  baseURL,
}) => {
  for (const javaScriptEnabled of [true, false]) {
    const context = await browser.newContext({
      javaScriptEnabled,
      serviceWorkers: 'block',
      ...(baseURL && { baseURL }),
    });
    const page = await context.newPage();
    await page.route('**/supabase.json', (route) => route.abort());
    const asked = javaScriptEnabled ? page.waitForRequest('**/supabase.json') : undefined;
    await page.goto(embed);
    await asked;
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Cuộc thi');
    await expect(page.locator('#line')).toHaveText('Giờ mở từng đợt có ở trang cuộc thi.');
    await expect(page.getByRole('link', { name: 'Vào trang cuộc thi' })).toHaveAttribute('href', /\/cuoc-thi\/$/);
    await expect(page.locator('#board')).toBeHidden();
    const { violations } = javaScriptEnabled ? await new AxeBuilder({ page }).analyze() : { violations: [] };
    expect(violations).toEqual([]);
    await context.close();
  }
});

test('an answer that is none leaves what stands there, and it is asked for again', async ({ page }) => {
  let asked = 0;
  await page.route(rpc('contest'), async (route) => {
    asked += 1;
    await (asked === 1 ? route.fulfill({ status: 503, json: { message: 'bận' } }) : route.fallback());
  });
  await page.clock.install();
  await page.goto(embed);
  await expect.poll(() => asked).toBe(1);
  await page.clock.runFor(85_000);
  await expect(page.locator('#line')).toHaveText(/đang mở|mở sau/);
  expect(asked).toBe(2);
});
