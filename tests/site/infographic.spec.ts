import { expect, test, type Page } from '@playwright/test';
import { targetBarsExamples } from '../../src/figures/examples.ts';
import { widths, type WidthClass } from '../../src/figures/scene.ts';
import { drawFigure } from '../../src/figures/figure.ts';
import { builtPages } from '../support/site-pages.ts';

const pages = (await builtPages()).filter((route) => /^\/infographic\/.+/.test(route));
const widthClasses = Object.keys(widths) as WidthClass[];

/** What breaks the rules of text inside the SVGs that are shown, in the browser's own measure. */
async function textFaults(page: Page) {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const svg of document.querySelectorAll<SVGSVGElement>('svg[role="img"]')) {
      if (svg.getBoundingClientRect().width === 0) continue;
      const { width, height } = svg.viewBox.baseVal;
      const boxes = [...svg.querySelectorAll('text')].map((text) => ({ words: text.textContent, box: text.getBBox() }));
      if (boxes.length === 0) faults.push('không có chữ nào');
      for (const [index, { words, box }] of boxes.entries()) {
        const outside = box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height;
        if (outside) faults.push(`ngoài khung: ${words}`);
        for (const other of boxes.slice(index + 1)) {
          const apart =
            box.x + box.width <= other.box.x ||
            other.box.x + other.box.width <= box.x ||
            box.y + box.height <= other.box.y ||
            other.box.y + other.box.height <= box.y;
          if (!apart) faults.push(`chồng chữ: ${words} × ${other.words}`);
        }
      }
    }
    return faults;
  });
}

const shown = (page: Page) =>
  page
    .locator('.figure-frame svg')
    .evaluateAll((all) =>
      all.filter((svg) => svg.getBoundingClientRect().width > 0).map((svg) => svg.getAttribute('width')),
    );

test('there is an infographic, and the list names them all', async ({ page }) => {
  expect(pages.length).toBeGreaterThan(0);
  await page.goto('/infographic/');
  const links = await page.locator('.rows a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(links.sort()).toEqual(pages);
});

for (const route of pages) {
  for (const [screen, layout] of [
    [320, widths.narrow],
    [360, widths.narrow],
    [640, widths.narrow],
    [800, widths.medium],
    [1280, widths.wide],
  ] as const) {
    test(`${route} shows one whole figure on ${screen} px, no text out of it or over another`, async ({ page }) => {
      await page.setViewportSize({ width: screen, height: 900 });
      await page.goto(route);
      await page.evaluate(() => document.fonts.ready);
      expect(await shown(page)).toEqual([String(layout)]);
      expect(await textFaults(page)).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider).toBe(0);
    });
  }

  test(`${route} does not move when its faces and figure arrive`, async ({ page }) => {
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value } = entry as PerformanceEntry & { value: number };
          const { dataset } = document.documentElement;
          dataset['shift'] = String(Number(dataset['shift'] ?? 0) + value);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.setViewportSize({ width: 360, height: 660 });
    await page.goto(route, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => Number(document.documentElement.dataset['shift'] ?? 0))).toBeLessThan(0.05);
  });

  test(`${route} shows a larger layout to who enlarges the text`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.addInitScript(() => localStorage.setItem('text', '160'));
    await page.goto(route);
    expect(await shown(page)).toEqual([String(widths.medium)]);
  });

  test(`${route} says in its table what its figure shows`, async ({ page }) => {
    await page.goto(route);
    const text = (await page.locator('.figure-frame svg').first().textContent()) ?? '';
    const levels = await page.locator('table.targets td').allTextContents();
    expect(levels.length).toBeGreaterThan(0);
    for (const level of levels) expect(text).toContain(level);
  });

  test(`${route} prints its figure whole on one sheet`, async ({ page }) => {
    // A4 less the margins of the print styles, at 96 px to the inch.
    const [width, height] = [Math.floor((178 / 25.4) * 96), Math.floor((261 / 25.4) * 96)];
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ media: 'print' });
    await page.goto(route);
    expect(await shown(page)).toEqual([String(widths.wide)]);
    const box = await page.locator('.figure-frame').boundingBox();
    expect(box?.height).toBeLessThanOrEqual(height);
  });
}

test.describe('examples of figures', () => {
  for (const [name, data] of Object.entries(targetBarsExamples)) {
    test(`"${name}" is XML, and the browser lays its text as it was measured`, async ({ page }) => {
      // The list's page brings the site's own faces.
      await page.goto('/infographic/');
      await page.evaluate(() => document.fonts.ready);
      for (const width of widthClasses) {
        const svg = drawFigure(data, { width, id: `thu-${width}`, description: data.title });
        const fault = await page.evaluate((text) => {
          const document_ = new DOMParser().parseFromString(text, 'image/svg+xml');
          const error = document_.querySelector('parsererror');
          if (error) return error.textContent;
          document.body.replaceChildren(document.importNode(document_.documentElement, true));
          return undefined;
        }, svg);
        expect(fault).toBeUndefined();
        await page.evaluate(() =>
          Promise.all(['400 16px', '600 16px'].map((face) => document.fonts.load(`${face} "Be Vietnam Pro"`))),
        );
        expect(await textFaults(page), width).toEqual([]);
      }
    });
  }
});
