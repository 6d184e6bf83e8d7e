/** The contest's home before somebody takes a round: what is open, for how long, by which rules. */
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '../support/browser-test.ts';
import { startSampleProduct } from '../support/sample-product.ts';
import type { Contest } from '../../src/contest/contract.ts';
import { timeLeftText } from '../../src/contest/time-left.ts';
import { readCalendar } from '../support/calendar-reader.ts';
import { expectQuestion, heading, openLobby, press, register, rpc, somebody, sql } from '../support/contest-page.ts';

/** A round among the rounds of the lobby, or of one's own page. */
const roundNamed = (page: Page, title: string): Locator =>
  page.locator('.rounds > li').filter({ has: page.getByRole('heading', { level: 3, name: title, exact: true }) });

/** Shows or hides the page, as far as the page can tell. */
const show = (page: Page, isShown: boolean) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, !isShown);

/** Lets the third round open `seconds` after each reply, the first, second… whatever the database says. Counts the replies. */
async function openThirdRoundIn(page: Page, ...seconds: number[]): Promise<{ asked: number; contest?: Contest }> {
  const seen: { asked: number; contest?: Contest } = { asked: 0 };
  await page.route(rpc('contest'), async (route) => {
    const reply = await route.fetch();
    const contest = (await reply.json()) as Contest;
    const left = seconds[Math.min(seen.asked, seconds.length - 1)] ?? 0;
    const opens_at = new Date(Date.parse(contest.server_now) + left * 1000).toISOString();
    const rounds = contest.rounds.map((round) => (round.slug === 'tuan-3' ? { ...round, opens_at } : round));
    seen.asked += 1;
    seen.contest = { ...contest, rounds };
    await route.fulfill({ response: reply, json: seen.contest });
  });
  return seen;
}

test('every round stands in the lobby with its state, its moments and the time left', async ({ page }) => {
  await openLobby(page);
  await expect(page.locator('.rounds > li')).toHaveCount(3);
  // Another test may have published it.
  await expect(roundNamed(page, 'Tuần 1')).toContainText(/Đã đóng|Đã công bố kết quả/);
  await expect(roundNamed(page, 'Tuần 2')).toContainText(/Đang mở, \d+ (ngày|giờ).* nữa đóng/);
  await expect(roundNamed(page, 'Tuần 3')).toContainText(/Sắp mở, \d+ ngày.* nữa mở/);
  await expect(roundNamed(page, 'Tuần 3')).toContainText(/Mở 08:00 ngày .*, đóng 23:59 ngày /);
});

for (const hours of [2, -2]) {
  // Seen to fail with the phone's own clock in use-time-left.ts.
  test(`a phone clock ${Math.abs(hours)} hours ${hours < 0 ? 'slow' : 'fast'} changes nothing about the time left`, async ({
    page,
  }) => {
    await page.clock.install({ time: Date.now() + hours * 3_600_000 });
    await page.clock.resume();
    await openLobby(page);
    const shown = await roundNamed(page, 'Tuần 3').locator('.time-left').textContent();
    const [round] = await sql<{ ms: number }>(
      `select (extract(epoch from opens_at - contest.clock()) * 1000)::float8 as ms from contest.rounds where slug = 'tuan-3'`,
    );
    // The hour may have turned since it was drawn.
    expect([timeLeftText(round?.ms ?? 0), timeLeftText((round?.ms ?? 0) + 30_000)]).toContain(shown);
  });
}

