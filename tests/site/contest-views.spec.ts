import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { fillIn, openLobby, overflow, press, register, somebody, start } from '../support/contest-page.ts';
import { walkThrough } from '../support/contest-states.ts';

test.describe.configure({ timeout: 90_000 });

for (const scheme of ['light', 'dark'] as const) {
  test(`no state of the contest breaks a rule of WCAG 2.2 AA in ${scheme} colours`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await walkThrough(page, async (state) => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]),
          state,
        )
        .toEqual([]);
    });
  });
}

test('every state fits a screen of 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await walkThrough(page, async (state) => expect.soft(await overflow(page), state).toBe(0));
});

test('with text twice as large a question and the form still fit a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 660 });
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '36px'));
  });
  const person = somebody();
  await openLobby(page);
  await press(page, 'Đăng ký dự thi');
  await fillIn(page, person);
  expect(await overflow(page), 'biểu mẫu').toBe(0);
  await page.reload();
  await register(page, person);
  await start(page);
  expect(await overflow(page), 'câu hỏi').toBe(0);
  // The bar that stays in view must leave most of the screen to the question.
  const bar = await page.locator('.quiz-bar').boundingBox();
  expect(bar?.height).toBeLessThan(660 / 3);
});

for (const width of [360, 1280]) {
  test(`pictures of every state, ${width} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: width < 500 ? 660 : 800 });
    let place = 0;
    await walkThrough(page, async (state) => {
      place += 1;
      const name = `${width}-${String(place).padStart(2, '0')}-${state}`;
      await page.screenshot({ path: `tests/output/screens/${name}.png`, fullPage: true });
    });
  });
}
