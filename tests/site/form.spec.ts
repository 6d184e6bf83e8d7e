import { readFile } from 'node:fs/promises';
import { readPdf } from '../support/pdf-reader.ts';
import { expect, test, type Page } from '../support/browser-test.ts';

const form = '/bieu-mau/ke-hoach-nam/';
const paper = (page: Page, id: string) => page.locator(`[data-paper="${id}"]`);

// Seen to fail with keepNow doing nothing, and with sheet.print() left out.
test('what is filled in is kept on the device, printed, carried by a file, and gone when it is cleared', async ({
  page,
}) => {
  const sent: string[] = [];
  page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
  await page.goto(form);
  await page.getByLabel('Họ và tên').fill('Trần Thị Mẫu');
  await page.getByLabel('Việc', { exact: true }).first().fill('Đọc một bài\nmỗi tuần');
  await expect(page.getByRole('status')).toContainText('Đã giữ trên máy này');
  await page.getByRole('button', { name: 'Thêm dòng' }).click();
  await expect(page.getByLabel('Việc', { exact: true })).toHaveCount(3);

  await page.reload();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Trần Thị Mẫu');
  await expect(page.getByRole('status')).toContainText('bản bạn điền dở');

  const { pages } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
  const printed = pages.map(({ text }) => text).join(' ');
  expect(printed).toContain('Họ và tên: Trần Thị Mẫu');
  expect(printed).toContain('Đọc một bài mỗi tuần');
  expect(printed).not.toContain('Chép nội dung');

  await page.emulateMedia({ media: 'print' });
  const rows = paper(page, 'viec-lam-theo').locator('tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.first().locator('td').first()).toHaveCSS('border-top-style', 'solid');
  await page.emulateMedia({ media: 'screen' });

  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp' }).click();
  const saved = await readFile(await (await saving).path(), 'utf8');
  expect(JSON.parse(saved)).toMatchObject({ kind: 'bieu-mau', version: 1, form: 'ke-hoach-nam' });

  await page.getByRole('button', { name: 'Xóa hết' }).click();
  await expect(page.getByRole('button', { name: 'Giữ lại' })).toBeFocused();
  await page.getByRole('button', { name: 'Xóa hết' }).last().click();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await expect(paper(page, 'ho-ten').locator('.dots')).toHaveCount(1);

  const file = (buffer: string) => ({ name: 'tep.json', mimeType: 'application/json', buffer: Buffer.from(buffer) });
  await page.locator('input[type=file]').setInputFiles(file('{"kind":"khac"}'));
  await expect(page.getByRole('status')).toContainText('không phải bản lưu của biểu mẫu');
  await page.locator('input[type=file]').setInputFiles(file(saved));
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Trần Thị Mẫu');
  await expect(paper(page, 'ho-ten')).toHaveText('Trần Thị Mẫu');
  expect(sent).toEqual([]);
});

// Seen to fail without a look at what is typed already, and with what was kept put over a field it leaves blank.
test('what is written before the page can keep it is kept too, and nothing kept is lost to it', async ({ page }) => {
  let release = () => {};
  const holdScript = async () => {
    const released = new Promise<void>((done) => (release = done));
    await page.unroute(/fill-in/);
    await page.route(/fill-in/, async (route) => {
      await released;
      await route.continue();
    });
  };
  await holdScript();
  await page.goto(form);
  await page.getByLabel('Họ và tên').fill('Trần Thị Mẫu');
  release();
  await expect(page.getByRole('status')).toContainText('Đã giữ trên máy này');

  await holdScript();
  await page.reload();
  await page.getByLabel('Họ và tên').fill('Tr');
  await page.getByLabel('Việc', { exact: true }).first().fill('Đọc một bài mỗi tuần');
  release();
  await expect(page.getByRole('status')).toContainText('bản bạn điền dở');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('Trần Thị Mẫu');
  await expect(page.getByLabel('Việc', { exact: true }).first()).toHaveValue('Đọc một bài mỗi tuần');
});

test('where the browser refuses to keep anything, the page says so at once', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('refused', 'SecurityError');
      },
    }),
  );
  await page.goto(form);
  await expect(page.getByRole('status')).toContainText('không cho giữ bản đang viết');
});

test.describe('in Zalo’s own browser', () => {
  test.use({
    userAgent: 'Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 Zalo android/1',
  });
  test('what it cannot do is not offered, and the way out is told', async ({ page }) => {
    await page.goto(form);
    await expect(page.getByText('chọn “Mở bằng trình duyệt”')).toBeVisible();
    await expect(page.getByRole('button', { name: 'In hoặc lưu PDF' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Lưu tệp' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Chép nội dung' })).toBeVisible();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the form prints as a blank document to write on', async ({ page }) => {
    await page.goto(form);
    await expect(page.getByRole('button', { name: 'Lưu tệp' })).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('.form-paper')).toBeVisible();
    await expect(page.locator('#dien-bieu-mau')).toBeHidden();
    await expect(page.locator('.dots').first()).toBeVisible();
  });
});
