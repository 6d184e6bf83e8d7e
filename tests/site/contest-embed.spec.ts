/** The contest on pages that are not ours. */
import AxeBuilder from '@axe-core/playwright';
import type { Result } from '../../src/contest/contract.ts';
import { expect, test, type Page } from '../support/browser-test.ts';
import { register, rpc, somebody, start, submitEarly } from '../support/contest-page.ts';
import { startHostSite, type HostSite } from '../support/host-site.ts';
import { elementsOf, parseHtml, textOfNode } from '../support/site-html.ts';
import { builtHtml } from '../support/site-pages.ts';
import { filteredByWordPress, wordPressHostScript } from '../support/wordpress.ts';

const embed = '/nhung/cuoc-thi/';

declare global {
  interface Window {
    heard: Record<string, unknown>[];
    opened?: string;
  }
}

let host: HostSite;
test.beforeAll(async () => {
  host = await startHostSite();
});
test.afterAll(() => host.stop());

/** What newsrooms paste, as the site offers it, leading to the site under test. */
async function codes(baseURL: string | undefined): Promise<string[]> {
  const origin = new URL(/rel="canonical" href="([^"]+)"/.exec(await builtHtml('/'))?.[1] ?? '').origin;
  const shown = [...elementsOf(parseHtml(await builtHtml('/bao-chi/nhung/')))].filter(
    ({ tagName }) => tagName === 'code',
  );
  return shown
    .map((code) =>
      [...code.childNodes]
        .map(textOfNode)
        .join('')
        .replaceAll(origin, baseURL ?? ''),
    )
    .filter((code) => code.startsWith('<iframe') && code.includes(embed));
}

/** A board of so many units, whoever has taken part. */
const withUnits = (page: Page, count: number) =>
  page.route(rpc('unit_leaderboard'), async (route) => {
    const answer = await route.fetch();
    const board = (await answer.json()) as Result<'unit_leaderboard'>;
    const rows = Array.from({ length: count }, (_, index) => ({
      ...board.rows[0],
      code: `mau-${index}`,
      name: `Đơn vị mẫu số ${index}`,
      participation_rate: 0.5,
    }));
    await route.fulfill({ response: answer, json: { ...board, rows, total: count } });
  });

const inside = (page: Page) => page.frames().find((frame) => frame.url().includes(embed)) ?? page.mainFrame();
/** The height that a frame needs, with the px that it has to spare. */
const needed = (page: Page) =>
  inside(page).evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height) + 1);

test('inside a newspaper’s page the contest says how long it still is, and which units lead', async ({
  page,
  baseURL,
}) => {
  await register(page, somebody());
  await start(page);
  await submitEarly(page);
  await expect(page.locator('.outcome')).toContainText(/Hạng \d/);

  // As WordPress and others frame what they do not know: without an origin.
  await page.goto(host.page(`<iframe title="Cuộc thi" sandbox="allow-scripts" src="${baseURL}${embed}"></iframe>`));
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#line')).toHaveText(/đang mở, đóng sau (?:\d+ (?:ngày|giờ|phút|giây) ?){1,2}\.$/);
  await expect(frame.getByRole('heading', { name: 'Đơn vị có tỉ lệ dự thi cao nhất' })).toBeVisible();
  // Seen to fail with the province alone shown, as the board begins.
  await expect(frame.locator('#units li').first()).toHaveText(/^(?!Tỉnh mẫu).+: [\d,]+\s%$/);
});

test('in a sandbox without an origin it tells its height, in our words and in AMP’s, and tells it again when its board has come', async ({
  page,
  baseURL,
}) => {
  await withUnits(page, 5);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/supabase.json', async (route) => {
    await held;
    await route.fallback();
  });
  await page.goto(
    host.page(`<iframe sandbox="allow-scripts" src="${baseURL}${embed}" width="360" height="200"></iframe>`),
  );
  await page.waitForFunction(() => window.heard.length >= 2);
  const first = await needed(page);
  const told = (height: number) => [
    { type: 'infographic-height', slug: 'cuoc-thi', height },
    { sentinel: 'amp', type: 'embed-size', height },
  ];
  expect(await page.evaluate(() => window.heard.slice(-2))).toEqual(told(first));
  letGo();
  await expect(page.frameLocator('iframe').locator('#units li')).toHaveCount(5);
  await expect.poll(() => needed(page)).toBeGreaterThan(first + 100);
  await expect.poll(() => page.evaluate(() => window.heard.slice(-2))).toEqual(told(await needed(page)));
  expect(await inside(page).evaluate(() => origin)).toBe('null');
});

test('the fitted frame that newsrooms are offered is as high as what stands in it', async ({ page, baseURL }) => {
  const [frame = '', fitted = '', ...more] = await codes(baseURL);
  expect([fitted.startsWith(`${frame}<script>`), more]).toEqual([true, []]);
  await withUnits(page, 5);
  for (const width of [320, 700]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(host.page(fitted));
    await expect(page.frameLocator('iframe').locator('#units li')).toHaveCount(5);
    await expect
      .poll(async () => (await page.locator('iframe').boundingBox())?.height === (await needed(page)))
      .toBe(true);
    expect((await page.locator('iframe').boundingBox())?.width).toBe(width);
  }
});

test('WordPress is told the height under its own word, and a pressed link leads to the contest by way of its page', async ({
  page,
  baseURL,
}) => {
  await withUnits(page, 5);
  const secret = 'aB3dE6gH9k';
  const html = `<blockquote><a href="${baseURL}/cuoc-thi/">Cuộc thi</a></blockquote><iframe src="${baseURL}${embed}" width="600" height="200"></iframe>`;
  await page.goto(host.page(filteredByWordPress(html, secret) ?? '', `<script>${wordPressHostScript}</script>`));
  await expect(page.locator('blockquote')).toBeHidden();
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('#units li')).toHaveCount(5);
  await expect
    .poll(async () => Number(await page.locator('iframe').getAttribute('height')) === (await needed(page)))
    .toBe(true);
  await frame.getByRole('link', { name: 'Vào trang cuộc thi' }).click();
  await page.waitForFunction(() => window.opened);
  expect(await page.evaluate(() => window.opened)).toBe(`${baseURL}/cuoc-thi/`);
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
