import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/accessibility.ts';
import { heading, overflow, press } from '../support/contest-page.ts';
import {
  asked,
  chooseTexts,
  doTopic,
  givenTo,
  mixed,
  openPractice,
  openTopic,
  practiceRoute,
  reply,
  shortTopic,
  topicRows,
  verdict,
  walkThroughPractice,
} from '../support/practice-page.ts';
import { builtHtml, weigh } from '../support/site-pages.ts';
import { readContent } from '../../src/content-gate/content-tree.ts';

const root = new URL('../../', import.meta.url).pathname;

test('no state of practice breaks a rule of WCAG 2.2 AA, in light and in dark colours', async ({ page }) => {
  await walkThroughPractice(page, (state) => expectAccessible(page, state));
});

for (const [what, width, text] of [
  ['every state of practice fits a screen of 320 px', 320, '100%'],
  ['with text twice as large every state of practice still fits a screen of 320 px', 320, '36px'],
] as const) {
  test(what, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 });
    await page.addInitScript((size) => {
      addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = size));
    }, text);
    await walkThroughPractice(page, async (state) => {
      expect.soft(await overflow(page), state).toBe(0);
      for (const row of await page.locator('.option:visible, .practice-topics .row:visible').all()) {
        const { height, spilled } = await row.evaluate((one) => ({
          height: one.getBoundingClientRect().height,
          spilled: one.scrollWidth - one.clientWidth,
        }));
        expect.soft(height, `${state}: hàng thấp`).toBeGreaterThanOrEqual(56);
        expect.soft(spilled, `${state}: chữ tràn khỏi hàng`).toBeLessThanOrEqual(0);
      }
    });
  });
}

// Seen to fail with a request made before a topic begins.
test('once the page stands, a whole topic can be done without a connection, and what is known is remembered', async ({
  page,
}) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(test.info().project.use.baseURL ?? '')) elsewhere.push(request.url());
  });
  await openPractice(page);
  await page.waitForLoadState('networkidle');
  const { title, count } = await shortTopic(page);
  await page.context().setOffline(true);
  await openTopic(page, title);
  await doTopic(page, count);
  await expect(heading(page, `Bạn đúng ${count - 1}/${count} câu`)).toBeFocused();

  await press(page, 'Làm lại 1 câu sai');
  await expect(page.locator('.question-place')).toHaveText('Câu 1/1');
  await reply(page, true);
  await press(page, 'Xem kết quả');
  await press(page, 'Về danh sách');
  await expect(topicRows(page).filter({ hasText: title })).toContainText(`${count} câu, đã đúng cả`);

  await page.context().setOffline(false);
  await page.reload();
  await expect(topicRows(page).filter({ hasText: title })).toContainText(`${count} câu, đã đúng cả`);
  await press(page, 'Xóa tiến độ trên máy này');
  await press(page, 'Xóa');
  await page.reload();
  await expect(topicRows(page).filter({ hasText: title })).not.toContainText('đã đúng');
  expect(elsewhere).toEqual([]);
});

// Seen to fail with the verdict left without the focus, and with the passage linked by its page alone.
test('a wrong answer is said aloud, marked in words, and leads to the passage that teaches it', async ({ page }) => {
  await openPractice(page);
  await openTopic(page, mixed);
  await press(page, 'Trả lời');
  await expect(page.getByRole('alert')).toHaveText('Hãy chọn một phương án rồi bấm Trả lời.');
  const question = await reply(page, false);
  await expect(verdict(page)).toBeFocused();
  await expect(verdict(page)).toContainText('Chưa đúng. Đáp án đúng: ');
  await expect(page.locator('.option[data-mark="wrong"]')).toContainText('Bạn đã chọn');
  await expect(page.locator('.option[data-mark="right"]')).toContainText(question.right.map(() => 'Đáp án đúng'));
  await page.getByRole('link', { name: question.passage.title }).last().click();
  await expect(page).toHaveURL((url) => url.pathname + url.hash === question.passage.route);
  await expect(page.locator(`[id="${question.passage.route.split('#')[1] ?? ''}"]`)).toBeVisible();
});

