import { readPdf } from '../support/pdf-reader.ts';
import { expect, test } from '../support/browser-test.ts';
import { builtPages } from '../support/site-pages.ts';

const [leaflet = ''] = (await builtPages()).filter((route) => /^\/to-roi\/.+/.test(route));

// Seen to fail with the margins of the site's other pages, and with the article left on paper.
test('a leaflet’s page prints as the two sides of the leaflet and nothing else', async ({ page }) => {
  await page.goto(leaflet);
  await expect(page.locator('.leaflet-sheets')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Tải tờ rơi để in (PDF)' })).toBeVisible();
  const { pages: printed } = await readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  expect(printed.map(({ width, height }) => [width, height])).toEqual([
    [297, 210],
    [297, 210],
  ]);
  expect(printed[0]?.text).toContain('Đọc trên điện thoại');
  expect(printed[0]?.text).not.toContain('Mục lục');
});
