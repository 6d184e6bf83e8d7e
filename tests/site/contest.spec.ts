import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  answer,
  attemptOf,
  expectQuestion,
  heading,
  openLobby,
  openRound,
  press,
  questionCount,
  register,
  registrations,
  rightKeys,
  saveLine,
  somebody,
  sql,
  start,
  submitEarly,
} from '../support/contest-page.ts';

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab (or Shift+Tab) until the focus is on `target`, the only way a keyboard has. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${String(target)} cannot be reached by ${key}`);
}

async function pressByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

async function typeInto(page: Page, label: string | RegExp, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

/** Chooses exactly the options with these letters: arrows within a radio group, Tab and Space among boxes. */
async function chooseByKeyboard(page: Page, keys: string[]): Promise<void> {
  const boxes = page.locator('.option input');
  if ((await boxes.first().getAttribute('type')) === 'checkbox') {
    for (const key of keys) {
      await tabTo(page, page.locator(`.option input[value="${key}"]`));
      await page.keyboard.press('Space');
    }
    return;
  }
  await tabTo(page, boxes.first());
  await page.keyboard.press('Space');
  const place = 'ABCDEF'.indexOf(keys[0] ?? 'A');
  for (let moves = 0; moves < place; moves += 1) await page.keyboard.press('ArrowDown');
  await expect(boxes.nth(place)).toBeChecked();
}

/** How many people the boards count for a unit and all below it in the open round. */
async function counted(unit: string): Promise<number> {
  const [row] = await sql<{ participants: number }>(
    `select coalesce(sum(t.participants), 0)::int as participants
     from contest.unit_tallies as t
     join contest.units as u on u.id = t.unit_id
     join contest.boards as b on b.id = t.board_id
     join contest.rounds as r on r.id = b.round_id
     where u.code = $1 and r.slug = $2`,
    [unit, openRound],
  );
  return row?.participants ?? 0;
}

test('the keyboard alone takes a member from the lobby to a place on the boards', async ({ page }) => {
  // No other test registers in this ward, so that its count moves by this one member.
  const ward = { name: 'Phường Mẫu 3', code: 'phuong-mau-3' };
  const [unit] = await sql<{ code: string; name: string }>(
    `select u.code, u.name from contest.units as u join contest.units as parent on parent.id = u.parent_id
     where parent.code = $1 order by u.ordinal limit 1`,
    [ward.code],
  );
  const person = somebody();
  const before = await counted(ward.code);

  await openLobby(page);
  await pressByKeyboard(page, 'Đăng ký dự thi');
  await expect(heading(page, 'Đăng ký dự thi')).toBeFocused();
  await typeInto(page, 'Họ và tên', person.name);
  await typeInto(page, 'Năm sinh', person.birthYear);
  await typeInto(page, 'Số điện thoại', person.phone);
  await typeInto(page, 'Đơn vị', withoutAccents(unit?.name ?? ''));
  const choice = page
    .locator('.unit-choice')
    .filter({ hasText: ward.name })
    .filter({ hasText: unit?.name ?? '' });
  await tabTo(page, choice.first());
  await page.keyboard.press('Enter');
  await expect(page.locator('.chosen-unit')).toContainText(ward.name);
  await tabTo(page, page.getByLabel('Bạn dự thi với tư cách'));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Tôi đã đọc và đồng ý.'));
  await page.keyboard.press('Space');
  await pressByKeyboard(page, 'Đăng ký');
  await expect(heading(page, /đây là mã dự thi của bạn/)).toBeFocused();
  await expect(page.locator('.ticket')).toHaveText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);

  await pressByKeyboard(page, 'Tôi đã lưu mã, đi tiếp');
  await expect(heading(page, `Xin chào ${person.name}`)).toBeFocused();
  await pressByKeyboard(page, 'Bắt đầu thi');
  await expectQuestion(page, 1);

  const { id } = await attemptOf(person);
  const right = await rightKeys(id);
  for (const [index, keys] of right.entries()) {
    await expectQuestion(page, index + 1);
    // Two single answers in three are right, and every question with several.
    const wrong = ['A', 'B'].find((key) => !keys.includes(key)) ?? 'A';
    await chooseByKeyboard(page, keys.length === 1 && index % 3 === 0 ? [wrong] : keys);
    await pressByKeyboard(page, index < questionCount - 1 ? 'Câu sau' : 'Xem lại và nộp');
  }
  await expect(heading(page, 'Trước khi nộp bài')).toBeFocused();
  await expect(page.locator('.submit-step')).toContainText(`Bạn đã trả lời đủ ${questionCount} câu.`);
  await typeInto(page, /^Theo bạn/, '1.234');
  await pressByKeyboard(page, 'Nộp bài');
  await expect(heading(page, 'Đã nộp bài')).toBeFocused();

  const stored = await attemptOf(person);
  expect(stored).toMatchObject({ state: 'submitted', answered: questionCount, prediction: 1234 });
  expect(stored.correct).toBeGreaterThan(questionCount / 2);
  expect(stored.correct).toBeLessThan(questionCount);
  const outcome = page.locator('.outcome');
  await expect(outcome.locator('.score')).toHaveText(`${stored.score}/100 điểm`);
  await expect(outcome).toContainText(`đúng ${stored.correct}/${questionCount} câu`);
  await expect(outcome).toContainText(stored.receipt ?? 'không có biên nhận');

  await expect(outcome).toContainText(/Hạng \d+\/\d+ trong đợt; hạng \d+\/\d+ ở /);
  const own = page.locator('.board tr[data-own]');
  await expect(own).toHaveCount(1);
  await expect(own).toContainText(`${ward.name} Đơn vị của bạn`);
  await expect(own.locator('td').last()).toHaveText(String(before + 1));
  expect(await counted(ward.code)).toBe(before + 1);
});

const withoutAccents = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();

test.describe('on a phone held sideways', () => {
  test.use({ viewport: { width: 640, height: 360 } });

  test('what has the focus is never under the bar of the clock', async ({ page }) => {
    await register(page, somebody());
    await start(page);
    await tabTo(page, page.getByRole('button', { name: 'Xem lại và nộp' }));
    const first = page.locator('.option input').first();
    for (let presses = 0; presses < 20 && !(await isFocused(first)); presses += 1) {
      await page.keyboard.press('Shift+Tab');
      const [bar, focus] = await Promise.all([
        page.locator('.quiz-bar').boundingBox(),
        page.locator(':focus').boundingBox(),
      ]);
      expect(focus?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    }
    await expect(first).toBeFocused();
  });
});

test('nothing of the bank beyond the paper reaches the browser before the submit, and nothing comes from elsewhere', async ({
  page,
  baseURL,
}) => {
  const bodies: Promise<string>[] = [];
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('response', (response) => {
    if (/\/rpc\/|\.js$|\/$/.test(new URL(response.url()).pathname)) bodies.push(response.text().catch(() => ''));
  });
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, questionCount);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 20/20 câu');

  const seen = (await Promise.all(bodies)).join('\n');
  const { id } = await attemptOf(person);
  const bank = await sql<{ code: string; prompt: string; explanation: string; source: string; drawn: boolean }>(
    `select q.code, q.prompt, q.explanation, q.source, q.id = any (a.question_ids) as drawn
     from contest.questions as q cross join contest.attempts as a where a.id = $1`,
    [id],
  );
  expect(bank.length).toBeGreaterThan(questionCount);
  const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
  // What was collected is what a member sees: every prompt of the paper is in it.
  for (const { prompt, drawn } of bank) expect(seen.includes(inJson(prompt)), prompt).toBe(drawn);
  for (const { code, explanation, source } of bank) {
    for (const secret of [`"${code}"`, explanation, source]) {
      expect(seen.includes(secret) || seen.includes(inJson(secret)), secret).toBe(false);
    }
  }
  expect(seen).not.toMatch(/right_options|option_order|"explanation"|"right"/);
  await press(page, 'Nộp bài');
  await expect(heading(page, 'Đã nộp bài')).toBeVisible();
  expect([...origins]).toEqual([new URL(baseURL ?? '').origin]);
});

test('a second attempt shows beside the first, and a third is not offered', async ({ page }) => {
  const person = somebody();
  await register(page, person);
  for (const label of ['Bắt đầu thi', 'Thi lại (còn 1 lượt)']) {
    await press(page, label);
    await expectQuestion(page, 1);
    await submitEarly(page);
    await expect(heading(page, 'Đã nộp bài')).toBeVisible();
    await press(page, 'Về trang của tôi');
  }
  await expect(page.getByText(/^Lượt \d:/)).toHaveCount(2);
  await expect(page.getByText('Bạn đã dùng hết số lượt của đợt này.')).toBeVisible();
  await expect(page.getByRole('button', { name: /thi/ }).filter({ hasText: /Bắt đầu|Thi lại/ })).toHaveCount(0);
  expect(await registrations(person)).toBe(1);
});

// Seen to fail with the layout kept in memory only, with nobody told which question has the focus, and with a palette that
// goes nowhere on the whole paper.
test('whoever likes the whole paper on one page has it so, also after a reload, and keeps their place', async ({
  page,
}) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 2);
  await press(page, 'Xem cả đề trên một trang');
  await expect(page.locator('.question')).toHaveCount(questionCount);
  await expect(heading(page, /^Câu 3\/20/)).toBeFocused();

  const place = (number: number) => page.locator('.sheet > li').nth(number - 1);
  await place(7).locator('.option').nth(1).click();
  await place(7).getByLabel('Đánh dấu câu này để xem lại').check();
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 3/20 câu');
  await page.getByText('Danh sách câu').first().click();
  await page.getByRole('button', { name: /^Câu 12,/ }).click();
  await expect(heading(page, /^Câu 12\/20/)).toBeFocused();
  await expect(heading(page, /^Câu 12\/20/)).toBeInViewport();

  await page.reload();
  await expect(page.locator('.question')).toHaveCount(questionCount);
  await expect(place(7).getByRole('radio').or(place(7).getByRole('checkbox')).nth(1)).toBeChecked();
  await expect(heading(page, /^Câu 3\/20/)).toBeFocused();

  // From the end of the paper too; seen to fail with the list at its beginning alone.
  await page.locator('.sheet ~ .palette summary').click();
  await page.getByRole('button', { name: /^Câu 12,/ }).click();
  await expect(heading(page, /^Câu 12\/20/)).toBeFocused();

  await place(9).locator('.option').first().click();
  await page.getByRole('button', { name: 'Xem từng câu một' }).first().click();
  await expectQuestion(page, 9);
  await expect(page.locator('.option input').first()).toBeChecked();
  await press(page, 'Xem cả đề trên một trang');
  await press(page, 'Xem lại và nộp');
  await page.locator('.notice.warn').getByRole('button', { name: 'Câu 20' }).click();
  await expect(heading(page, /^Câu 20\/20/)).toBeFocused();
  await press(page, 'Xem lại và nộp');
  await press(page, 'Nộp bài');
  await expect(heading(page, 'Đã nộp bài')).toBeVisible();
  expect(await attemptOf(person)).toMatchObject({ state: 'submitted', answered: 4 });
});