// Seen to fail looking again every second, in use-time-left.ts.
test('the time left rests until its words change, and no screen reader is interrupted by it', async ({ page }) => {
  await page.clock.install();
  // The page's clock runs on meanwhile: half a minute is left to look at it before its words change.
  await openThirdRoundIn(page, 3 * 3600 + 118);
  await openLobby(page);
  const left = roundNamed(page, 'Tuần 3').locator('.time-left');
  await expect(left).toHaveText('3 giờ 1 phút');
  expect(
    await left.evaluate((one) => one.closest('[aria-live], [role=status], [role=alert], [role=timer]')),
  ).toBeNull();

  await page.evaluate(() => {
    const set = globalThis.setTimeout;
    const timers = { count: 0 };
    globalThis.setTimeout = ((...given: Parameters<typeof set>) => {
      timers.count += 1;
      return set(...given);
    }) as typeof set;
    Object.assign(globalThis, { timers });
  });
  const timers = () => page.evaluate(() => (globalThis as unknown as { timers: { count: number } }).timers.count);
  await page.clock.runFor(20_000);
  await expect(left).toHaveText('3 giờ 1 phút');
  expect(await timers()).toBe(0);
  await page.clock.runFor(40_000);
  await expect(left).toHaveText('3 giờ');
});

// Seen to fail with the spread left out, and with hidden pages asking too.
test('a round that opens is asked for, spread over some seconds, and not by a page nobody looks at', async ({
  page,
}) => {
  await page.addInitScript(() => (Math.random = () => 0.9));
  await page.clock.install();
  const seen = await openThirdRoundIn(page, 300, 600, 600);
  await openLobby(page);
  const round = roundNamed(page, 'Tuần 3');
  await expect(round).toContainText(/Sắp mở, [45] phút nữa mở/);
  expect(seen.asked).toBe(1);

  await show(page, false);
  await page.clock.runFor(400_000);
  await expect(round).toContainText(/Sắp mở, [45] phút nữa mở/);
  expect(seen.asked).toBe(1);
  await show(page, true);
  await expect.poll(() => seen.asked).toBe(2);

  // Its clock begins anew with the reply: the opening is ten minutes away by the server's. The page's runs on by itself, too.
  await expect(round).toContainText(/Sắp mở, (10|9) phút nữa mở/);
  const now = () => page.evaluate(() => Date.now());
  const replied = await now();
  const runUntil = async (ms: number) => page.clock.runFor(Math.max(replied + ms - (await now()), 0));
  await runUntil(570_000);
  await expect(round).toContainText(/Sắp mở, \d+ giây nữa mở/);
  await runUntil(601_000);
  await expect(round).toContainText('đã đến giờ mở, trang đang tự cập nhật…');
  expect(seen.asked).toBe(2);
  await runUntil(611_000);
  await expect.poll(() => seen.asked).toBe(3);
});

// Seen to fail with a single try in use-round-changes.ts.
test('a round that opens while one stands there can be begun without a reload, even if the first replies are lost', async ({
  browser,
}) => {
  const product = await startSampleProduct();
  const page = await browser.newPage({ baseURL: product.url });
  await register(page, somebody());
  await product.sql(
    `update contest.rounds set opens_at = contest.clock() + interval '20 seconds' where slug = 'tuan-3'`,
    [],
  );
  await page.reload();
  const round = roundNamed(page, 'Tuần 3');
  const begin = round.getByRole('button', { name: 'Bắt đầu thi' });
  await expect(round).toContainText(/Sắp mở, \d+ giây nữa mở/);
  await expect(begin).toHaveCount(0);
  await page.evaluate(() => Object.assign(globalThis, { hasStayed: true }));
  // More often than the client asks again by itself.
  let lost = 0;
  await page.route(rpc('contest'), (route) => ((lost += 1) <= 5 ? route.abort() : route.continue()));

  await expect(begin).toBeVisible({ timeout: 90_000 });
  await expect(round).toContainText(/Đang mở, \d+ ngày/);
  await begin.click();
  await expectQuestion(page, 1);
  expect(await page.evaluate(() => 'hasStayed' in globalThis)).toBe(true);
  await page.close();
  await product.stop();
});

