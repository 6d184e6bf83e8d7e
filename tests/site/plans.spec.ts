import { expectAccessible } from '../support/accessibility.ts';
import { expect, test } from '../support/browser-test.ts';

test('milestones are narrowed by issuing body and quarter, and the address says to which', async ({ page }) => {
  await page.goto('/ke-hoach/cac-moc/?quy=2021-q2');
  const shown = page.locator('.timeline li:visible');
  const inQuarter = await shown.count();
  expect(inQuarter).toBeGreaterThan(1);
  await expect(page.getByRole('status')).toHaveText(/^Có \d+ trong \d+ mốc\.$/);
  await page.getByLabel('Cơ quan ban hành').selectOption({ label: 'Ban Tuyên giáo Tỉnh ủy Bắc Giang' });
  await expect(page).toHaveURL(/\?co-quan=hd-bacgiang-2021&quy=2021-q2$/);
  expect(await shown.count()).toBeLessThan(inQuarter);
  await expect(page.getByRole('heading', { level: 2 }).filter({ visible: true })).toHaveText(['Năm 2021']);
  await page.getByText('Đưa các mốc vào lịch').click();
  await expect(page.getByRole('link', { name: 'Đăng ký lịch' })).toHaveAttribute('href', /^webcal:\/\/.+\/lich\.ics$/);
  await expectAccessible(page, 'các mốc');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('every milestone is there, and leads to the passage that tells of it', async ({ page }) => {
    await page.goto('/ke-hoach/cac-moc/?quy=2021-q2');
    await expect(page.getByLabel('Cơ quan ban hành')).toBeHidden();
    await page.locator('.timeline li').last().getByRole('link').click();
    await expect(page).toHaveURL(/\/ke-hoach\/.+\/#moc-/);
    await expect(page.locator('tr:target')).toBeInViewport();
  });
});
