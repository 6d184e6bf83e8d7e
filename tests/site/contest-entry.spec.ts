import { expect, test, type Page } from '../support/browser-test.ts';
import {
  answer,
  attemptOf,
  expectQuestion,
  fillIn,
  heading,
  leave,
  loseFirstReply,
  openLobby,
  press,
  register,
  registrations,
  remembered,
  saveLine,
  sendRegistration,
  somebody,
  start,
  submitEarly,
} from '../support/contest-page.ts';

async function openForm(page: Page): Promise<void> {
  await openLobby(page);
  await press(page, 'Đăng ký dự thi');
}

test('an empty form says at each field what to do, and goes to the first', async ({ page }) => {
  await openForm(page);
  await sendRegistration(page);
  await expect(page.getByLabel('Họ và tên')).toBeFocused();
  const remedies = {
    full_name: 'Hãy viết họ và tên bằng chữ',
    birth_year: 'Hãy viết năm sinh đủ bốn chữ số, ví dụ 1958.',
    phone: 'Hãy viết số điện thoại Việt Nam đủ chữ số, ví dụ 0912 345 678.',
    unit: 'Hãy tìm và chọn đơn vị của bạn trong danh sách.',
    audience: 'Hãy chọn một nhóm.',
    consent: 'Hãy đọc và đánh dấu đồng ý thì mới đăng ký được.',
  };
  for (const [field, remedy] of Object.entries(remedies)) {
    const control = page.locator(`#${field}`);
    await expect(control).toHaveAttribute('aria-invalid', 'true');
    await expect(control).toHaveAttribute('aria-describedby', new RegExp(`\\b${field}-error\\b`));
    await expect(page.locator(`#${field}-error`)).toContainText(remedy);
  }
  await expect(page.locator('.error')).toHaveCount(Object.keys(remedies).length);
});

test('one wrong field is named alone, takes the focus, and what was typed stays', async ({ page }) => {
  const person = somebody();
  await openForm(page);
  await fillIn(page, person);
  await page.getByLabel('Số điện thoại').fill('12345');
  await sendRegistration(page);
  await expect(page.locator('.error')).toHaveCount(1);
  await expect(page.locator('#phone-error')).toBeVisible();
  await expect(page.getByLabel('Số điện thoại')).toBeFocused();
  await expect(page.getByLabel('Số điện thoại')).toHaveValue('12345');
  await expect(page.getByLabel('Họ và tên')).toHaveValue(person.name);

  // A number of before 2018 is not just incomplete. Seen to fail with the words of the server's refusal.
  await page.getByLabel('Số điện thoại').fill('0168 234 5678');
  await sendRegistration(page);
  await expect(page.locator('#phone-error')).toContainText('Số di động 11 chữ số đã đổi sang 10 chữ số từ năm 2018.');

  await page.getByLabel('Số điện thoại').fill(person.phone);
  await expect(page.locator('.error')).toHaveCount(0);
  await press(page, 'Chọn lại đơn vị');
  await page.getByLabel('Tôi đã đọc và đồng ý.').uncheck();
  await sendRegistration(page);
  await expect(page.getByLabel('Đơn vị', { exact: true })).toBeFocused();
  await expect(page.locator('.error')).toHaveCount(2);
  await expect(page.locator('#consent-error')).toBeVisible();
  expect(await registrations(person)).toBe(0);
});

// Seen to fail with the button "Chọn lại đơn vị" focused wherever a unit stands.
test('a form that comes back filled in begins at its heading, and a change of unit goes on from there', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await openForm(page);
  await fillIn(page, somebody());
  await press(page, 'Quay lại');
  await press(page, 'Đăng ký dự thi');
  await expect(heading(page, 'Đăng ký dự thi')).toBeFocused();
  await expect(heading(page, 'Đăng ký dự thi')).toBeInViewport();
  await expect(page.getByText('Những gì đã điền lúc trước còn nguyên ở dưới.')).toBeInViewport();
  await press(page, 'Chọn lại đơn vị');
  await expect(page.getByLabel('Đơn vị', { exact: true })).toBeFocused();
  await page.locator('.unit-choice').first().click();
  await expect(page.getByRole('button', { name: 'Chọn lại đơn vị' })).toBeFocused();
});

test('a phone somebody else has registered is refused at its field', async ({ page, browser }) => {
  const other = somebody();
  const elsewhere = await browser.newPage();
  await register(elsewhere, other);
  await elsewhere.close();

  const person = somebody({ phone: other.phone });
  await openForm(page);
  // Written as people write it, it is the same phone.
  await fillIn(page, { ...person, phone: `+84 ${other.phone.slice(1, 4)}.${other.phone.slice(4)}` });
  await sendRegistration(page);
  await expect(page.locator('#phone-error')).toContainText('Số điện thoại này đã đăng ký.');
  await expect(page.getByLabel('Số điện thoại')).toBeFocused();
  await expect(page.getByLabel('Họ và tên')).toHaveValue(person.name);
  expect(await registrations(other)).toBe(1);
});

