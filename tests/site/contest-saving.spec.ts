import { expect, test } from '../support/browser-test.ts';
import {
  answer,
  attemptOf,
  attemptsOf,
  choose,
  endIn,
  everyRpc,
  expectQuestion,
  goOn,
  fillIn,
  heading,
  loseFirstReply,
  openLobby,
  press,
  questionCount,
  randomTicket,
  register,
  registrations,
  rpc,
  saveLine,
  sendRegistration,
  somebody,
  sql,
  start,
  submitEarly,
} from '../support/contest-page.ts';
import { giveTicket } from '../support/certificates.ts';

test('an answer is called saved when the server holds it, and not before', async ({ page }) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await expect(saveLine(page)).toHaveText('Câu trả lời được lưu ngay khi bạn chọn.');

  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(rpc('save_answers'), async (route) => {
    await released;
    await route.continue();
  });
  const asked = page.waitForRequest(rpc('save_answers'));
  await choose(page, 1);
  await asked;
  await expect(saveLine(page)).toHaveText('Đang gửi…');
  expect((await attemptOf(person)).answered).toBe(0);

  const replied = page.waitForResponse(rpc('save_answers'));
  release();
  const { server_now } = (await (await replied).json()) as { server_now: string };
  const time = new Intl.DateTimeFormat('vi-VN', { timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' });
  // The reply was on its way for a moment, in which a second may have begun, or a few where others are busy.
  const moments = [0, 1000, 2000, 3000, 4000].map((later) => time.format(Date.parse(server_now) + later)).join('|');
  await expect(saveLine(page)).toHaveText(new RegExp(`^Máy chủ đã lưu 1/20 câu lúc (${moments})\\.$`));
  expect((await attemptOf(person)).answered).toBe(1);

  await press(page, 'Câu sau');
  await answer(page, 2);
  await expect(saveLine(page)).toHaveText(/^Máy chủ đã lưu 3\/20 câu lúc/);
  expect((await attemptOf(person)).answered).toBe(3);
});

test('answers given without a network are called unsent, and go out when it is back', async ({ page, context }) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 1);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');

  await context.setOffline(true);
  await answer(page, 2);
  await expect(saveLine(page)).toHaveText('2 câu chưa gửi được, đang thử lại.');
  expect((await attemptOf(person)).answered).toBe(1);

  await context.setOffline(false);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 3/20 câu');
  expect((await attemptOf(person)).answered).toBe(3);
});

test('a reload goes back into the attempt, its unsent answers still there and still unsent', async ({ page }) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await choose(page, 2);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  const prompt = await page.locator('.question h2').textContent();

  await page.route(rpc('save_answers'), (route) => route.abort());
  await press(page, 'Câu sau');
  await choose(page, 1);
  await expect(saveLine(page)).toHaveText('1 câu chưa gửi được, đang thử lại.');

  // The browser asks before it lets unsent answers out of sight.
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expectQuestion(page, 3);
  await expect(saveLine(page)).toHaveText('1 câu chưa gửi được, đang thử lại.');
  expect((await attemptOf(person)).answered).toBe(1);
  await press(page, 'Câu trước');
  await expect(page.locator('.option input').nth(1)).toBeChecked();
  await press(page, 'Câu trước');
  await expect(page.locator('.question h2')).toHaveText(prompt ?? '');
  await expect(page.locator('.option input').nth(2)).toBeChecked();

  await page.unroute(rpc('save_answers'));
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 2/20 câu');
  expect((await attemptOf(person)).answered).toBe(2);
});

