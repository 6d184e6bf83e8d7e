import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '../support/browser-test.ts';
import { encode } from 'uqr';
import { extractImages, getDocumentProxy } from 'unpdf';
import { disqualify, giveTicket, issueCertificates } from '../support/certificates.ts';
import { heading, overflow, press, rpc } from '../support/contest-page.ts';
import { listenTo } from '../support/screen-reader.ts';

// One worker: the round these certificates are for is published once.
test.describe.configure({ mode: 'default' });

const holder = { name: 'Trần Thị Bích Ngọc', birthYear: 1961, unit: 'xa-mau-1-chi-bo-1' };
const disqualified = { name: 'Lê Văn Bất Hợp Lệ', birthYear: 1985, unit: 'phuong-mau-1-doan' };
const pupil = { name: 'Phạm Gia Bảo', birthYear: 2012, unit: 'xa-mau-1-thcs' };
const unknown = 'AAAA-BBBB-CCCC-DDDD-EEEE';

let [valid, revoked, minors] = ['', '', ''];
test.beforeAll(async () => {
  [valid = '', revoked = '', minors = ''] = await issueCertificates([holder, disqualified, pupil]);
  await disqualify(disqualified);
});

const route = '/chung-nhan/';
const sheet = (page: Page) => page.locator('.certificate-sheet svg');
const field = (page: Page) => page.getByLabel('Mã giấy chứng nhận');
const fact = (page: Page, name: string) =>
  page
    .locator('.certificate-facts dt')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('+ dd');

async function open(page: Page, code: string): Promise<void> {
  await page.goto(`${route}?ma=${code}`);
  await expect(sheet(page)).toBeVisible();
}

test('whoever opens the address of a valid certificate sees every fact of it, and that it holds', async ({ page }) => {
  await open(page, valid);
  await expect(heading(page, 'Giấy chứng nhận có thật, còn hiệu lực')).toBeVisible();
  for (const [name, value] of [
    ['Họ và tên', holder.name],
    ['Đơn vị', 'Chi bộ 1Xã Mẫu 1, Tỉnh mẫu'],
    ['Cuộc thi', /^Cuộc thi trực tuyến tìm hiểu Nghị quyết Đại hội XIII/],
    ['Đợt thi', 'Tuần 1'],
    ['Điểm', '100/100'],
    ['Trả lời đúng', '20/20 câu'],
    ['Xếp hạng', '1'],
    ['Công bố lúc', /^\d\d:\d\d ngày \d\d\/\d\d\/\d{4} \(giờ Việt Nam\)$/],
    ['Mã', valid],
  ] as const) {
    await expect.soft(fact(page, name), name).toHaveText(value);
  }
  for (const word of [holder.name, 'Chi bộ 1', 'Tuần 1', '100/100', valid])
    await expect(sheet(page)).toContainText(word);
});

test('of a pupil’s name a certificate tells the initials, and why', async ({ page }) => {
  await open(page, minors);
  await expect(fact(page, 'Họ và tên')).toHaveText('P.G.B.Người dưới 16 tuổi chỉ hiện chữ cái đầu của họ tên.');
  await expect(page.locator('main')).not.toContainText(pupil.name);
});

test('a revoked certificate says so in words and across the sheet, and is not offered for keeping', async ({
  page,
}) => {
  await open(page, revoked);
  await expect(heading(page, 'Giấy chứng nhận này đã bị thu hồi')).toBeVisible();
  await expect(sheet(page)).toContainText('ĐÃ THU HỒI');
  await expect(page.getByRole('button', { name: /In hoặc lưu|Lưu ảnh/ })).toHaveCount(0);
});

// Seen to fail with the code put into the address before it was asked about.
test('an unknown code says what to check, keeps what was typed, and does not get into the address', async ({
  page,
}) => {
  await page.goto(route);
  await field(page).fill('aaaa bbbb cccc dddd eeee');
  await press(page, 'Kiểm tra');
  await expect(page.locator('#certificate-code-error')).toContainText('Hãy so lại từng ký tự');
  await expect(field(page)).toHaveValue('aaaa bbbb cccc dddd eeee');
  await expect(field(page)).toBeFocused();
  expect(page.url()).not.toContain('ma=');
});

