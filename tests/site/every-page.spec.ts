import { expect, test, type Page } from '@playwright/test';
import { accessibilityFaults } from '../support/accessibility.ts';
import { builtPages, firstVisit } from '../support/site-pages.ts';
import { templatesOf } from '../support/site-templates.ts';

const pages = await builtPages();
const templates = await templatesOf(pages);

/** How far the page is wider than the screen, in CSS pixels. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The pages in shares that can be looked at side by side. */
const shares = [0, 1, 2, 3, 4, 5].map((share) => pages.filter((_, index) => index % 6 === share));

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 1280, height: 900 } });

for (const [index, routes] of shares.entries()) {
  test(`every page obeys WCAG 2.2 AA, fits a narrow screen and loads what it was weighed with (${index + 1}/${shares.length})`, async ({
    page,
    baseURL,
  }) => {
    const loaded: { kind: string; address: URL }[] = [];
    page.on('request', (request) => loaded.push({ kind: request.resourceType(), address: new URL(request.url()) }));
    for (const route of routes) {
      loaded.length = 0;
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(route);
      expect.soft(await accessibilityFaults(page), route).toEqual([]);

      await page.setViewportSize({ width: 320, height: 640 });
      expect.soft(await overflow(page), `${route} on 320 px`).toBe(0);
      await page.evaluate(() => (document.documentElement.dataset['text'] = '160'));
      expect.soft(await overflow(page), `${route} on 320 px, text at 160 %`).toBe(0);
      // Seen to fail with the buttons of the header, or the choices of its settings, kept beside one another.
      await page.evaluate(() => (document.documentElement.style.fontSize = '36px'));
      expect.soft(await overflow(page), `${route} on 320 px, text twice as large`).toBe(0);

      const { styles, scripts, faces } = await firstVisit(route);
      const weighed = new Set([...styles, ...scripts, ...faces]);
      const more = loaded.filter(
        ({ kind, address }) =>
          address.origin !== new URL(baseURL ?? '').origin ||
          (['script', 'stylesheet', 'font'].includes(kind) && !weighed.has(address.pathname)),
      );
      expect
        .soft(
          more.map(({ address }) => address.href),
          `${route} loads what nobody weighed`,
        )
        .toEqual([]);
    }
  });
}

test('every template has a page, but for those whose entries an office has still to write', () => {
  expect(templates.length).toBeGreaterThan(15);
  expect(templates.filter(({ routes, forEntries }) => routes.length === 0 && !forEntries)).toEqual([]);
});

// What breaks a rule on one page of a kind breaks it on its siblings: colours are tokens, and so are widths.
const longest = templates.flatMap(({ routes }) => routes[0] ?? []);
for (const width of [360, 1280] as const) {
  test(`a page of every template obeys WCAG 2.2 AA on ${width} px, in light and in dark colours`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const route of longest) {
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(route);
      // On a wide screen, in light colours, every page is looked at above.
      if (width === 360) expect.soft(await accessibilityFaults(page), `${route}, light`).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect.soft(await accessibilityFaults(page, 'of colours'), `${route}, dark`).toEqual([]);
    }
  });
}

test('what breaks a rule is found, in the colours it breaks it in', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<div><img src="/favicon.svg"><p class="pale">Mờ</p></div>');
    const styles = new CSSStyleSheet();
    styles.replaceSync('@media (prefers-color-scheme: dark) { .pale { color: #444 } }');
    document.adoptedStyleSheets = [styles];
  });
  expect((await accessibilityFaults(page)).map(([rule]) => rule)).toContain('image-alt');
  expect(await accessibilityFaults(page, 'of colours')).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect((await accessibilityFaults(page, 'of colours')).map(([rule]) => rule)).toEqual(['color-contrast']);
});
