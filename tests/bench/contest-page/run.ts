/**
 * `npm run bench:page`: what the contest costs a cheap phone. A real browser on the built site, its network and processor
 * slowed down the way Chrome's own tools call slow 4G and 4× slowdown; how long until a question can be answered, and from
 * a finger's touch to the screen.
 */
import { cpus, totalmem, type } from 'node:os';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { LocalProduct } from '../../../supabase/local/server.ts';
import { startSampleProduct } from '../../support/sample-product.ts';
import { chromiumFlags, findChromium } from '../../support/chromium.ts';
import { goOn, press, register, somebody, start } from '../../support/contest-page.ts';
import { median, percentile } from '../contest/statistics.ts';
import { table } from '../contest/table.ts';

const root = join(import.meta.dirname, '../../..');

/** Chrome's preset “Slow 4G”: 562.5 ms for each request to be answered, 1.44 Mbit/s down, 675 kbit/s up. */
const slow4G = { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375, offline: false };
const slowdown = 4;
/** A cheap Android phone. */
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const visits = 7;

const targets = { firstAnswerMs: 3000, touchMs: 50 };

if (!existsSync(join(root, 'dist/index.html'))) {
  console.error('Chưa có dist/: hãy chạy "npm run build" trước.');
  process.exit(2);
}
const product = await startSampleProduct();
const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumFlags });
try {
  await run(product, browser);
} finally {
  await browser.close();
  await product.stop();
}

async function run({ url }: LocalProduct, on: Browser): Promise<void> {
  console.log(
    `Máy        ${cpus()[0]?.model ?? '?'}, ${cpus().length} nhân, ${(totalmem() / 2 ** 30).toFixed(0)} GB bộ nhớ, ${type()}, Chromium ${on.version()}`,
  );
  console.log(`Lúc        ${new Date().toISOString()}: npm run bench:page`);
  console.log(`Giả lập    4G chậm (562,5 ms mỗi lời gọi, 1,44 Mbit/s), CPU chậm đi ${slowdown} lần\n`);

  const context = await on.newContext({ ...phone, baseURL: url });
  const page = await context.newPage();
  await register(page, somebody());
  await start(page);

  const first = await timesToFirstAnswer(page);
  await page.close();
  const touches = await touchesToScreen(context);
  const whole = await touchesToScreen(context, 'Xem cả đề trên một trang');

  const ms = (value: number) => `${Math.round(value)} ms`;
  const row = (what: string, times: number[], target: number) => [
    what,
    String(times.length),
    ms(median(times)),
    ms(percentile(times, 0.95)),
    `≤ ${target} ms`,
  ];
  console.log(
    table([
      ['', 'lần', 'p50', 'p95', 'đích'],
      row('mở lại trang giữa bài đến khi chọn được câu đầu', first, targets.firstAnswerMs),
      row('chạm đến khi hiện, từng câu một', touches, targets.touchMs),
      row('chạm đến khi hiện, cả đề một trang', whole, targets.touchMs),
    ]),
  );
}

/**
 * From the start of loading the page in the middle of a quiz, nothing of it kept on the phone, until an option reacts to a
 * touch.
 */
async function timesToFirstAnswer(page: Page): Promise<number[]> {
  await slowDown(page);
  await page.addInitScript(() => {
    // Painted and listening: the frame after the first option stands in the page.
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.option input')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('can-answer')));
    }).observe(document, { childList: true, subtree: true });
  });
  const times: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    await page.reload({ waitUntil: 'commit' });
    await page.locator('.option').first().waitFor({ timeout: 60_000 });
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((done) => {
            const look = () => {
              const [mark] = performance.getEntriesByName('can-answer');
              if (mark) done(mark.startTime);
              else setTimeout(look, 50);
            };
            look();
          }),
      ),
    );
  }
  return times;
}

/** How long each touch on an option takes until the screen shows it, as the browser itself measures interactions. */
async function touchesToScreen(context: BrowserContext, layout?: string): Promise<number[]> {
  const page = await context.newPage();
  await page.goto('/cuoc-thi/');
  await goOn(page);
  await page.locator('.option').first().waitFor();
  if (layout) await press(page, layout);
  await slowDown(page);
  await page.evaluate(() => {
    const found: Record<number, number> = {};
    Object.assign(window, { found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
        const isAnswer = entry.target instanceof Element && entry.target.closest('.option') !== null;
        if (entry.interactionId && isAnswer)
          found[entry.interactionId] = Math.max(found[entry.interactionId] ?? 0, entry.duration);
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
  });
  const questions = layout ? 20 : 19;
  for (let place = 0; place < questions; place += 1) {
    for (const option of [0, 1, 2]) {
      const row = (layout ? page.locator('.sheet > li').nth(place) : page).locator('.option').nth(option);
      // A finger touches what has come to rest.
      await row.scrollIntoViewIfNeeded();
      await page.waitForTimeout(200);
      await row.tap();
      await page.waitForTimeout(150);
    }
    if (!layout) await press(page, 'Câu sau');
  }
  await page.waitForTimeout(1000);
  const times = await page.evaluate(() => Object.values((window as unknown as { found: object }).found) as number[]);
  await page.close();
  // What takes less than a frame is not even reported.
  return [...times, ...Array.from({ length: Math.max(0, questions * 3 - times.length) }, () => 16)];
}

async function slowDown(page: Page): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Network.enable');
  await tools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await tools.send('Network.emulateNetworkConditions', slow4G);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}