// Seen to fail without a channel between the tabs, and with “Làm tiếp ở đây” that starts anew. That what is unsent is
// handed over even without common storage is proven in session.test.ts.
test('the tab opened last goes on; the other says so, hands over what it had unsent, and can take the quiz back', async ({
  page,
  context,
}) => {
  const person = somebody();
  // The member is not remembered, so that the tabs share no storage.
  await register(page, person, { remember: false });
  await start(page);
  await page.route(everyRpc, (route) => route.abort());
  await answer(page, 1);
  await expect(saveLine(page)).toContainText('1 câu chưa gửi được');

  const opened = context.waitForEvent('page');
  // A tab opened by a page gets a copy of what lasts as long as the tab.
  await page.evaluate(() => void window.open('/cuoc-thi/'));
  const second = await opened;
  await goOn(second);
  await expectQuestion(second, 2);
  await expect(heading(page, 'Bài thi đang mở ở một thẻ khác')).toBeFocused();
  await expect(saveLine(second)).toContainText('Máy chủ đã lưu 1/20 câu');
  await choose(second);
  await expect(saveLine(second)).toContainText('Máy chủ đã lưu 2/20 câu');

  await press(page, 'Làm tiếp ở đây');
  await expect(page.locator('.elsewhere')).toContainText('Không nối được với máy chủ');
  await page.unroute(everyRpc);
  await press(page, 'Làm tiếp ở đây');
  await expectQuestion(page, 3);
  await expect(heading(second, 'Bài thi đang mở ở một thẻ khác')).toBeVisible();
  await choose(page);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 3/20 câu');
  expect((await attemptOf(person)).answered).toBe(3);

  // Submitted here, it does not begin again there.
  await submitEarly(page);
  await expect(heading(page, 'Đã nộp bài')).toBeVisible();
  await press(second, 'Làm tiếp ở đây');
  await expect(second.getByText('Lượt 1:')).toBeVisible();
  expect(await attemptOf(person)).toMatchObject({ state: 'submitted', answered: 3 });
});

test.describe('in a browser whose tabs cannot reach one another', () => {
  test.beforeEach(({ context }) => context.addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel')));

  test('two tabs of one member lose neither one’s answers', async ({ page, context }) => {
    const person = somebody();
    await register(page, person);
    await start(page);
    const second = await context.newPage();
    await second.goto('/cuoc-thi/');
    await goOn(second);
    await expectQuestion(second, 1);
    await answer(page, 1);
    await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
    await press(second, 'Câu sau');
    await choose(second);
    await expect(saveLine(second)).toContainText('Máy chủ đã lưu 2/20 câu');
    expect((await attemptOf(person)).answered).toBe(2);
  });
});

test('at zero the attempt submits itself with the answers given, those of the last second too', async ({ page }) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 3);
  // Time enough for what follows on a machine that has other things to do.
  await endIn(person, 20);
  // The client learns of the new end from the next save, as it would of an organiser's extension.
  await choose(page);
  await expect(page.locator('.countdown strong')).toHaveText(/^00:([01]\d|20)$/);
  await page.route(rpc('save_answers'), (route) => route.abort());
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(rpc('submit_attempt'), async (route) => {
    await released;
    await route.continue();
  });
  await press(page, 'Câu sau');
  await choose(page);

  await expect(heading(page, 'Hết giờ, đang nộp những câu bạn đã chọn…')).toBeFocused({ timeout: 60_000 });
  release();
  await expect(heading(page, 'Đã nộp bài')).toBeVisible();
  await expect(page.getByText('Hết giờ nên bài được nộp tự động với 5/20 câu đã trả lời.')).toBeVisible();
  const stored = await attemptOf(person);
  expect(stored).toMatchObject({ state: 'submitted', answered: 5 });
  await expect(page.locator('.outcome .score')).toHaveText(`${stored.score}/100 điểm`);
});

