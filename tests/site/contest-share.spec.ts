/** The picture somebody may share after an attempt. */
import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { attemptOf, press, register, somebody, start, submitEarly, type Person } from '../support/contest-page.ts';

async function toCard(page: Page): Promise<{ person: Person; ticket: string }> {
  const person = somebody();
  const ticket = await register(page, person);
  await start(page);
  await submitEarly(page);
  await press(page, 'Làm ảnh để chia sẻ');
  await expect(page.locator('.share-card svg')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ảnh để chia sẻ' })).toBeFocused();
  return { person, ticket };
}
const card = (page: Page) => page.locator('.share-card-picture');

// Seen to fail with the name on the card whatever is ticked.
test('the card holds nothing of the person but what they tick, and never what opens or names their attempt', async ({
  page,
}) => {
  const { person, ticket } = await toCard(page);
  const { id, receipt, score } = await attemptOf(person);
  await expect(card(page).locator('desc')).toHaveText(
    /^Tôi đã tham gia Cuộc thi .*, Tuần 2\. 127\.0\.0\.1:\d+\/cuoc-thi\/$/,
  );
  for (const personal of [person.name, person.unit.name, 'điểm']) await expect(card(page)).not.toContainText(personal);

  await page.getByLabel('Ghi tên tôi').check();
  await page.getByLabel('Ghi đơn vị').check();
  await page.getByLabel('Ghi điểm').check();
  const description = card(page).locator('desc');
  await expect(description).toHaveText(new RegExp(`^${person.name}, ${person.unit.name}, Xã Mẫu 1 đã tham gia`));
  await expect(description).toContainText(`${score}/100 điểm`);
  for (const secret of [ticket, id, receipt ?? id, person.phone])
    expect(await card(page).innerHTML()).not.toContain(secret);
});

test('the picture is a PNG of 1080 × 1080 px, painted here: saving it asks nobody for anything', async ({ page }) => {
  await toCard(page);
  await expect(page.getByRole('button', { name: 'Lưu ảnh' })).toHaveAttribute('aria-disabled', 'false');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Lưu ảnh')]);
  expect(download.suggestedFilename()).toBe('da-tham-gia-cuoc-thi.png');
  const picture = readFileSync(await download.path());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1080, 1080]);
  expect(asked.filter((url) => !url.startsWith('blob:') && !/rpc\/(standing|unit_leaderboard)/.test(url))).toEqual([]);
});

// Seen to fail without the look for a network in loadDrawing: Chromium does not ask a second time for what failed once.
test('where the network has gone the card says so, and comes when it is back', async ({ page, context }) => {
  await register(page, somebody());
  await start(page);
  await submitEarly(page);
  await expect(page.getByRole('button', { name: 'Làm ảnh để chia sẻ' })).toBeVisible();
  await context.setOffline(true);
  await press(page, 'Làm ảnh để chia sẻ');
  await expect(page.getByRole('alert')).toContainText('Máy chưa tải được phần vẽ ảnh.');
  await context.setOffline(false);
  await press(page, 'Thử lại');
  await expect(page.locator('.share-card svg')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ảnh để chia sẻ' })).toBeFocused();
});

test('where the phone shares files the picture goes to its own list of places', async ({ page }) => {
  await page.addInitScript(() => {
    const shared: { keys: string[]; type: string | undefined }[] = [];
    Object.assign(window, { shared });
    navigator.canShare = () => true;
    navigator.share = async (what) => void shared.push({ keys: Object.keys(what ?? {}), type: what?.files?.[0]?.type });
  });
  await toCard(page);
  await press(page, 'Chia sẻ ảnh');
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { shared: object[] }).shared))
    .toEqual([{ keys: ['files'], type: 'image/png' }]);
});
