/** Reading without a network what has been visited, and the tools of a page. */
import { expect } from '@playwright/test';
import { test } from '../support/browser-test.ts';

test.describe('offline reading', () => {
  test.use({ serviceWorkers: 'allow' });

  test('a page visited once is read without a network, another is told from what is kept', async ({
    page,
    context,
  }) => {
    await page.goto('/nghi-quyet/quan-diem-chi-dao/');
    // The first visit came before the worker, which is told of it.
    await expect.poll(() => page.evaluate(async () => (await caches.match(location.href)) !== undefined)).toBe(true);
    await page.goto('/nghi-quyet/dai-hoi-xiii/');
    await page.goto('/hoi-dap/?tu=thu');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hỏi – đáp');
    await context.setOffline(true);

    await page.goto('/nghi-quyet/dai-hoi-xiii/#dai-hoi');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đại hội XIII của Đảng');
    // Styles and letters come from the device as well: the heading has the site's face and size.
    expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(1);
    await page.goto('/hoi-dap/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hỏi – đáp');
    await page.goto('/nghi-quyet/quan-diem-chi-dao/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Năm quan điểm chỉ đạo');

    await page.goto('/van-ban/nq-dh13/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đang mất mạng');
    await page.getByRole('link', { name: 'Đại hội XIII của Đảng' }).click();
    await expect(page).toHaveURL(/\/nghi-quyet\/dai-hoi-xiii\/$/);

    await context.setOffline(false);
    await page.goto('/van-ban/nq-dh13/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Nghị quyết');
  });

  // Seen to fail with each of the addresses taken out of what is left alone.
  test('the contest’s server, embeds and the console are never answered from the device', async ({ page, context }) => {
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto('/cuoc-thi/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const kept = () => page.evaluate(async () => (await caches.match('/supabase.json')) !== undefined);
    expect(await kept()).toBe(false);
    await context.setOffline(true);
    expect(
      await page.evaluate(() =>
        fetch('/supabase.json').then(
          ({ status }) => status,
          () => 'không có',
        ),
      ),
    ).toBe('không có');
    // Any other page would be answered by the one that says what is kept.
    for (const address of ['/supabase.json', '/nhung/chi-tieu/', '/ban-to-chuc/', '/rest/v1/', '/auth/v1/'])
      await expect(page.goto(address), address).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  });
});

test('a page is shared by its address or as a code, with a word for those the phone refuses', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/nghi-quyet/quan-diem-chi-dao/?tu=zalo#quan-diem-2');
  const share = page.getByRole('button', { name: 'Chia sẻ' });
  await share.click();
  await expect(share).toHaveAttribute('aria-expanded', 'true');
  await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
  await expect(page.getByText('Đã chép địa chỉ.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/nghi-quyet\/quan-diem-chi-dao\/$/);
  await expect(page.getByRole('img', { name: 'Mã QR chứa địa chỉ trang này' })).toBeVisible();
  await share.click();
  await expect(page.getByRole('button', { name: 'Chép địa chỉ' })).toBeHidden();

  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await share.click();
  await page.getByRole('button', { name: 'Chép địa chỉ' }).click();
  await expect(page.getByText('Hãy giữ ngón tay trên địa chỉ')).toBeVisible();
});

test('a page is heard where the device has a Vietnamese voice, and the button is not there where it has none', async ({
  page,
}) => {
  await page.goto('/nghi-quyet/quan-diem-chi-dao/');
  await expect(page.getByRole('button', { name: 'Chia sẻ' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nghe đọc' })).toBeHidden();

  // A voice that reads a paragraph in no time, and says which.
  await page.addInitScript(() => {
    const heard: string[] = [];
    const voice = { lang: 'vi_VN', name: 'Thử' } as SpeechSynthesisVoice;
    let waiting: SpeechSynthesisUtterance | undefined;
    Object.assign(window, {
      heard,
      readOn: () => waiting?.onend?.(new Event('end') as SpeechSynthesisEvent),
      SpeechSynthesisUtterance: class {
        text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    });
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => [voice],
        addEventListener: () => undefined,
        cancel: () => (waiting = undefined),
        speak: (utterance: SpeechSynthesisUtterance) => {
          heard.push(utterance.text);
          waiting = utterance;
        },
      },
    });
  });
  await page.reload();
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const readOn = () => page.evaluate(() => (window as unknown as { readOn: () => void }).readOn());
  await page.getByRole('button', { name: 'Nghe đọc' }).click();
  await expect.poll(heard).toEqual(['Năm quan điểm chỉ đạo']);
  await readOn();
  await page.getByRole('button', { name: 'Dừng đọc' }).click();
  await expect(page.locator('.is-read-aloud')).toHaveCount(0);
  await page.getByRole('button', { name: 'Đọc tiếp' }).click();
  await expect.poll(heard).toHaveLength(3);
  const all = await heard();
  expect(all[2]).toBe(all[1]);
  await expect(page.locator('.is-read-aloud')).toHaveCount(1);
});

test('every reading page says how it is cited', async ({ page }) => {
  await page.goto('/nghi-quyet/quan-diem-chi-dao/');
  await expect(page.getByRole('region', { name: 'Trích dẫn trang này' })).toContainText(
    /“Năm quan điểm chỉ đạo”, cập nhật ngày \d\d\/\d\d\/\d{4}, https?:.*\/nghi-quyet\/quan-diem-chi-dao\//,
  );
});
