/** Keeping one's ticket, and coming back with it by a link. */
import { expect, test, type Page } from '../support/browser-test.ts';
import {
  answer,
  heading,
  openLobby,
  press,
  register,
  remembered,
  rpc,
  saveLine,
  signUp,
  somebody,
  start,
  submitEarly,
  expectQuestion,
  attemptOf,
} from '../support/contest-page.ts';

const field = (page: Page) => page.getByLabel('Mã dự thi', { exact: true });
const enter = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' });

async function openTicket(page: Page) {
  const person = somebody();
  return { person, ticket: await signUp(page, person) };
}

/** Registers somebody on a device of their own. */
async function elsewhere(page: Page) {
  const other = await page.context().browser()?.newContext();
  if (!other) throw new Error('no browser');
  const person = somebody();
  const phone = await other.newPage();
  const ticket = await register(phone, person);
  await other.close();
  return { person, ticket };
}

// Seen to fail with the address left as it came.
test('a link fills the ticket in and leaves the address at once; nothing is asked before the person confirms', async ({
  page,
}) => {
  const { person, ticket } = await elsewhere(page);
  let asked = 0;
  await page.route(rpc('me'), async (route) => {
    asked += 1;
    await route.continue();
  });
  await page.goto('/');
  await page.goto(`/cuoc-thi/#ma=${ticket}`);
  await expect(field(page)).toHaveValue(ticket);
  await expect(enter(page)).toBeFocused();
  await expect(page).toHaveURL(/\/cuoc-thi\/$/);
  expect(asked).toBe(0);
  expect(await remembered(page)).not.toContain(ticket);

  await page.keyboard.press('Enter');
  await expect(heading(page, `Xin chào ${person.name}`)).toBeVisible();
  expect(asked).toBe(1);
  // The page itself steps back from the screen that is over: a step by another hand at that moment would cross its own.
  await page.waitForFunction(() => history.state === null);
  await page.goBack();
  await expect(page).toHaveURL(/:\d+\/$/);
  await page.goForward();
  await expect(heading(page, `Xin chào ${person.name}`)).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(ticket));
});

test('a link opened while the page stands does the same', async ({ page }) => {
  await openLobby(page);
  await page.evaluate(() => (location.hash = 'ma=A1B2-C3D4-E5F6-G7H8-J9K0'));
  await expect(field(page)).toHaveValue('A1B2-C3D4-E5F6-G7H8-J9K0');
  await expect(page).toHaveURL(/\/cuoc-thi\/$/);
  await press(page, 'Quay lại');
  await expect(heading(page, 'Tuần 2 đang mở')).toBeVisible();
});

// Seen to fail with the first one's record left behind.
test('somebody the device remembers is asked about, and stays or goes as they say', async ({ page }) => {
  const other = await elsewhere(page);
  const own = somebody();
  const ownTicket = await register(page, own);
  await page.goto(`/cuoc-thi/#ma=${other.ticket}`);
  await expect(page).not.toHaveURL(/#ma/);
  await page.reload();
  await expect(heading(page, `Xin chào ${own.name}`)).toBeVisible();

  await page.goto('/');
  await page.goto(`/cuoc-thi/#ma=${other.ticket}`);
  await expect(heading(page, `Máy này đang nhớ mã của ${own.name}`)).toBeFocused();
  await expect(page).toHaveURL(/\/cuoc-thi\/$/);
  await press(page, `Ở lại bài của ${own.name}`);
  await expect(heading(page, `Xin chào ${own.name}`)).toBeVisible();
  expect(await remembered(page)).toContain(ownTicket);

  await page.goto('/');
  await page.goto(`/cuoc-thi/#ma=${other.ticket}`);
  await press(page, 'Vào bằng mã trong liên kết');
  await expect(field(page)).toHaveValue(other.ticket);
  await press(page, 'Quay lại');
  await expect(heading(page, `Xin chào ${own.name}`)).toBeVisible();

  await page.evaluate((ticket) => (location.hash = `ma=${ticket}`), other.ticket);
  await press(page, 'Vào bằng mã trong liên kết');
  await page.getByLabel('Nhớ mã dự thi trên máy này.').uncheck();
  await press(page, 'Tiếp tục');
  await expect(heading(page, `Xin chào ${other.person.name}`)).toBeVisible();
  const left = await remembered(page);
  expect(left).toContain(other.ticket);
  expect(left).not.toContain(ownTicket);
});

test('one’s own link, in any spelling, just opens one’s own page', async ({ page }) => {
  const person = somebody();
  const ticket = await register(page, person);
  await page.goto('/');
  await page.goto(`/cuoc-thi/#ma=${ticket.toLowerCase().replaceAll('-', '')}`);
  await expect(heading(page, `Xin chào ${person.name}`)).toBeVisible();
  await expect(heading(page, /Máy này đang nhớ/)).toHaveCount(0);
});

// Seen to fail with the ticket put before the person wherever they are.
test('a link opened in the middle of a paper waits until it is handed in', async ({ page }) => {
  const other = await elsewhere(page);
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 1);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  await page.evaluate((ticket) => (location.hash = `ma=${ticket}`), other.ticket);
  await expect(page).not.toHaveURL(new RegExp(other.ticket));
  await expectQuestion(page, 2);
  await submitEarly(page);
  await expect(heading(page, 'Đã nộp bài')).toBeVisible();
  await press(page, 'Về trang của tôi');
  await expect(heading(page, `Máy này đang nhớ mã của ${person.name}`)).toBeVisible();
  expect(await attemptOf(person)).toMatchObject({ state: 'submitted', answered: 1 });
});

