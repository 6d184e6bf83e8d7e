import { expectAccessible } from '../support/accessibility.ts';
import { expect, test, type Page } from '../support/browser-test.ts';
import { builtHtml, builtPages } from '../support/site-pages.ts';

const marks = /<a href="(\/thuat-ngu\/[^"]+)">/;
/** A page that marks a term, and the term's page. */
const found = await (async () => {
  for (const route of await builtPages()) {
    const [, term] = marks.exec((await builtHtml(route)).split('class="term"')[1] ?? '') ?? [];
    if (term !== undefined) return { article: route, term };
  }
  throw new Error('không bài nào đánh dấu thuật ngữ');
})();
const { article, term } = found;

const words = (page: Page) => page.locator('.term > button').first();
const link = (page: Page) => page.locator('.term > a').first();
const definition = (page: Page) => page.locator('.definition').first();

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the definition of a marked term opens in place, by hand and by keyboard, and leads to the term', async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 660 });
    await page.goto(article);
    await expect(link(page)).toBeHidden();
    await expect(definition(page)).toBeHidden();
    await words(page).click();
    await expect(definition(page)).toBeInViewport({ ratio: 1 });
    await definition(page).getByRole('button', { name: 'Đóng' }).click();
    await expect(definition(page)).toBeHidden();

    await words(page).focus();
    await page.keyboard.press('Enter');
    await expect(definition(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(definition(page)).toBeHidden();
    await expect(words(page)).toBeFocused();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(term);
  });

  test('a browser that knows no popovers, and paper, have the words alone: a link to the term', async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(article);
    await expect(words(page)).toBeHidden();
    await expect(link(page)).toBeVisible();
    await expect(definition(page)).toBeHidden();

    await page.emulateMedia({ media: 'screen' });
    await page.route('**/*.css', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(':popover-open', ':not-known') });
    });
    await page.reload();
    await expect(words(page)).toBeHidden();
    await expect(definition(page)).toBeHidden();
    await link(page).click();
    await expect(page).toHaveURL(term);
  });
});

test('an open definition breaks no rule of WCAG 2.2 AA, beside the words on a wide screen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(article);
  await words(page).click();
  const [of, below] = await Promise.all([words(page).boundingBox(), definition(page).boundingBox()]);
  expect(Math.abs((below?.y ?? 0) - (of?.y ?? 0)), 'khoảng cách tới chữ').toBeLessThan(below?.height ?? 0 + 60);
  await expectAccessible(page, 'lời giải nghĩa đang mở');
});

test('a term’s page names every page that marks it, and the list names every term', async () => {
  for (const route of await builtPages()) {
    const html = await builtHtml(route);
    for (const piece of html.split('class="term"').slice(1)) {
      const [, of = ''] = marks.exec(piece) ?? [];
      expect(await builtHtml(of), `${of} ← ${route}`).toContain(`<a href="${route}">`);
    }
  }
  const list = await builtHtml('/thuat-ngu/');
  const terms = (await builtPages()).filter((route) => /^\/thuat-ngu\/.+/.test(route));
  expect(terms.length).toBeGreaterThanOrEqual(30);
  expect(terms.filter((route) => !list.includes(`href="${route}"`))).toEqual([]);
});