test('cut off past the grace, the member is told that time is over and what the server had counts', async ({
  page,
}) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 4);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 4/20 câu');

  await endIn(person, 15);
  await choose(page);
  await expect(page.locator('.countdown strong')).toHaveText(/^00:(0\d|1[0-5])$/);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 5/20 câu');
  await page.route(everyRpc, (route) => route.abort());
  await press(page, 'Câu sau');
  await choose(page);
  await expect(saveLine(page)).toHaveText('Chưa nộp được, đang thử lại. Bài vẫn còn trên máy này.', {
    timeout: 60_000,
  });

  await endIn(person, -60);
  await sql('select contest.tick()');
  await page.unroute(everyRpc);
  await expect(heading(page, 'Đã hết giờ')).toBeVisible({ timeout: 60_000 });
  const stored = await attemptOf(person);
  expect(stored).toMatchObject({ state: 'expired', answered: 5 });
  await expect(page.locator('.outcome')).toContainText('Những câu máy chủ đã lưu vẫn được tính điểm');
  await expect(page.locator('.outcome .score')).toHaveText(`${stored.score}/100 điểm`);
  await expect(page.locator('.outcome')).toContainText(`đúng ${stored.correct}/${questionCount} câu`);
});

// Seen to fail with nothing done on waking: where the clock stood still, the countdown then goes on as if nothing had been.
for (const clock of ['went on', 'stood still'] as const) {
  test(`a phone that slept past the deadline, its clock ${clock}, wakes to the word that time is over and to what counts`, async ({
    page,
  }) => {
    await page.addInitScript(() => {
      const now = performance.now.bind(performance);
      const sleep = { asleep: 0, hidden: false };
      Object.assign(window, { sleep });
      performance.now = () => now() + sleep.asleep;
      Object.defineProperty(document, 'hidden', { get: () => sleep.hidden });
    });
    const person = somebody();
    await register(page, person);
    await start(page);
    await answer(page, 4);
    await expect(saveLine(page)).toContainText('Máy chủ đã lưu 4/20 câu');
    // Asleep: no call goes out, and the server's time goes on for an hour.
    await page.route(everyRpc, (route) => route.abort());
    await page.evaluate(() => Object.assign((window as unknown as { sleep: object }).sleep, { hidden: true }));
    await endIn(person, -3600);
    await sql('select contest.tick()');
    await page.unroute(everyRpc);
    await page.evaluate(
      (asleep) => {
        Object.assign((window as unknown as { sleep: object }).sleep, { hidden: false, asleep });
        document.dispatchEvent(new Event('visibilitychange'));
      },
      clock === 'went on' ? 3_600_000 : 0,
    );

    await expect(heading(page, 'Đã hết giờ')).toBeVisible();
    const stored = await attemptOf(person);
    expect(stored).toMatchObject({ state: 'expired', answered: 4 });
    await expect(page.locator('.outcome')).toContainText('Những câu máy chủ đã lưu vẫn được tính điểm');
    await expect(page.locator('.outcome .score')).toHaveText(`${stored.score}/100 điểm`);
    await press(page, 'Về trang của tôi');
    await expect(page.getByText(/^Lượt 1: /)).toBeVisible();
  });
}

test('a lost reply costs nothing: the same ticket, the same attempt, the same receipt', async ({ page }) => {
  const person = somebody();
  const registered = await loseFirstReply(page, 'register');
  await openLobby(page);
  await press(page, 'Đăng ký dự thi');
  await fillIn(page, person);
  await sendRegistration(page);
  await expect(page.locator('#problem')).toContainText('Không nối được với máy chủ cuộc thi');
  expect(await registrations(person)).toBe(1);
  await sendRegistration(page);
  await expect(page.locator('.ticket')).toBeVisible();
  expect(registered()).toBe(2);
  expect(await registrations(person)).toBe(1);
  await press(page, 'Tôi đã lưu mã, đi tiếp');

  const started = await loseFirstReply(page, 'start_attempt');
  await press(page, 'Bắt đầu thi');
  await expect(page.getByRole('alert')).toContainText('Không nối được với máy chủ cuộc thi');
  const { id } = await attemptOf(person);
  await press(page, 'Bắt đầu thi');
  await expectQuestion(page, 1);
  expect(started()).toBe(2);
  expect((await attemptsOf(person)).map((attempt) => attempt.id)).toEqual([id]);

  let retrySave = () => {};
  const saved = await loseFirstReply(page, 'save_answers', new Promise((done) => (retrySave = done)));
  await choose(page, 1);
  await expect(saveLine(page)).toHaveText('1 câu chưa gửi được, đang thử lại.');
  expect((await attemptOf(person)).answered).toBe(1);
  retrySave();
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  expect(saved()).toBe(2);

  let retrySubmit = () => {};
  const submitted = await loseFirstReply(page, 'submit_attempt', new Promise((done) => (retrySubmit = done)));
  await press(page, 'Xem lại và nộp');
  await press(page, 'Nộp bài');
  await expect(saveLine(page)).toContainText('Chưa nộp được, đang thử lại.');
  const { receipt } = await attemptOf(person);
  expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  retrySubmit();
  await expect(page.locator('.outcome')).toContainText(receipt ?? '');
  expect(submitted()).toBe(2);
  expect(await attemptOf(person)).toMatchObject({ id, receipt, answered: 1 });
});

