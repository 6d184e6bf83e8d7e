import { expect, test } from '../support/browser-test.ts';
import {
  attemptOf,
  choose,
  expectQuestion,
  heading,
  intoClosedRound,
  loseFirstReply,
  press,
  register,
  rpc,
  registrations,
  remembered,
  rightKeys,
  saveLine,
  somebody,
  start,
  submitEarly,
} from '../support/contest-page.ts';

test('after the round, every question tells what one chose, what is right, why, and where to read it again', async ({
  page,
}) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  const [first = [], second = []] = await rightKeys((await attemptOf(person)).id);
  const optionOf = (key: string) => page.locator('.option').filter({ has: page.locator(`input[value="${key}"]`) });
  for (const key of first) await optionOf(key).click();
  await press(page, 'Câu sau');
  await expectQuestion(page, 2);
  await optionOf('ABCDEF'.split('').find((key) => !second.includes(key)) ?? '').click();
  await expect(saveLine(page)).toContainText('Máy chủ đã lưu 2/20 câu');
  await intoClosedRound(person);
  await submitEarly(page);

  await press(page, 'Xem lại bài và đáp án');
  await expect(heading(page, 'Xem lại bài: Tuần 1')).toBeFocused();
  const questions = page.locator('.reviewed > li');
  await expect(questions).toHaveCount(20);
  await expect(page.locator('.review')).toContainText('Được điểm 1/20 câu.');
  await expect(questions.nth(0).locator('.verdict')).toHaveText('Đúng.');
  for (const key of first)
    await expect(questions.nth(0).locator('li').nth('ABCDEF'.indexOf(key))).toContainText('Đáp án đúng · Bạn đã chọn');
  await expect(questions.nth(1).locator('.verdict')).toHaveText('Chưa đúng.');
  await expect(questions.nth(1).getByText('Bạn đã chọn')).toHaveCount(1);
  await expect(questions.nth(1).getByText('Đáp án đúng')).toHaveCount(second.length);
  await expect(questions.nth(2).locator('.verdict')).toHaveText('Bạn bỏ trống câu này.');

  // Seen to fail without the address in PassageLink.
  await page.emulateMedia({ media: 'print' });
  for (const part of [
    page.getByText(`Bài của ${person.name}`),
    page.locator('h1'),
    heading(page, /Tuần 1$/),
    page.getByText(person.unit.name),
  ])
    await expect(part).toBeVisible();
  const passage = questions.nth(0).getByRole('link', { name: 'Đọc lại đoạn này' });
  const { host, pathname, hash } = new URL((await passage.getAttribute('href')) ?? '', page.url());
  await expect(questions.nth(0).getByText(`(${host}${pathname}${hash})`)).toBeVisible();
  for (const control of await page.locator('.contest :is(button, input)').all()) await expect(control).toBeHidden();
  await page.emulateMedia({ media: null });

  await page.getByLabel('Chỉ hiện 19 câu chưa đúng').check();
  await expect(questions).toHaveCount(19);
  await expect(questions.first()).toContainText('Câu 2');
  await questions.first().getByRole('link', { name: 'Đọc lại đoạn này' }).click();
  await expect(page).toHaveURL(/#/);
  await expect(page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`)).toBeVisible();
});

// Seen to fail with reviewOf taking every round for closed, in after-attempt.ts.
test('after an attempt one is told what is left of the round, until when, and what comes next', async ({ page }) => {
  await register(page, somebody());
  await start(page);
  await submitEarly(page);
  const outcome = page.locator('.outcome');
  await expect(outcome.locator('.attempts-left')).toHaveText(
    /^Bạn còn 1 lượt trong đợt này, đến \d\d:\d\d ngày [\d/]+; lượt tốt nhất được tính\. Muốn thi lại, hãy bấm "Về trang của tôi"\.$/,
  );
  const steps = outcome.locator('.next-steps li');
  await expect(steps).toHaveText([
    /^Đợt thi đóng lúc/,
    /bạn xem lại được bài, đáp án và lời giải thích/,
    /^Ban tổ chức rà soát rồi công bố kết quả/,
    /giấy chứng nhận của bạn hiện ở trang của tôi/,
  ]);
  await expect(page.getByRole('button', { name: 'Xem lại bài và đáp án' })).toHaveCount(0);

  await press(page, 'Về trang của tôi');
  await press(page, 'Thi lại (còn 1 lượt)');
  await expectQuestion(page, 1);
  await submitEarly(page);
  await expect(outcome.locator('.attempts-left')).toHaveText(
    'Bạn đã dùng hết số lượt của đợt này; lượt tốt nhất được tính.',
  );
});

// Seen to fail with "sẽ hiện sau ít giây" standing whatever came, and with no try after the twentieth.
test('a place that does not come is promised no more, and is still asked for', async ({ page }) => {
  await register(page, somebody());
  await start(page);
  let mode: 'lost' | 'none' | 'given' = 'lost';
  let asked = 0;
  await page.route(rpc('standing'), async (route) => {
    asked += 1;
    if (mode === 'lost') return route.abort();
    if (mode === 'given') return route.continue();
    const response = await route.fetch();
    return route.fulfill({ response, json: { ...(await response.json()), rank: null, unit_rank: null } });
  });
  await page.clock.install();
  await submitEarly(page);
  const place = page.locator('.outcome dd').last();
  await expect(place).toHaveText('Đang xếp hạng, sẽ hiện sau ít giây.');
  const later = (seconds: number) => page.clock.fastForward(seconds * 1000);
  await expect(async () => {
    await later(5);
    await expect(place).toHaveText('Chưa lấy được thứ hạng. Trang vẫn tự hỏi lại.', { timeout: 300 });
  }).toPass();
  mode = 'none';
  await expect(async () => {
    await later(180);
    await expect(place).toHaveText('Bảng xếp hạng chưa tính đến bài này. Trang vẫn tự hỏi lại.', { timeout: 300 });
  }).toPass();
  await expect(async () => {
    await later(30);
    expect(asked).toBeGreaterThan(22);
  }).toPass();
  mode = 'given';
  await expect(async () => {
    await later(30);
    await expect(place).toContainText(/Hạng \d/, { timeout: 300 });
  }).toPass();
});

test('of a round that is over nothing is left, and its answers are there', async ({ page }) => {
  // Another test publishes this round in the same database, sooner or later.
  await page.route(rpc('contest'), async (route) => {
    const reply = await route.fetch();
    const contest = (await reply.json()) as { rounds?: { slug: string }[] };
    const rounds = contest.rounds?.map((round) => (round.slug === 'tuan-1' ? { ...round, state: 'closed' } : round));
    await route.fulfill({ response: reply, json: { ...contest, rounds } });
  });
  const person = somebody();
  await register(page, person);
  await start(page);
  await intoClosedRound(person);
  await submitEarly(page);
  await expect(page.locator('.outcome .attempts-left')).toHaveCount(0);
  await expect(page.locator('.next-steps li').first()).toContainText('Ban tổ chức rà soát rồi công bố kết quả.');
  await expect(page.getByRole('button', { name: 'Xem lại bài và đáp án' })).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('what cannot be fetched of an attempt says so, and can be tried again', async ({ page }) => {
  const person = somebody();
  await register(page, person);
  await start(page);
  await choose(page);
  await intoClosedRound(person);
  await submitEarly(page);
  await loseFirstReply(page, 'review');
  await press(page, 'Xem lại bài và đáp án');
  await expect(page.getByRole('alert')).toContainText('Không nối được với máy chủ');
  await press(page, 'Thử lại');
  await expect(page.locator('.reviewed > li')).toHaveCount(20);
});

// Seen to fail with ticket_unknown told as a refusal in MyData, and with nothing forgotten on the device.
test('whoever is sure has their data deleted, here and on the server, even where the first reply is lost', async ({
  page,
}) => {
  const person = somebody();
  const ticket = await register(page, person);
  await press(page, 'Dữ liệu của tôi');
  await expect(heading(page, 'Dữ liệu của tôi')).toBeFocused();
  await expect(page.locator('.my-data')).toContainText(person.name);
  await expect(page.locator('.my-data')).not.toContainText(person.phone);

  await page.getByText('Xóa dữ liệu của tôi').click();
  await press(page, 'Xóa vĩnh viễn');
  await expect(page.getByLabel('Tôi đã đọc và chắc chắn muốn xóa.')).toBeFocused();
  await expect(page.locator('#sure-error')).toBeVisible();
  expect(await registrations(person)).toBe(1);

  await page.getByLabel('Tôi đã đọc và chắc chắn muốn xóa.').check();
  await loseFirstReply(page, 'forget_me');
  await press(page, 'Xóa vĩnh viễn');
  await expect(page.getByRole('alert')).toContainText('Không nối được với máy chủ');
  await press(page, 'Xóa vĩnh viễn');
  await expect(page.getByText('Đã xóa dữ liệu của bạn khỏi máy chủ và khỏi máy này.')).toBeVisible();
  expect(await registrations(person)).toBe(0);
  expect(await remembered(page)).not.toContain(ticket);
  await page.reload();
  await expect(heading(page, 'Tuần 2 đang mở')).toBeVisible();
});