test('with the keyboard alone a question is answered and the next one reached', async ({ page }) => {
  await openPractice(page);
  await openTopic(page, mixed);
  await expect(heading(page, /Câu 1\//)).toBeFocused();
  const { right } = await asked(page);
  for (const text of right) {
    const option = page.getByRole(right.length > 1 ? 'checkbox' : 'radio', { name: text, exact: true });
    while (!(await option.evaluate((one) => one === document.activeElement))) {
      const isInGroup = await page.evaluate(() => document.activeElement instanceof HTMLInputElement);
      await page.keyboard.press(isInGroup && right.length === 1 ? 'ArrowDown' : 'Tab');
    }
    if (!(await option.isChecked())) await page.keyboard.press('Space');
  }
  await page.keyboard.press('Enter');
  await expect(verdict(page)).toHaveText('Đúng.');
  await expect(verdict(page)).toBeFocused();
  await page.keyboard.press('Tab'); // the passage
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(heading(page, /Câu 2\//)).toBeFocused();
});

// Seen to fail with the storage asked for without the guard of browserShelf.
test('where the browser stores nothing, practice works and says once that it will not remember', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await openPractice(page);
  await expect(page.locator('.notice.warn')).toHaveCount(1);
  await expect(page.locator('.notice.warn')).toContainText('Trình duyệt này không cho lưu');
  const { title, count } = await shortTopic(page);
  await openTopic(page, title);
  await doTopic(page, count);
  await press(page, 'Về danh sách');
  await expect(topicRows(page).filter({ hasText: title })).toContainText(`đã đúng ${count - 1}`);
});

// Seen to fail with the clock's onOver left out.
test('a mock round explains nothing, ends by itself when the time is over, and then tells everything', async ({
  page,
}) => {
  await page.clock.install();
  await openPractice(page);
  const { mock, questions } = await givenTo(page);
  const total = Math.min(mock.questions, questions.length);
  await press(page, 'Bắt đầu thi thử');
  // Its clock runs on while one looks.
  await expect(page.getByRole('timer')).toHaveText(new RegExp(`^Còn (${mock.minutes}:00|${mock.minutes - 1}:\\d\\d)$`));
  await press(page, 'Ẩn giờ');
  await expect(page.getByRole('timer')).toHaveText('Đã ẩn giờ');

  const first = await asked(page);
  await chooseTexts(page, first.right);
  await expect(page.locator('.answered, .option-marks')).toHaveCount(0);
  await press(page, 'Câu sau');
  const second = await asked(page);
  await chooseTexts(page, second.wrong.slice(0, 1));

  await page.clock.runFor((mock.minutes - 5) * 60_000);
  await expect(page.locator('.countdown [role="status"]')).toHaveText(/^Còn (5 phút|4 phút 5\d giây)/);
  await expect(page.locator('.question')).toBeVisible();
  await page.clock.runFor(5 * 60_000 + 500);
  await expect(heading(page, `Đã hết giờ. Bạn đúng 1/${total} câu`)).toBeFocused();
  await expect(page.locator('.reviewed > li')).toHaveCount(total);
  const review = page.locator('.reviewed > li').filter({ hasText: second.prompt });
  await expect(review).toContainText('Chưa đúng.');
  await expect(review.locator('li').filter({ hasText: 'Bạn đã chọn' })).toContainText(second.wrong[0] ?? '');
  for (const text of second.right)
    await expect(review.locator('li[data-right]').filter({ hasText: text })).toHaveCount(1);
  await expect(review.getByRole('link', { name: second.passage.title }).last()).toHaveAttribute(
    'href',
    second.passage.route,
  );
  await press(page, `Làm lại ${total - 1} câu sai`);
  await expect(page.locator('.question-place')).toHaveText(`Câu 1/${total - 1}`);
});

test('practice is one press away from the contest', async ({ page }) => {
  await page.goto('/cuoc-thi/');
  await page.getByRole('link', { name: 'Luyện tập', exact: true }).click();
  await expect(page).toHaveURL(practiceRoute);
  await expect(page.getByRole('navigation', { name: 'Đường dẫn' }).getByRole('link')).toHaveText([
    'Trang đầu',
    'Cuộc thi',
    'Năm 2026',
  ]);
});

test('practice loads at most 20 KB of scripts', async () => {
  const { js } = await weigh(practiceRoute);
  expect(js).toBeGreaterThan(5 * 1024);
  expect(js).toBeLessThanOrEqual(20 * 1024);
});

// Seen to fail with the collection's pattern widened to `*/questions/*/*.yaml` (and the build's own check taken out).
test('the page and its data hold the practice bank, whole, and nothing of the rounds', async ({ page }) => {
  const folder = (await readContent(root)).contests.get('2026');
  const ids = (entries: { raw: unknown }[] = []) => entries.map(({ raw }) => (raw as { id: string }).id).sort();
  await openPractice(page);
  expect((await givenTo(page)).questions.map(({ id }) => id).sort()).toEqual(ids(folder?.practice));
  const html = await builtHtml(practiceRoute);
  expect(ids(folder?.rounds).length).toBeGreaterThan(0);
  expect(ids(folder?.rounds).filter((id) => html.includes(`"${id}"`) || html.includes(`&quot;${id}&quot;`))).toEqual(
    [],
  );
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  // Seen to fail with the list left folded.
  test('every practice question can be read and printed, its answer one press away', async ({ page }) => {
    await page.goto(practiceRoute);
    const { questions } = await givenTo(page);
    const items = page.locator('.practice-list section > ol > li');
    await expect(items).toHaveCount(questions.length);
    for (const item of await items.all()) await expect(item).toBeVisible();
    const [first] = questions;
    const item = items.filter({ hasText: first?.prompt ?? '' });
    const passage = item.getByRole('link', { name: first?.passage.title ?? '' });
    await expect(passage).toBeHidden();
    await item.locator('summary').click();
    await expect(passage).toBeVisible();
    await expect(page.getByText('Đang mở phần luyện tập')).toBeHidden();

    await page.emulateMedia({ media: 'print' });
    for (const answer of await page.locator('.practice-list details > p:last-child').all()) {
      await expect(answer).toBeVisible();
    }
  });
});