// Seen to fail with the wish to submit kept nowhere, and with no question asked before leaving while handing in.
test('whoever has confirmed without a network has handed in, though they close the page: it goes on by itself', async ({
  page,
  context,
}) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 2);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 2/20 câu');
  // Of the whole browser: what the page sends while it closes gets no further either.
  await context.route(everyRpc, (route) => route.abort());
  await submitEarly(page);
  await expect(saveLine(page)).toHaveText('Chưa nộp được, đang thử lại. Bài vẫn còn trên máy này.');

  const asked = page.waitForEvent('dialog');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await (await asked).accept();
  await closed;
  expect((await attemptOf(person)).state).toBe('open');
  await context.unroute(everyRpc);
  const again = await context.newPage();
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await again.route(rpc('submit_attempt'), async (route) => {
    await released;
    await route.continue();
  });
  await again.goto('/cuoc-thi/');
  await expect(heading(again, 'Bạn đã bấm nộp, đang gửi lại…')).toBeVisible();
  release();
  await expect(heading(again, 'Đã nộp bài')).toBeVisible();
  await expect(again.locator('.outcome')).not.toContainText('Hết giờ');
  expect(await attemptOf(person)).toMatchObject({ state: 'submitted', answered: 2 });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  // Seen to fail with the heading of the notice not taking the focus.
  test('what becomes of handing in is in view, without a network too', async ({ page }) => {
    await register(page, somebody());
    await start(page);
    await press(page, 'Xem lại và nộp');
    await page.route(everyRpc, async (route) => {
      await new Promise((done) => setTimeout(done, 1500));
      await route.abort();
    });
    await press(page, 'Nộp bài');
    await expect(heading(page, 'Đang nộp bài…')).toBeInViewport({ ratio: 1 });
    await expect(saveLine(page)).toHaveText('Chưa nộp được, đang thử lại. Bài vẫn còn trên máy này.');
    await expect(saveLine(page)).toBeInViewport({ ratio: 1 });
    await expect(heading(page, 'Đang nộp bài…')).toBeInViewport({ ratio: 1 });
    // The bar that always stays in view does not stand over it.
    const bar = await page.locator('.quiz-bar').boundingBox();
    const notice = await page.locator('.submitting').boundingBox();
    expect(notice?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
  });
});

// Seen to fail with what cannot be read leaving the number before it.
test('a prediction that cannot be read takes the place of the one before it', async ({ page }) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await press(page, 'Xem lại và nộp');
  await page.getByLabel(/^Theo bạn/).fill('12');
  await expect.poll(async () => (await attemptOf(person)).prediction).toBe(12);
  await page.getByLabel(/^Theo bạn/).fill('12a');
  await expect.poll(async () => (await attemptOf(person)).prediction).toBeNull();
});

