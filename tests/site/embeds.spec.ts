/** Infographics on pages that are not ours. */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { drawnLetters } from '../../src/embed/drawn-letters.ts';
import { composeFrame, frameWords } from '../../src/embed/frame-page.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { cutPictureFace } from '../../src/typeface/picture-face.ts';
import { wholeFaces } from '../../src/typeface/whole-faces.ts';
import { expect, test, type Page } from '../support/browser-test.ts';
import { startHostSite, type HostSite } from '../support/host-site.ts';
import { attributeOf, elementsOf, parseHtml, textOfNode } from '../support/site-html.ts';
import { builtHtml, builtPages, isFrame } from '../support/site-pages.ts';
import { filteredByWordPress, wordPressHostScript } from '../support/wordpress.ts';

const frames = (await builtPages()).filter(isFrame);
const slug = 'quan-diem-chi-dao';
const frameRoute = `/nhung/${slug}/`;
const longRoute = '/nhung/chi-tieu-2021-2025/';
/** The address the site was built for. */
const built = new URL(/rel="canonical" href="([^"]+)"/.exec(await builtHtml('/'))?.[1] ?? '').origin;

/** The codes on an infographic's page, leading to the site under test. */
async function codesOf(of: string, baseURL: string | undefined) {
  const html = await builtHtml(`/infographic/${of}/`);
  const code = (way: string) => {
    const place = [...elementsOf(parseHtml(html))].find((one) => attributeOf(one, 'data-snippet') === way);
    const text = [...(place?.childNodes ?? [])].flatMap((node) => textOfNode(node) ?? []).join('');
    return text.replaceAll(built, baseURL ?? '');
  };
  return { frame: code('frame'), fitted: code('fitted'), picture: code('picture') };
}

declare global {
  interface Window {
    shift: number;
    heard: Record<string, unknown>[];
    opened?: string;
  }
}
const shiftOf = (page: Page) => page.evaluate(() => window.shift);
const inside = (page: Page, route = frameRoute) =>
  page.frames().find((frame) => frame.url().includes(route)) ?? page.mainFrame();
/** Which layout a frame shows, and how far its page is larger than the frame. */
const stateOf = (page: Page, route?: string) =>
  inside(page, route).evaluate(() => {
    const shown = [...document.querySelectorAll('figure > div')].filter((one) => one.getBoundingClientRect().width > 0);
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
    return {
      shown: shown.map(({ className }) => className).join(),
      tooHigh: scrollHeight - clientHeight,
      tooWide: scrollWidth - clientWidth,
      blank: clientHeight - document.documentElement.getBoundingClientRect().height,
    };
  });
/** Lets a frame's page come late. */
const slow = (page: Page) =>
  page.route('**/nhung/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
const arrived = (page: Page) => page.frameLocator('iframe').locator('.home').waitFor();

let host: HostSite;
test.beforeAll(async () => {
  host = await startHostSite();
});
test.afterAll(() => host.stop());

for (const width of [320, 375, 480, 900]) {
  test(`the frame without a script holds the narrow layout whole on ${width} px, and nothing moves`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height: 700 });
    await slow(page);
    await page.goto(host.page((await codesOf(slug, baseURL)).frame));
    await arrived(page);
    const state = await stateOf(page);
    expect(state).toMatchObject({ shown: 'narrow', tooHigh: 0, tooWide: 0 });
    expect(Math.abs(state.blank)).toBeLessThan(3);
    const box = await page.locator('iframe').boundingBox();
    expect(box?.width).toBe(Math.min(width, 480));
    expect(await shiftOf(page)).toBe(0);
  });
}

test('whatever its width is, the frame without a script has no scroll bar', async ({ page, baseURL }) => {
  await page.goto(host.page((await codesOf(slug, baseURL)).frame));
  await arrived(page);
  for (let width = 300; width < 340; width += 1) {
    await page.setViewportSize({ width, height: 700 });
    expect.soft(await stateOf(page), `${width} px`).toMatchObject({ tooHigh: 0, tooWide: 0 });
  }
});

test('where a system strips styles and scripts, the frame still holds the narrow layout whole', async ({
  page,
  baseURL,
}) => {
  const stripped = (await codesOf(slug, baseURL)).fitted
    .replace(/ style="[^"]*"/, ' frameborder="0"')
    .replace(/<script.*/, '');
  await page.goto(host.page(stripped));
  await arrived(page);
  expect(await stateOf(page)).toMatchObject({ shown: 'narrow', tooHigh: 0, tooWide: 0 });
});

