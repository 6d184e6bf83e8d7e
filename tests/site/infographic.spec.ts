import { expect, test, type Page } from '@playwright/test';
import { figureExamples } from '../../src/figures/examples.ts';
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

// One visit a page serves many rules: every visit more would be paid for every infographic there is.
for (const route of pages) {
  test(`${route} shows one whole figure on every screen, no text out of it or over another`, async ({ page }) => {
    await page.goto(route);
    await page.evaluate(() => document.fonts.ready);
    for (const [screen, layout] of [
      [320, widths.narrow],
      [360, widths.narrow],
      [640, widths.narrow],
      [800, widths.medium],
      [1280, widths.wide],
    ] as const) {
      await page.setViewportSize({ width: screen, height: 900 });
      expect.soft(await shown(page), `${screen} px`).toEqual([String(layout)]);
      expect.soft(await textFaults(page), `${screen} px`).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(wider, `${screen} px`).toBe(0);
    }

    // Who enlarges the text gets a larger layout.
    await page.evaluate(() => (document.documentElement.dataset['text'] = '160'));
    expect.soft(await shown(page), 'text at 160 %').toEqual([String(widths.medium)]);
    await page.evaluate(() => delete document.documentElement.dataset['text']);

    const text = (await page.locator('.figure-frame svg').first().textContent()) ?? '';
    const cells = await page.locator('.data td').allTextContents();
    expect(cells.length).toBeGreaterThan(0);
    // A large number stands apart from the words before it, and no space is drawn between them.
    const joined = (words: string) => words.replaceAll(/\s/g, '');
    for (const cell of cells) expect.soft(joined(text), 'the table says what the figure shows').toContain(joined(cell));

    // A4 less the margins of the print styles, at 96 px to the inch.
    const [width, height] = [Math.floor((178 / 25.4) * 96), Math.floor((261 / 25.4) * 96)];
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ media: 'print' });
    expect.soft(await shown(page), 'on paper').toEqual([String(widths.wide)]);
    const box = await page.locator('.figure-frame').boundingBox();
    expect.soft(box?.height, 'on one sheet').toBeLessThanOrEqual(height);
  });

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
}

test.describe('examples of figures', () => {
  for (const [kind, examples] of Object.entries(figureExamples)) {
    test(`those of ${kind} are XML, and the browser lays their text as it was measured`, async ({ page }) => {
      // The list's page brings the site's own faces.
      await page.goto('/infographic/');
      for (const [name, figure] of Object.entries(examples)) {
        for (const width of widthClasses) {
          const svg = drawFigure(figure, { width, id: `thu-${width}`, description: figure.title });
          const fault = await page.evaluate((text) => {
            const document_ = new DOMParser().parseFromString(text, 'image/svg+xml');
            const error = document_.querySelector('parsererror');
            if (error) return error.textContent;
            document.body.replaceChildren(document.importNode(document_.documentElement, true));
            return undefined;
          }, svg);
          expect.soft(fault, name).toBeUndefined();
          // Faces are cut by letters: each is fetched when its letters are asked for.
          await page.evaluate(async () => {
            const text = document.body.textContent;
            const faces = ['400 16px "Be Vietnam Pro"', '600 16px "Be Vietnam Pro"'];
            await Promise.all(faces.map((face) => document.fonts.load(face, text)));
          });
          expect.soft(await textFaults(page), `${name}, ${width}`).toEqual([]);
        }
      }
    });
  }
});