for (const hours of [-2, 2]) {
  test(`a phone clock ${Math.abs(hours)} hours ${hours < 0 ? 'slow' : 'fast'} changes neither the time left nor the outcome`, async ({
    page,
  }) => {
    await page.addInitScript((shift) => {
      const Right = Date;
      const wrongNow = () => Right.now() + shift;
      globalThis.Date = class extends Right {
        constructor(...given: unknown[]) {
          super(...((given.length > 0 ? given : [wrongNow()]) as []));
        }
        static override now = wrongNow;
      } as DateConstructor;
    }, hours * 3_600_000);
    const person = somebody();
    await register(page, person);
    await start(page);
    expect(Math.abs((await page.evaluate(() => Date.now())) - Date.now())).toBeGreaterThan(7_000_000);
    await expect(page.locator('.countdown strong')).toHaveText(/^(20:00|19:\d\d)$/);
    await choose(page);
    await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
    await page.reload();
    await expect(page.locator('.countdown strong')).toHaveText(/^1[89]:\d\d$/);
    await press(page, 'Xem lại và nộp');
    await press(page, 'Nộp bài');
    await expect(heading(page, 'Đã nộp bài')).toBeVisible();
    const { state, duration_ms } = await attemptOf(person);
    expect(state).toBe('submitted');
    expect(duration_ms).toBeLessThan(120_000);
  });
}

// Seen to fail with marks kept in memory only, in QuizView.
test('a marked question is found again from the list and before submitting, also after a reload', async ({ page }) => {
  await register(page, somebody());
  await start(page);
  await answer(page, 2);
  await page.getByLabel('Đánh dấu câu này để xem lại').check();
  await press(page, 'Câu sau');
  await expect(page.getByLabel('Đánh dấu câu này để xem lại')).not.toBeChecked();
  await expect(page.locator('.palette summary')).toContainText('2/20 câu đã trả lời, 1 câu đánh dấu');
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 2/20 câu');

  await page.reload();
  await page.getByText('Danh sách câu').click();
  await expect(page.getByRole('button', { name: 'Câu 3, chưa trả lời, đã đánh dấu' })).toBeVisible();
  await press(page, 'Xem lại và nộp');
  await page.locator('.notice', { hasText: 'Bạn đã đánh dấu 1 câu' }).getByRole('button', { name: 'Câu 3' }).click();
  await expectQuestion(page, 3);
  await expect(page.getByLabel('Đánh dấu câu này để xem lại')).toBeChecked();
});

// Seen to fail with the refusal told on one's own page, where nothing of the answers is to be seen, and with what waited
// under the dead ticket taken for somebody else's.
test('whom the server refuses in the middle of the quiz is told why, sees what they chose, and a new ticket goes on with it', async ({
  page,
}) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await answer(page, 1);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 1/20 câu');
  const chosen = await page.locator('.option').first().textContent();

  const ticket = randomTicket();
  await giveTicket(person, ticket);
  await choose(page);
  await expect(heading(page, 'Máy chủ không nhận bài này')).toBeFocused();
  await expect(page.locator('.refused')).toContainText('hãy nhập mã mới để làm tiếp đúng bài này');
  await expect(page.locator('.reviewed > li')).toHaveCount(20);
  await expect(page.locator('.reviewed > li').nth(1)).toContainText(withoutKey(chosen));
  await expect(page.locator('.reviewed > li').nth(2)).toContainText('Chưa trả lời.');

  await press(page, 'Nhập mã dự thi');
  await page.getByLabel('Mã dự thi', { exact: true }).fill(ticket);
  await press(page, 'Tiếp tục');
  await expectQuestion(page, 3);
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 2/20 câu');
  expect((await attemptOf(person)).answered).toBe(2);

  await sql(
    `update contest.participants set status = 'disqualified'
     where id = (select participant_id from contest.participant_phones where phone = $1)`,
    [person.phone],
  );
  await choose(page);
  await expect(page.locator('.refused .notice')).toHaveText(/Ban tổ chức đã dừng quyền dự thi/);
  await press(page, 'Về trang của tôi');
  await expect(heading(page, `Xin chào ${person.name}`)).toBeVisible();
});

/** The words of an option as it stands in its row, after its letter. */
const withoutKey = (row: string | null) => (row ?? '').trim().slice(1).trim();