for (const [width, layout] of [
  [360, 'narrow'],
  [700, 'medium'],
  [1100, 'wide'],
] as const) {
  test(`the fitted frame is as wide as the text and as high as the figure on ${width} px, and nothing moves`, async ({
    page,
    baseURL,
  }) => {
    await page.setViewportSize({ width, height: 700 });
    await slow(page);
    await page.goto(host.page((await codesOf(slug, baseURL)).fitted));
    await arrived(page);
    await page.waitForFunction(() => window.heard.length > 0);
    const state = await stateOf(page);
    expect(state).toMatchObject({ shown: layout, tooHigh: 0, tooWide: 0 });
    expect(Math.abs(state.blank)).toBeLessThan(3);
    expect((await page.locator('iframe').boundingBox())?.width).toBe(width);
    expect(await shiftOf(page)).toBe(0);
  });
}

test('the fitted frame follows its host when that becomes narrower, also twice on one page', async ({
  page,
  baseURL,
}) => {
  const { fitted } = await codesOf(slug, baseURL);
  await page.setViewportSize({ width: 1100, height: 700 });
  await page.goto(host.page(fitted + fitted.replace('loading="lazy"', '')));
  await page.waitForFunction(() => window.heard.length >= 2);
  await page.setViewportSize({ width: 360, height: 700 });
  const [, shape] = /aspect-ratio:320\/(\d+)/.exec(fitted) ?? [];
  const wanted = Math.ceil((360 * Number(shape)) / 320);
  for (const frame of await page.locator('iframe').all()) {
    await frame.scrollIntoViewIfNeeded();
    await expect.poll(async () => (await frame.boundingBox())?.height).toBe(wanted);
  }
});

test('the picture keeps its room and leads to the page', async ({ page, baseURL }) => {
  const { picture } = await codesOf(slug, baseURL);
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(picture)?.map(Number) ?? [];
  if (!width || !height) throw new Error(picture);
  const png = await sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await page.route('**/*.png', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.fulfill({ body: png, contentType: 'image/png' });
  });
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto(host.page(picture));
  const box = await page.locator('img').boundingBox();
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(width / height, 1);
  expect(await shiftOf(page)).toBe(0);
  await page.getByRole('link').click();
  expect(new URL(page.url()).pathname).toBe(`/infographic/${slug}/`);
});

test('in a sandbox without an origin of its own a frame loads nothing else, keeps nothing, and tells its height', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => void (request.url().startsWith(baseURL ?? '') && asked.push(request.url())));
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  await page.goto(
    host.page(`<iframe sandbox="allow-scripts" src="${baseURL}${frameRoute}" width="320" height="500"></iframe>`),
  );
  await page.waitForFunction(() => window.heard.length >= 2);
  const height = await inside(page).evaluate(() => document.documentElement.scrollHeight + 1);
  expect(await page.evaluate(() => window.heard)).toEqual([
    { type: 'infographic-height', slug, height },
    { sentinel: 'amp', type: 'embed-size', height },
  ]);
  expect(await inside(page).evaluate(() => origin)).toBe('null');
  expect(await inside(page).evaluate(() => [...document.fonts].map(({ status }) => status))).toEqual([
    'loaded',
    'loaded',
  ]);
  expect(asked).toEqual([baseURL + frameRoute]);
  expect(faults).toEqual([]);
});

test('the link in a frame opens the infographic’s page in a window of its own', async ({ page, baseURL, context }) => {
  await page.goto(host.page((await codesOf(slug, baseURL)).frame));
  const opened = context.waitForEvent('page');
  await page.frameLocator('iframe').locator('.home').click();
  expect(new URL((await opened).url()).pathname).toBe(`/infographic/${slug}/`);
  expect(await (await opened).evaluate(() => window.opener === null)).toBe(true);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a frame is read as it is, and so are the codes', async ({ page, baseURL }) => {
    await page.goto(host.page((await codesOf(slug, baseURL)).fitted));
    await expect(page.frameLocator('iframe').locator('.narrow svg')).toBeVisible();
    await expect(page.frameLocator('iframe').locator('.medium svg')).toBeHidden();
    await page.goto(`/infographic/${slug}/`);
    await expect(page.getByLabel('Khung Bản hẹp')).toHaveValue(/^<iframe src="[^"]+\/nhung\/quan-diem-chi-dao\/"/);
    await expect(page.getByRole('button', { name: 'Chép mã nhúng' })).toHaveCount(0);
  });
});

