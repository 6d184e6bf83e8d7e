/** What the site leaves on a device is what the privacy page says it leaves. */
import { expect, test } from '../support/browser-test.ts';
import {
  choose,
  fillIn,
  openLobby,
  press,
  rpc,
  saveLine,
  sendRegistration,
  somebody,
  start,
} from '../support/contest-page.ts';
import { openPractice, openTopic, reply, shortTopic } from '../support/practice-page.ts';

const privacy = '/quyen-rieng-tu/';

/** `cuoc-thi:<contest>:attempt:<id>:<writer>` is an `attempt`, `don-vi:<contest>` a `don-vi`, `theme` a `theme`. */
const nameOf = (record: string): string => {
  const [first = '', , name] = record.split(':');
  return first === 'cuoc-thi' ? (name ?? '') : first;
};

// Seen to fail with the layout of the paper left out of the page's list, and with a record there that nothing leaves.
test('everything the site keeps in the browser is described, and nothing else', async ({ page, context }) => {
  const kept = new Set<string>();
  await page.exposeFunction('noteKept', (record: string) => kept.add(nameOf(record)));
  // Also what is there for a moment only.
  await page.addInitScript(() => {
    const setItem = Storage.prototype.setItem;
    Storage.prototype.setItem = function (record: string, value: string) {
      (window as unknown as { noteKept: (record: string) => void }).noteKept(record);
      setItem.call(this, record, value);
    };
  });

  await page.goto(privacy);
  await page.getByLabel('Cỡ chữ và nền').click();
  await page.getByLabel('130 %').check();
  await page.getByLabel('Tối', { exact: true }).check();

  await page.goto('/bieu-mau/ke-hoach-nam/');
  await page.getByLabel('Họ và tên').fill('Trần Thị Mẫu');
  await expect.poll(() => kept.has('form')).toBe(true);

  await openPractice(page);
  await openTopic(page, (await shortTopic(page)).title);
  await reply(page, true);

  await openLobby(page);
  await press(page, 'Đăng ký dự thi');
  await fillIn(page, somebody());
  await sendRegistration(page);
  await press(page, 'Tôi đã lưu mã, đi tiếp');
  await start(page);
  await page.route(rpc('save_answers'), (route) => route.abort());
  await choose(page);
  await page.getByLabel('Đánh dấu câu này để xem lại').check();
  await press(page, 'Xem cả đề trên một trang');
  await press(page, 'Ẩn giờ');
  await expect(saveLine(page)).toContainText('chưa gửi được');

  await page.goto(privacy);
  const described = await page
    .locator('dt[data-records]')
    .evaluateAll((terms) => terms.flatMap((term) => (term as HTMLElement).dataset['records']?.split(' ') ?? []));
  expect(new Set(described)).toEqual(kept);
  // Neither of these has ever been used; the page promises no cookies.
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(async () => [await indexedDB.databases(), await caches.keys()])).toEqual([[], []]);
});