test('“Thêm vào lịch” hands over a file with the times the server said', async ({ page, baseURL }) => {
  await openLobby(page);
  await expect(roundNamed(page, 'Tuần 1').getByRole('link', { name: 'Thêm vào lịch' })).toHaveCount(0);
  for (const [title, slug] of [
    ['Tuần 2', 'tuan-2'],
    ['Tuần 3', 'tuan-3'],
  ] as const) {
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: `Thêm vào lịch ${title}` }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe(`tim-hieu-2026-${slug}.ics`);
    const text = await readFile(await download.path(), 'utf8');
    const [event] = readCalendar(text).events;
    const [row] = await sql<{ opens_at: string; closes_at: string }>(
      `select contest.utc(date_trunc('second', opens_at)) as opens_at, contest.utc(date_trunc('second', closes_at)) as closes_at
       from contest.rounds where slug = $1`,
      [slug],
    );
    expect(event).toMatchObject({
      from: Date.parse(row?.opens_at ?? ''),
      until: Date.parse(row?.closes_at ?? ''),
      address: `${baseURL}/cuoc-thi/`,
    });
    expect(event?.summary).toContain(`${title}: Cuộc thi trực tuyến`);
    expect(event?.alarm?.at).toBeLessThan(Date.parse(row?.closes_at ?? ''));
  }
  await expect(heading(page, 'Tuần 2 đang mở')).toBeVisible();
});

test('one’s own page says how many attempts are used, and where the result of a closed round will stand', async ({
  page,
}) => {
  await register(page, somebody());
  await expect(roundNamed(page, 'Tuần 1')).toContainText(/Kết quả chính thức (sẽ công bố )?ở bảng xếp hạng/);
  await expect(roundNamed(page, 'Tuần 2')).not.toContainText('Bạn đã dùng');
  await press(page, 'Bắt đầu thi');
  await expectQuestion(page, 1);
  await press(page, 'Xem lại và nộp');
  await press(page, 'Nộp bài');
  await press(page, 'Về trang của tôi');
  await expect(roundNamed(page, 'Tuần 2')).toContainText('tối đa 2 lượt, lấy lượt tốt nhất. Bạn đã dùng 1 lượt.');
  await roundNamed(page, 'Tuần 1').getByRole('link', { name: 'bảng xếp hạng' }).click();
  await expect(page.getByLabel('Tính theo')).toHaveValue('tuan-1');
});

test('the boards tell the order of their places as the rules do', async ({ page }) => {
  await page.goto('/cuoc-thi/');
  const ranking = page.locator('.rules').getByRole('heading', { name: 'Xếp hạng' }).locator('+ ul > li');
  const [ofRound = '', ofContest = ''] = await ranking.allTextContents();
  for (const [address, rule] of [
    ['/cuoc-thi/2026/xep-hang/#dot=tuan-2', ofRound],
    ['/cuoc-thi/2026/xep-hang/', ofContest],
  ] as const) {
    await page.goto(address);
    const words = rule.trim().slice(rule.trim().indexOf(': ') + 2);
    await expect(page.getByText(words.slice(1))).toBeVisible();
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the rules, the prizes and what becomes of personal data can be read', async ({ page }) => {
    await page.goto('/cuoc-thi/');
    const rules = page.locator('.rules');
    for (const title of [
      'Các đợt thi',
      'Ai được dự thi',
      'Làm bài và chấm điểm',
      'Xếp hạng',
      'Xem điểm và đáp án',
      'Câu hỏi có sai sót',
      'Thông tin cá nhân',
      'Quy định thêm của ban tổ chức',
      'Nội dung thi',
      'Cơ cấu giải',
    ])
      await expect(rules.getByRole('heading', { level: 3, name: title, exact: true })).toBeVisible();
    await expect(rules).toContainText(
      'Mỗi đợt: điểm cao hơn đứng trước. Bằng điểm thì ai dự đoán gần đúng hơn đứng trước (tính khi công bố kết quả; không dự đoán thì xếp sau), rồi đến thời gian làm bài ngắn hơn, rồi đến ai nộp sớm hơn.',
    );
    await expect(rules).toContainText('đơn vị có từ 3 người dự thi trở lên');
    const prizes = rules.getByRole('table', { name: 'Cơ cấu giải' }).locator('tbody tr');
    await expect(prizes).toHaveCount(4);
    await expect(prizes.first().locator('td')).toHaveText('1');
    await rules.getByRole('link', { name: 'Quyền riêng tư' }).click();
    await expect(page).toHaveURL('/quyen-rieng-tu/');
  });
});