test('a code is found however it is typed, and then stands in the address, to go back from', async ({ page }) => {
  await page.goto(route);
  await field(page).fill(` ${valid.toLowerCase().replaceAll('-', ' ')} `);
  await press(page, 'Kiểm tra');
  await expect(heading(page, /còn hiệu lực/)).toBeFocused();
  await expect(page).toHaveURL(`${route}?ma=${valid}`);
  await field(page).fill(revoked);
  await press(page, 'Kiểm tra');
  await expect(heading(page, /thu hồi/)).toBeVisible();
  await page.goBack();
  await expect(heading(page, /còn hiệu lực/)).toBeVisible();
});

test('without an answer the page says what to do, and trying again goes on', async ({ page }) => {
  await page.route(rpc('certificate'), (request) => request.abort());
  await page.goto(`${route}?ma=${valid}`);
  await expect(page.getByRole('alert')).toContainText('Hãy kiểm tra mạng rồi thử lại');
  await expect(field(page)).toHaveValue(valid);
  await page.unroute(rpc('certificate'));
  await press(page, 'Thử lại');
  await expect(sheet(page)).toBeVisible();
});

test('a certificate is heard whole: whether it holds, every fact by its name, and the sheet once, as a picture', async ({
  page,
}) => {
  const reader = await listenTo(page);
  await open(page, valid);
  expect(await reader.nameless()).toEqual([]);
  const lines = await reader.read('#certificate');
  expect(lines[0]).toBe('heading 2 "Giấy chứng nhận có thật, còn hiệu lực"');
  const said = lines.join('\n');
  expect(said).toContain(`Họ và tên\n${holder.name}\nĐơn vị\nChi bộ 1 Xã Mẫu 1, Tỉnh mẫu\nCuộc thi\n`);
  expect(said).toContain(`Mã\n${valid}`);
  expect(said).toMatch(/Công bố lúc\n\d\d:\d\d ngày \d\d\/\d\d\/\d{4} \(giờ Việt Nam\)/);
  expect(lines.filter((line) => line.startsWith('image'))).toHaveLength(1);

  // A code that is none: heard at its field, and the focus is there.
  await field(page).fill(unknown);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => reader.focus())
    .toMatch(/^textbox "Mã giấy chứng nhận", invalid – .* Lỗi: Không có giấy chứng nhận nào mang mã này\./);
});

// Seen to fail with the sheet on a named page: an empty page came after it.
test('a certificate prints on exactly one page, A4 across, with nothing but the sheet', async ({ page }) => {
  for (const code of [valid, revoked]) {
    await open(page, code);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(printed.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(printed) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
    await page.emulateMedia({ media: 'print' });
    const shown = await page
      .locator('body *:visible')
      .evaluateAll((all) =>
        all
          .filter((one) => !one.closest('.certificate-sheet') && !one.querySelector('.certificate-sheet'))
          .map((one) => one.outerHTML),
      );
    expect(shown).toEqual([]);
    await page.emulateMedia({ media: null });
  }
});

// The library's own matrix stands in for a decoder; an independent one (jsQR) read the same picture once.
test('the saved picture is large and bears the QR code of this very address', async ({ page }) => {
  await open(page, valid);
  const [saved] = await Promise.all([page.waitForEvent('download'), press(page, 'Lưu ảnh')]);
  expect(saved.suggestedFilename()).toBe(`giay-chung-nhan-${valid}.png`);
  const { data, size } = encode(page.url(), { ecc: 'M', border: 0 });
  const picture = (await readFile(await saved.path())).toString('base64');
  const drawn = await page.evaluate(
    async ([png, modules]) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0))]));
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
      // Nothing else on the sheet is wholly black.
      const isBlack = (x: number, y: number) => pixels[y * width + x] === 0xff000000;
      let [left, top, right] = [width, height, 0];
      pixels.forEach((pixel, index) => {
        if (pixel !== 0xff000000) return;
        left = Math.min(left, index % width);
        right = Math.max(right, index % width);
        top = Math.min(top, Math.floor(index / width));
      });
      const step = (right + 1 - left) / modules;
      const middle = (place: number) => Math.floor((place + 0.5) * step);
      const places = [...Array(modules).keys()];
      return { width, step, code: places.map((y) => places.map((x) => isBlack(left + middle(x), top + middle(y)))) };
    },
    [picture, size] as const,
  );
  expect(drawn.code).toEqual(data);
  expect(drawn.width).toBeGreaterThan(3300);
  expect(drawn.step).toBe(12);
});