test('neither a dark host nor one that styles everything reaches what is framed', async ({ page, baseURL }) => {
  const cruel = `<style>html{color-scheme:dark;background:#000}*{color:red!important;font:40px monospace!important;letter-spacing:9px!important;
    line-height:3!important;text-transform:uppercase!important;word-spacing:20px!important}</style>`;
  const { frame } = await codesOf(slug, baseURL);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 480, height: 1300 });
  /** Mean colours of what is framed. */
  const colours = async () => {
    const { channels } = await sharp(await page.locator('iframe').screenshot()).stats();
    return channels.map(({ mean }) => Math.round(mean));
  };
  await page.goto(host.page(frame));
  await arrived(page);
  // Light, though a little of it is ink.
  await expect.poll(async () => Math.min(...(await colours()))).toBeGreaterThan(200);
  const calm = await colours();
  await page.goto(host.page(frame, cruel));
  await arrived(page);
  await expect.poll(colours).toEqual(calm);
});

test('on paper a frame alone shows its lowest layout on one sheet, and its address instead of its link', async ({
  page,
}) => {
  // A4 less a centimetre on each side, at 96 px to the inch.
  await page.setViewportSize({ width: 718, height: 1047 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(frameRoute);
  expect(await stateOf(page)).toMatchObject({ shown: 'wide', tooHigh: 0 });
  await expect(page.locator('.home')).toBeHidden();
  await expect(page.locator('.paper')).toHaveText(`${built}/infographic/${slug}/`);
  await page.setViewportSize({ width: 480, height: 1047 });
  expect((await stateOf(page)).shown).toBe('narrow');
});

test.describe('WordPress', () => {
  const post = async (of: string, baseURL: string | undefined) => {
    const { html } = JSON.parse(await builtHtml(`/oembed/${of}.json`)) as { html: string };
    const kept = filteredByWordPress(html.replaceAll(built, baseURL ?? ''), 'aB3dE6gH9k');
    return host.page(kept ?? '', `<script>${wordPressHostScript}</script>`);
  };

  test('the frame comes forth in the place of the quotation, as high as its figure', async ({ page, baseURL }) => {
    await page.setViewportSize({ width: 700, height: 900 });
    await page.goto(await post(slug, baseURL));
    await arrived(page);
    await expect(page.locator('blockquote')).toBeHidden();
    await expect(page.locator('iframe')).toBeVisible();
    expect(await stateOf(page)).toMatchObject({ shown: 'medium', tooHigh: 0, tooWide: 0 });
  });

  test('a figure higher than it allows is read by scrolling', async ({ page, baseURL }) => {
    await page.goto(await post('chi-tieu-2021-2025', baseURL));
    await arrived(page);
    await expect(page.locator('iframe')).toHaveAttribute('height', '1000');
    expect((await stateOf(page, longRoute)).tooHigh).toBeGreaterThan(100);
    const last = page.frameLocator('iframe').locator('.home');
    await expect(last).not.toBeInViewport();
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport();
  });

  test('a host that was ready late is told the height again', async ({ page, baseURL }) => {
    await page.goto(await post(slug, baseURL));
    await page.waitForFunction(() => window.heard.some(({ message }) => message === 'height'));
    const told = await page.evaluate(() => {
      window.heard = [];
      document.querySelector('iframe')?.contentWindow?.postMessage({ message: 'ready', secret: 'aB3dE6gH9k' }, '*');
      return new Promise((resolve) => setTimeout(() => resolve(window.heard.map(({ message }) => message)), 500));
    });
    expect(told).toContain('height');
  });

  test('a pressed link leads to the infographic’s page by way of the host', async ({ page, baseURL }) => {
    await page.goto(await post(slug, baseURL));
    await page.frameLocator('iframe').locator('.home').click();
    await page.waitForFunction(() => window.opened);
    expect(await page.evaluate(() => window.opened)).toBe(`${baseURL}/infographic/${slug}/`);
  });
});

/** Links that stand over words of the picture they belong to. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const words = [...document.querySelectorAll('svg text, svg tspan')].filter(
      (one) => one.getBoundingClientRect().width > 0,
    );
    return [...document.querySelectorAll('figure > a')].flatMap((link) => {
      // What is seen of it: it may be pressed a little beside its words.
      const seen = document.createRange();
      seen.selectNodeContents(link);
      const box = link.className === 'newer' ? link.getBoundingClientRect() : seen.getBoundingClientRect();
      return words.flatMap((word) => {
        const other = word.getBoundingClientRect();
        const apart =
          other.right <= box.left ||
          other.left >= box.right ||
          other.bottom <= box.top + 1 ||
          other.top >= box.bottom - 1;
        return apart ? [] : `${link.textContent} × ${word.textContent}`;
      });
    });
  });

test('no link of a frame stands over a word of its picture', async ({ page }) => {
  for (const route of frames) {
    await page.goto(route);
    for (const width of [280, 320, 480, 599, 640, 800, 1000, 1300]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await covered(page), `${route}, ${width} px`).toEqual([]);
      expect.soft((await stateOf(page, route)).tooWide, `${route}, ${width} px`).toBe(0);
    }
  }
});

for (const language of ['vi', 'en'] as const) {
  test(`a version that is superseded says so over no word of its picture (${language})`, async ({ page, baseURL }) => {
    const folder = new URL('../../content/infographics/cuoc-thi-dien-ra-the-nao/v1/', import.meta.url);
    const read = (width: string) => readFile(new URL(`${language}-${width}.svg`, folder), 'utf8');
    const layouts = { narrow: await read('narrow'), medium: await read('medium'), wide: await read('wide') };
    const words = frameWords[language];
    const letters = drawnLetters(`${Object.values(layouts).join('')}<text font-weight="600">${words.newer}</text>`);
    const home = { route: `/infographic/${slug}/`, address: `${built}/infographic/${slug}/` };
    const told = {
      slug,
      language,
      title: 'A',
      siteName: 'B',
      home,
      oembed: `${built}/oembed/${slug}.json`,
      superseded: true,
    };
    const whole = await wholeFaces();
    const faces = {
      400: await cutPictureFace(whole[400], letters[400]),
      600: await cutPictureFace(whole[600], letters[600]),
    };
    const { html } = composeFrame(told, layouts, faces, '');
    await page.route('**/nhung/thu/', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
    await page.goto(`${baseURL}/nhung/thu/`);
    for (const width of [320, 640, 1000]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await covered(page), `${width} px`).toEqual([]);
      const newer = page.getByRole('link', { name: words.newer });
      await expect(newer).toBeVisible();
      expect(await newer.getAttribute('href')).toBe(home.route);
      expect.soft(await accessibilityFaults(page), `${width} px`).toEqual([]);
    }
  });
}