test('a link opened anew while a quiz is running asks first, and whoever stays goes on with it', async ({ page }) => {
  const other = await elsewhere(page);
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 1);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  await page.goto('/');
  await page.goto(`/cuoc-thi/#ma=${other.ticket}`);
  await press(page, `Ở lại bài của ${person.name}`);
  await press(page, 'Làm tiếp bài đang dở');
  await expectQuestion(page, 2);
});

test.describe('where the phone can share', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const shared: ShareData[] = [];
      Object.assign(window, { shared });
      navigator.share = async (what) => {
        shared.push(what ?? {});
        if (shared.length > 1) throw new DOMException('closed', shared.length > 2 ? 'NotAllowedError' : 'AbortError');
      };
    });
  });
  const shared = (page: Page) => page.evaluate(() => (window as unknown as { shared: ShareData[] }).shared);

  test('“Gửi cho tôi” hands the ticket, the contest and a link with its code after # to the phone, and to nobody else', async ({
    page,
    baseURL,
  }) => {
    const { person, ticket } = await openTicket(page);
    // The ticket's own face may still be on its way.
    await page.evaluate(() => document.fonts.ready.then(() => {}));
    const told: string[] = [];
    page.on('request', (request) => told.push(`${request.url()} ${request.postData() ?? ''}`));
    await press(page, 'Gửi cho tôi');
    await expect.poll(async () => (await shared(page)).length).toBe(1);
    const [{ title = '', text = '', ...rest } = {}] = await shared(page);
    expect(rest).toEqual({});
    expect(title).toMatch(/^Mã dự thi – Cuộc thi/);
    expect(text.split('\n')).toEqual([
      `Mã dự thi của tôi: ${ticket}`,
      title.replace('Mã dự thi – ', ''),
      `Mở để vào thi: ${baseURL}/cuoc-thi/#ma=${ticket}`,
    ]);
    expect(text).not.toContain(person.name);
    expect(told).toEqual([]);
  });

  test('who closes the list has done nothing wrong; what the phone refuses is said', async ({ page }) => {
    await openTicket(page);
    const status = page.locator('.ticket-issued [role=status]');
    await press(page, 'Gửi cho tôi');
    await press(page, 'Gửi cho tôi');
    await expect.poll(async () => (await shared(page)).length).toBe(2);
    await expect(status).toHaveText('');
    await press(page, 'Gửi cho tôi');
    await expect(status).toContainText('Hãy bấm "Sao chép mã", hoặc chụp màn hình.');
  });
});

test('where the phone cannot share, the ticket is copied with its link, to be sent by hand', async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined }));
  const { ticket } = await openTicket(page);
  await expect(page.getByRole('button', { name: 'Gửi cho tôi' })).toHaveCount(0);
  await press(page, 'Sao chép mã kèm địa chỉ');
  await expect(page.getByText('Đã sao chép mã kèm địa chỉ.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`Mở để vào thi: ${baseURL}/cuoc-thi/#ma=${ticket}`);
});

// Seen to fail with the heading taking the focus once its screen is painted.
test('whoever is in the field as soon as it stands is left there', async ({ page }) => {
  await openLobby(page);
  await page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('Tôi đã có mã'),
    );
    button?.click();
    while (!document.querySelector('#ticket')) await Promise.resolve();
    document.querySelector<HTMLInputElement>('#ticket')?.focus();
    // Long enough for whatever waits for the screen to be painted.
    await new Promise((done) => setTimeout(done, 500));
  });
  await expect(field(page)).toBeFocused();
});

// Seen to fail with what stands in the field sent as it is.
test('what was copied is understood in the field, whole or in part', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined }));
  const { person, ticket } = await openTicket(page);
  await press(page, 'Sao chép mã kèm địa chỉ');
  await expect(page.getByText('Đã sao chép mã kèm địa chỉ.')).toBeVisible();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  const [first = ''] = message.split('\n');
  const wide = ticket.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).toLowerCase();
  for (const pasted of [message, first, message.slice(message.indexOf('http')), wide]) {
    await page.evaluate((text) => {
      localStorage.clear();
      sessionStorage.clear();
      return navigator.clipboard.writeText(text);
    }, pasted);
    await openLobby(page);
    await press(page, 'Tôi đã có mã dự thi');
    await field(page).focus();
    await page.keyboard.press('Control+V');
    await enter(page).click();
    await expect(heading(page, `Xin chào ${person.name}`), pasted).toBeVisible();
    expect(await remembered(page)).toContain(ticket);
  }
});

// Seen to fail with the page's other parts left on paper.
test('on paper stand the contest, the name, the ticket and where to type it, on one page, and nothing else', async ({
  page,
  baseURL,
}) => {
  const { person, ticket } = await openTicket(page);
  await page.emulateMedia({ media: 'print' });
  const lines = (await page.locator('body').innerText()).split('\n').filter((line) => line.trim() !== '');
  expect(lines).toEqual([
    expect.stringMatching(/^Cuộc thi/),
    person.name,
    'Mã dự thi',
    ticket,
    `Nhập mã tại ${new URL(baseURL ?? '').host}/cuoc-thi/`,
  ]);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

// Seen to fail with its characters as large as where there is more room, and in a face whose letters are not all as wide.
test('the ticket stands whole on one line of the narrowest screen, whatever its letters', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openTicket(page);
  const ticket = page.locator('.ticket');
  await ticket.evaluate((box) => (box.textContent = Array(5).fill('WWWW').join('-')));
  const lines = await ticket.evaluate((box) => {
    const text = document.createRange();
    text.selectNodeContents(box);
    return text.getClientRects().length;
  });
  expect(lines).toBe(1);
  expect(await ticket.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});