test('a pupil under 16 needs the word of a guardian, and stands on the board by initials', async ({ page }) => {
  const pupil = somebody({ name: 'Lê Văn Ổi', birthYear: '2012' });
  await openForm(page);
  await expect(page.locator('#guardian_consent')).toHaveCount(0);
  await fillIn(page, pupil);
  await sendRegistration(page);
  await expect(page.locator('#guardian_consent')).toBeFocused();
  await expect(page.locator('#guardian_consent-error')).toContainText('cha, mẹ hoặc người giám hộ');
  expect(await registrations(pupil)).toBe(0);

  await page.locator('#guardian_consent').check();
  await sendRegistration(page);
  await press(page, 'Tôi đã lưu mã, đi tiếp');
  await start(page);
  await submitEarly(page);
  await expect(page.locator('.outcome')).toContainText(/Hạng \d/);
  // One's place and the board are two calls, and tests side by side move both.
  await expect(async () => {
    await page.goto('about:blank');
    await page.goto('/cuoc-thi/2026/xep-hang/');
    await press(page, 'Đến chỗ của tôi trên bảng');
    await expect(page.getByRole('region', { name: 'Bảng cá nhân' })).toContainText('L.V.Ổ.', { timeout: 5000 });
  }).toPass();
  await expect(page.locator('body')).not.toContainText(pupil.name);
});

test('a unit is found by going down the tree, too', async ({ page }) => {
  await openForm(page);
  await press(page, 'Mở các đơn vị thuộc Phường Mẫu 1');
  await press(page, /^Chi bộ khu phố Mẫu 1/);
  await expect(page.locator('.chosen-unit')).toHaveText('Chi bộ khu phố Mẫu 1Phường Mẫu 1, Tỉnh mẫu');
  await press(page, 'Chọn lại đơn vị');
  await expect(page.getByLabel('Đơn vị', { exact: true })).toBeFocused();
});

// Seen to fail with the new ticket dropped when the record cannot be fetched, in Recovery.
test('a lost ticket comes back by phone and recovery code: a new one, whatever fails on the way', async ({
  page,
  browser,
}) => {
  const person = somebody();
  await openForm(page);
  await fillIn(page, person);
  await page.getByLabel('Mã khôi phục (không bắt buộc)').fill('194590');
  await sendRegistration(page);
  const old = (await page.locator('.ticket').textContent()) ?? '';

  const elsewhere = await browser.newPage();
  await openLobby(elsewhere);
  await press(elsewhere, 'Tôi đã có mã dự thi');
  await press(elsewhere, 'Lấy lại bằng số điện thoại và mã khôi phục');
  await press(elsewhere, 'Lấy mã mới');
  await expect(elsewhere.locator('#recovery-phone')).toBeFocused();
  await elsewhere.getByLabel('Số điện thoại đã đăng ký').fill(person.phone);
  await elsewhere.getByLabel('Mã khôi phục').fill('111111');
  await press(elsewhere, 'Lấy mã mới');
  await expect(elsewhere.getByRole('alert')).toContainText('Số điện thoại và mã khôi phục không khớp.');
  await elsewhere.getByLabel('Mã khôi phục').fill('194590');
  await loseFirstReply(elsewhere, 'recover');
  await press(elsewhere, 'Lấy mã mới');
  await expect(elsewhere.getByRole('alert')).toContainText('Không nối được với máy chủ');
  await press(elsewhere, 'Lấy mã mới');
  const fresh = elsewhere.locator('.ticket');
  await expect(fresh).toHaveText(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/);
  await expect(fresh).not.toHaveText(old);
  // Kept at once. Seen to fail with the ticket kept only on going on.
  expect(await remembered(elsewhere)).toContain((await fresh.textContent()) ?? '');

  await elsewhere.route('**/rpc/me', (route) => route.abort());
  await press(elsewhere, 'Tôi đã lưu mã, đi tiếp');
  await expect(elsewhere.getByRole('alert')).toContainText('Không nối được với máy chủ');
  await expect(fresh).toBeVisible();
  await elsewhere.unroute('**/rpc/me');
  await press(elsewhere, 'Tôi đã lưu mã, đi tiếp');
  await expect(heading(elsewhere, `Xin chào ${person.name}`)).toBeVisible();
  await elsewhere.close();

  await page.reload();
  await expect(page.getByText('Mã dự thi nhớ trên máy này không còn dùng được.')).toBeVisible();
});