test.describe('the panel', () => {
  const route = '/infographic/cuoc-thi-dien-ra-the-nao/';

  test('writes the codes for the language, the version and the width that are chosen', async ({ page }) => {
    await page.goto(route);
    const code = page.locator('[data-snippet=fitted]');
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await expect(code).toHaveValue(/\/nhung\/cuoc-thi-dien-ra-the-nao\/en\/" title="How the online contest works"/);
    await page.getByLabel('Phiên bản').selectOption('1');
    await expect(code).toHaveValue(/\/nhung\/cuoc-thi-dien-ra-the-nao\/v1\/en\//);
    await page.getByLabel('Rộng nhất').selectOption('medium');
    await expect(code).toHaveValue(/"800px"/);
    await expect(page.locator('[data-snippet=picture]')).toHaveValue(
      /\/v1\/cuoc-thi-dien-ra-the-nao-1200\.png".*width="800"/,
    );
  });

  test('copies a code and says so', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(route);
    await page.getByRole('button', { name: 'Chép mã nhúng' }).first().click();
    await expect(page.locator('[data-said=frame]')).toHaveText('Đã chép.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      await page.locator('[data-snippet=frame]').inputValue(),
    );
  });

  test('selects the code where copying is not allowed', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await page.goto(route);
    await page.getByRole('button', { name: 'Chép mã nhúng' }).nth(1).click();
    await expect(page.locator('[data-said=fitted]')).toContainText('Mã đã được chọn');
    const selected = await page
      .locator('[data-snippet=fitted]')
      .evaluate((place: HTMLTextAreaElement) => [
        document.activeElement === place,
        place.value.slice(place.selectionStart, place.selectionEnd) === place.value,
      ]);
    expect(selected).toEqual([true, true]);
  });

  test('shows a frame only when it is asked for, on each of three widths, and obeys WCAG 2.2 AA', async ({ page }) => {
    const asked: string[] = [];
    page.on(
      'request',
      (request) => void (request.url().includes('/nhung/') && asked.push(new URL(request.url()).pathname)),
    );
    await page.goto(route, { waitUntil: 'networkidle' });
    await page.locator('[data-embed]').scrollIntoViewIfNeeded();
    expect(asked).toEqual([]);
    for (const width of [320, 640, 1000]) {
      await page.getByRole('button', { name: `${width} px` }).click();
      await expect(page.locator('[data-room] iframe')).toHaveAttribute('width', String(width));
      await arrived(page);
      expect(await stateOf(page, '/nhung/')).toMatchObject({ tooHigh: 0, tooWide: 0 });
      expect((await page.locator('[data-room] iframe').boundingBox())?.width).toBe(width);
    }
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await accessibilityFaults(page, 'of colours')).toEqual([]);
  });
});
