import { expectAccessible } from '../support/accessibility.ts';
import { expect, test, type Page } from '../support/browser-test.ts';

const list = '/hoi-dap/';
const youth = '/hoi-dap/?chu-de=cuoc-thi-truc-tuyen&doi-tuong=youth';

const topic = (page: Page) => page.getByRole('combobox', { name: 'Chủ đề', includeHidden: true });
const audience = (page: Page) => page.getByRole('combobox', { name: 'Dành cho', includeHidden: true });

test('questions are narrowed by topic and audience, and the address brings the choice back', async ({ page }) => {
  await page.goto(list);
  const questions = page.locator('.topic li:visible');
  const all = await questions.count();
  await expect(page.getByRole('status')).toHaveText(`Có cả ${all} câu.`);

  // By keyboard alone.
  await topic(page).focus();
  await page.keyboard.type('Mục tiêu');
  await expect(page).toHaveURL(/\?chu-de=muc-tieu-va-chi-tieu$/);
  await expect(page.getByRole('heading', { level: 2 }).filter({ visible: true })).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Doanh nghiệp ngoài');
  await expect(page).toHaveURL(/\?chu-de=muc-tieu-va-chi-tieu&doi-tuong=non-state-enterprises$/);
  const shown = await questions.count();
  expect(shown).toBeGreaterThan(0);
  expect(shown).toBeLessThan(10);
  await expect(page.getByRole('status')).toHaveText(`Có ${shown} trong ${all} câu.`);
  await expectAccessible(page, 'lọc câu hỏi');

  // To an answer and back: the choice still holds.
  await questions.first().getByRole('link').click();
  await expect(page).toHaveURL(/\/hoi-dap\/muc-tieu-va-chi-tieu\/#/);
  await page.goBack();
  await expect(questions).toHaveCount(shown);
  await expect(audience(page)).toHaveValue('non-state-enterprises');

  await page.getByRole('button', { name: 'Bỏ lọc' }).press('Enter');
  await expect(questions).toHaveCount(all);
  await expect(page).toHaveURL(/\/hoi-dap\/$/);
  await expect(topic(page)).toBeFocused();
});

test('a link that was sent opens the list as it was narrowed', async ({ page }) => {
  await page.goto(youth);
  await expect(topic(page)).toHaveValue('cuoc-thi-truc-tuyen');
  await expect(audience(page)).toHaveValue('youth');
  await expect(page.getByRole('heading', { level: 2 }).filter({ visible: true })).toHaveCount(1);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('all questions are there, each topic one link away, and no filter is offered', async ({ page }) => {
    await page.goto(youth);
    await expect(audience(page)).toBeHidden();
    const links = page.getByRole('navigation', { name: 'Đến từng chủ đề' }).getByRole('link');
    const ids = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(ids.length).toBeGreaterThan(5);
    for (const id of ids) await expect(page.locator(`section${id} li`).first()).toBeVisible();
  });
});