test('the ticket, typed on another phone in any spelling, goes on with the open attempt', async ({ page, browser }) => {
  const person = somebody();
  const ticket = await register(page, person);
  await start(page);
  await answer(page, 3);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 3/20 câu');
  const { id } = await attemptOf(person);

  const phone = await browser.newPage({ viewport: { width: 360, height: 660 } });
  await openLobby(phone);
  await press(phone, 'Tôi đã có mã dự thi');
  await phone.getByLabel('Mã dự thi', { exact: true }).fill(ticket.toLowerCase().replaceAll('-', ' '));
  await press(phone, 'Tiếp tục');
  await expectQuestion(phone, 4);
  await expect(saveLine(phone)).toHaveText('Máy chủ đang giữ 3/20 câu.');
  await submitEarly(phone);
  await expect(heading(phone, 'Đã nộp bài')).toBeVisible();
  expect(await attemptOf(person)).toMatchObject({ id, state: 'submitted', answered: 3 });
  await phone.close();

  // The first phone still has the question open; it is told how the attempt ended, not that something failed.
  await page.locator('.option').first().click();
  await expect(heading(page, 'Đã nộp bài')).toBeVisible();
});

test('“Không phải tôi” leaves nothing of the person on the device', async ({ page }) => {
  const person = somebody();
  const ticket = await register(page, person);
  await start(page);
  await answer(page, 2);
  await submitEarly(page);
  await press(page, 'Về trang của tôi');
  expect(await remembered(page)).toContain(ticket);
  const { id } = await attemptOf(person);
  await leave(page);
  await expect(heading(page, 'Tuần 2 đang mở')).toBeFocused();
  expect(await remembered(page)).not.toContain('cuoc-thi');
  await expect(page.locator('body')).not.toContainText(person.name);
  for (const trace of [ticket, person.phone, id]) expect(await remembered(page)).not.toContain(trace);
  await page.reload();
  await expect(heading(page, 'Tuần 2 đang mở')).toBeVisible();
});

test('a refused registration leaves no phone behind', async ({ page, browser }) => {
  const other = somebody();
  const elsewhere = await browser.newPage();
  await register(elsewhere, other);
  await elsewhere.close();
  await openForm(page);
  await fillIn(page, somebody({ phone: other.phone }));
  await sendRegistration(page);
  await expect(page.locator('#phone-error')).toBeVisible();
  expect(await remembered(page)).not.toContain(other.phone);
});

test('on a shared machine nothing outlives the tab, and a reload keeps one’s place', async ({ page, context }) => {
  const person = somebody();
  const ticket = await register(page, person, { remember: false });
  await start(page);
  await answer(page, 1);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  await page.reload();
  await expectQuestion(page, 2);

  const next = await context.newPage();
  await next.goto('/cuoc-thi/');
  await expect(heading(next, 'Tuần 2 đang mở')).toBeVisible();
  const left = await next.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(left).not.toContain('cuoc-thi');
  expect(left).not.toContain(ticket);
});

test.describe('with storage switched off', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      for (const storage of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, storage, {
          get: () => {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }
    });
  });

  test('the contest can be taken, and says what the device does not keep', async ({ page }) => {
    const person = somebody();
    await openForm(page);
    await fillIn(page, person);
    await sendRegistration(page);
    await expect(page.locator('.ticket-issued')).toContainText('Máy này không nhớ mã.');
    await press(page, 'Tôi đã lưu mã, đi tiếp');
    await start(page);
    await page.route('**/rpc/save_answers', (route) => route.abort());
    await answer(page, 1);
    await expect(saveLine(page)).toContainText('Đừng đóng trang: máy này không giữ được bài.');
    await page.unroute('**/rpc/save_answers');
    await answer(page, 1);
    await expect(saveLine(page)).toContainText('Máy chủ đã lưu 2/20 câu');
    await submitEarly(page);
    await expect(heading(page, 'Đã nộp bài')).toBeVisible();
    expect(await attemptOf(person)).toMatchObject({ state: 'submitted', answered: 2 });
  });

  test('a lost reply to the registration costs nothing either', async ({ page }) => {
    const person = somebody();
    await loseFirstReply(page, 'register');
    await openForm(page);
    await fillIn(page, person);
    await sendRegistration(page);
    await expect(page.locator('#problem')).toBeVisible();
    await sendRegistration(page);
    await expect(page.locator('.ticket')).toBeVisible();
    expect(await registrations(person)).toBe(1);
  });
});
