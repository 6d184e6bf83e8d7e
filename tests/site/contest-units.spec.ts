/** Finding one's unit in a tree as wide as a real province's, which needs a product of its own. */
import { join } from 'node:path';
import { expect, test as base, type Page } from '../support/browser-test.ts';
import { startSampleProduct } from '../support/sample-product.ts';
import { contestDocument } from '../../supabase/seed/document.ts';
import {
  fillIn,
  heading,
  leave,
  openLobby,
  overflow,
  press,
  register,
  remembered,
  rpc,
  sendRegistration,
  somebody,
} from '../support/contest-page.ts';

const communes = 126;
const cells = 79;

/** The sample contest with a province of 126 communes, 79 chi bộ in each: 10,081 units. */
function wideContest() {
  const unit = { headcount: null, includes_public: false };
  const codes = Array.from({ length: communes }, (_, index) => `xa-${index + 1}`);
  const units = [
    { ...unit, code: 'tinh-rong', name: 'Tỉnh rộng', kind: 'province' as const, parent: null },
    ...codes.map((code, index) => ({
      ...unit,
      code,
      name: index % 6 === 0 ? `Phường Đông ${index + 1}` : `Xã Hòa ${index + 1}`,
      kind: index % 6 === 0 ? ('ward' as const) : ('commune' as const),
      parent: 'tinh-rong',
    })),
    ...codes.flatMap((parent) =>
      Array.from({ length: cells }, (_, index) => ({
        ...unit,
        code: `${parent}-${index + 1}`,
        name: `Chi bộ ${index + 1}`,
        kind: 'party-cell' as const,
        parent,
      })),
    ),
  ].map((one, index) => ({ ...one, ordinal: index + 1 }));
  const root = join(import.meta.dirname, '../..');
  return { ...contestDocument(join(root, 'content'), undefined, new Date()), units };
}