test('the saved PDF is one page of A4 with the picture on it, whatever the browser can print', async ({ page }) => {
  await open(page, valid);
  const [saved] = await Promise.all([page.waitForEvent('download'), press(page, 'Lưu PDF')]);
  expect(saved.suggestedFilename()).toBe(`giay-chung-nhan-${valid}.pdf`);
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(await saved.path())));
  expect(pdf.numPages).toBe(1);
  const [picture] = await extractImages(pdf, 1);
  expect(picture?.width).toBeGreaterThan(3300);
  expect((await pdf.getMetadata()).info).toMatchObject({ Title: `Giấy chứng nhận ${valid}` });
});

test('a member finds the certificate in their own place', async ({ page }) => {
  const ticket = 'TEST-TEST-TEST-TEST-TEST';
  await giveTicket(holder, ticket);
  await page.goto('/cuoc-thi/');
  await press(page, 'Tôi đã có mã dự thi');
  await page.getByLabel('Mã dự thi', { exact: true }).fill(ticket);
  await press(page, 'Tiếp tục');
  await page.getByRole('link', { name: 'Giấy chứng nhận Tuần 1' }).click();
  await expect(page).toHaveURL(`${route}?ma=${valid}`);
  await expect(heading(page, /còn hiệu lực/)).toBeVisible();
});

test('no search engine lists a certificate, and no other site learns its code', async ({ page }) => {
  await page.goto(route);
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
  await expect(page.locator('meta[name=referrer]')).toHaveAttribute('content', 'no-referrer');
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every state keeps to WCAG 2.2 AA in ${scheme} colours and fits 320 px, with text twice as large too`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [state, code] of Object.entries({ empty: '', valid, revoked, unknown, unreachable: valid })) {
      if (state === 'unreachable') await page.route(rpc('certificate'), (request) => request.abort());
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${route}?ma=${code}`);
      const settled = { empty: field(page), unknown: page.locator('.error'), unreachable: page.getByRole('alert') };
      await expect(state in settled ? settled[state as keyof typeof settled] : sheet(page)).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)]),
          state,
        )
        .toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect.soft(await overflow(page), `${state}, 320 px`).toBe(0);
      await page.evaluate(() => (document.documentElement.style.fontSize = '36px'));
      expect.soft(await overflow(page), `${state}, text at 200 %`).toBe(0);
    }
  });
}

// Some of the check's are parts it shares with the contest and does not need: fewer files are sooner there than fewer bytes.
test('the check loads at most 38 KB of scripts, and the drawing of a sheet 13 KB more', async ({ page }) => {
  const bytes = { check: 0, drawing: 0 };
  const weighed: Promise<unknown>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    const part = /\/(certificate-drawing|qr-code|svg)\./.test(response.url()) ? 'drawing' : 'check';
    weighed.push(response.body().then((body) => (bytes[part] += gzipSync(body, { level: 9 }).length)));
  });
  await open(page, valid);
  await Promise.all(weighed);
  expect(bytes.check).toBeGreaterThan(10 * 1024);
  expect(bytes.check).toBeLessThanOrEqual(38 * 1024);
  expect(bytes.drawing).toBeGreaterThan(5 * 1024);
  expect(bytes.drawing).toBeLessThanOrEqual(13 * 1024);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('the page says how else to check', async ({ page }) => {
    await page.goto(`${route}?ma=${valid}`);
    await expect(page.locator('#certificate .notice')).toContainText('gọi hay viết thư cho đơn vị ghi ở dưới');
    await expect(page.getByRole('link', { name: 'banbientap@example.com' }).first()).toBeVisible();
    await expect(page.getByText('Đang mở phần kiểm tra')).toBeHidden();
  });
});