const test = base.extend<object, { wide: string }>({
  wide: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads which fixtures a fixture needs from this pattern
    async ({}, use) => {
      const product = await startSampleProduct({ contest: wideContest() });
      await use(product.url);
      await product.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

const unitField = (page: Page) => page.getByLabel('Đơn vị', { exact: true });
const rows = (page: Page) => page.locator('#unit-list > li');
/** The client tries a read four times over seven seconds before it gives up. */
const notice = (page: Page) => page.locator('.unit-picker .notice');

async function openForm(page: Page, site = ''): Promise<void> {
  await page.goto(`${site}/cuoc-thi/`);
  await press(page, 'Đăng ký dự thi');
  await expect(rows(page).first()).toBeVisible();
}

test.describe('in a tree of 10,081 units', () => {
  test.use({ viewport: { width: 360, height: 640 } });
  // In one worker: the product takes longer to start than the tests to run.
  test.describe.configure({ mode: 'default' });

  test('a level says how many units it has and of what kind, and every level above is one press away', async ({
    page,
    wide,
  }) => {
    await openForm(page, wide);
    const place = page.locator('.unit-place');
    await expect(place).toContainText('126 đơn vị: 105 xã, 21 phường. Gõ tên vào ô trên thì nhanh hơn.');
    await expect(rows(page)).toHaveCount(communes);
    await press(page, 'Mở các đơn vị thuộc Xã Hòa 126');
    await expect(place).toContainText('Tỉnh rộng › Xã Hòa 126');
    await expect(place).toContainText('79 chi bộ.');
    // Seen to fail without the focus moved: the button that was pressed is gone, and the focus with it.
    await expect(place).toBeFocused();
    // Another level begins at its top, though the list was scrolled to its end.
    await expect(page.locator('#unit-list')).toHaveJSProperty('scrollTop', 0);
    expect(await overflow(page)).toBe(0);

    await place.getByRole('button', { name: 'Tỉnh rộng' }).click();
    await expect(rows(page)).toHaveCount(communes);
    await expect(place).toHaveText(/^Tỉnh rộng126 đơn vị/);
  });

  // Seen to fail with the level in view not looked through: then it is some other commune's.
  test('typing finds the units of the level in view first, though a hundred others are called the same', async ({
    page,
    wide,
  }) => {
    await openForm(page, wide);
    await press(page, 'Mở các đơn vị thuộc Phường Đông 121');
    await expect(page.locator('.unit-place')).toContainText('79 chi bộ');
    await page.route(rpc('find_units'), (route) => route.abort());
    await unitField(page).fill('7');
    await expect(rows(page)).toHaveCount(11);
    await unitField(page).fill('chi bo 77');
    await expect(rows(page)).toHaveCount(1);
    await expect(notice(page)).toContainText('Không nối được với máy chủ', { timeout: 60_000 });
    await page.unroute(rpc('find_units'));
    await press(page, 'Thử lại');
    await expect(rows(page)).toHaveCount(21);
    await expect(page.getByText('Còn nữa: hãy gõ thêm chữ')).toBeVisible();
    await rows(page).first().getByRole('button').click();
    await expect(page.locator('.chosen-unit')).toHaveText('Chi bộ 77Phường Đông 121, Tỉnh rộng');
  });

  test('a reply that fills its size says that there is more, and a narrower query does not', async ({ page, wide }) => {
    await openForm(page, wide);
    await unitField(page).fill('chi bo 5');
    await expect(page.getByText('Còn nữa: hãy gõ thêm chữ, ví dụ tên xã, phường.')).toBeVisible();
    await unitField(page).fill('chi bo 5 hoa 100');
    await expect(rows(page).first()).toContainText('Xã Hòa 100, Tỉnh rộng');
    await expect(page.getByText('Còn nữa')).toHaveCount(0);
  });

  // Seen to fail with the reply to an earlier query taken for the one to the present one.
  test('replies that overtake one another leave what was typed last', async ({ page, wide }) => {
    await openForm(page, wide);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    let isLate = false;
    await page.route(rpc('find_units'), async (route) => {
      const isFirst = route.request().url().includes('dong');
      if (isFirst) await held;
      await route.continue();
      if (isFirst) isLate = true;
    });
    const first = page.waitForRequest(rpc('find_units'));
    await unitField(page).fill('chi bo 3 dong 7');
    await first;
    await unitField(page).fill('chi bo 41 hoa 2');
    await expect(rows(page).first()).toContainText('Xã Hòa 2, Tỉnh rộng');
    const overtaken = page.waitForResponse((response) => response.url().includes('dong'));
    release();
    await overtaken;
    await expect.poll(() => isLate).toBe(true);
    await expect(rows(page).first()).toContainText('Xã Hòa 2, Tỉnh rộng');
    await expect(page.locator('#unit-list')).not.toContainText('Phường Đông');
  });

  test('a level that does not come can be asked for again', async ({ page, wide }) => {
    await openForm(page, wide);
    await page.route(rpc('units'), (route) => route.abort());
    await press(page, 'Mở các đơn vị thuộc Phường Đông 121');
    await expect(page.getByText('Đang tìm…')).toBeVisible();
    await expect(notice(page)).toContainText('Không nối được với máy chủ', { timeout: 60_000 });
    // Nothing of the level above may be chosen under the name of this one.
    await expect(rows(page)).toHaveCount(0);
    await page.unroute(rpc('units'));
    await press(page, 'Thử lại');
    await expect(rows(page)).toHaveCount(cells);
    await expect(notice(page)).toHaveCount(0);
  });
});

test.describe('units chosen on this device before', () => {
  const recent = (page: Page) => page.locator('.recent-units');
  const toForm = async (page: Page) => {
    await press(page, 'Đăng ký dự thi');
    await expect(rows(page).first()).toBeVisible();
  };

  test('are one press away for the next of the family, and nothing else is left of the one before', async ({
    page,
  }) => {
    const grandmother = somebody();
    const ticket = await register(page, grandmother);
    await leave(page);
    const left = await remembered(page);
    for (const trace of [ticket, grandmother.name, grandmother.phone]) expect(left).not.toContain(trace);
    await toForm(page);
    await expect(recent(page)).toContainText('Trường Trung học cơ sở Mẫu 1Xã Mẫu 1, Tỉnh mẫu');
    await recent(page).getByRole('button', { name: grandmother.unit.name }).click();
    await expect(page.locator('.chosen-unit')).toHaveText('Trường Trung học cơ sở Mẫu 1Xã Mẫu 1, Tỉnh mẫu');
    await press(page, 'Chọn lại đơn vị');
    await unitField(page).fill('x');
    await expect(recent(page)).toHaveCount(0);
    await unitField(page).fill('');
    await press(page, 'Xóa các đơn vị này khỏi máy');
    await expect(recent(page)).toHaveCount(0);
    expect(await remembered(page)).not.toContain('don-vi');
  });

  // Seen to fail with the unit kept whatever the person ticked.
  test('are not kept for somebody whom the device shall not remember', async ({ page }) => {
    await register(page, somebody(), { remember: false });
    await leave(page);
    expect(await remembered(page)).not.toContain('don-vi');
    await toForm(page);
    await expect(recent(page)).toHaveCount(0);
  });

  test('go with the data of somebody who has it deleted', async ({ page }) => {
    await register(page, somebody());
    expect(await remembered(page)).toContain('don-vi');
    await press(page, 'Dữ liệu của tôi');
    await page.getByText('Xóa dữ liệu của tôi').click();
    await page.locator('#sure').check();
    await press(page, 'Xóa vĩnh viễn');
    await expect(heading(page, 'Tuần 2 đang mở')).toBeVisible();
    expect(await remembered(page)).not.toContain('don-vi');
  });

  test('are offered no more once the contest has them no longer', async ({ page }) => {
    await openLobby(page);
    await page.evaluate(() =>
      localStorage.setItem(
        'don-vi:tim-hieu-2026',
        JSON.stringify([{ code: 'da-bo', path: ['Tỉnh mẫu', 'Chi bộ đã giải thể'] }]),
      ),
    );
    await page.reload();
    await toForm(page);
    await fillIn(page, somebody());
    await press(page, 'Chọn lại đơn vị');
    await unitField(page).fill('');
    await press(page, /^Chi bộ đã giải thể/);
    await sendRegistration(page);
    await expect(page.locator('#unit-error')).toContainText('Hãy tìm và chọn đơn vị của bạn trong danh sách.');
    await expect(unitField(page)).toBeFocused();
    await expect(recent(page)).toHaveCount(0);
    expect(await remembered(page)).not.toContain('da-bo');
  });
});
