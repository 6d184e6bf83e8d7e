/** Collections that ship empty, and entries just begun: a copy of the site is built with an entry of each. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEntry } from '../../src/content-gate/new-entry/create-entry.ts';
import { pageCollectionNames, pageCollections } from '../../src/schemas/collections.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { expect, test, type Page } from '../support/browser-test.ts';
import { htmlRules } from '../support/html-rules.ts';
import { siteCopy } from '../support/own-site.ts';

// One worker and one order: the copy is built once.
test.describe.configure({ mode: 'serial', timeout: 600_000 });

const common = `term: xiii
audiences: [everyone]
sources: [kh-khoi-kl01]
updated: 2026-11-20
check: seed`;

const entries = {
  'examples/chi-bo-mau.mdx': `---
title: Một chi bộ mẫu
summary: Gương viết ra để kiểm thử.
${common}
subject: collective
name: Chi bộ mẫu
unit: Phường Mẫu 1
year: 2025
deed: Giữ sổ việc làm theo của từng người.
decision: kh-khoi-kl01
---

<H2 id="viec-lam">Việc làm</H2>

Cả chi bộ cùng giữ một quyển sổ.
`,
  'talks/buoi-noi-mau.mdx': `---
title: Một buổi nói mẫu
summary: Bài nói viết ra để kiểm thử.
${common}
speaker: Báo cáo viên mẫu
date: 2025-10-02
recording:
  kind: video
  file: /bao-cao-vien/buoi-noi-mau.mp4
  captions: /bao-cao-vien/buoi-noi-mau.vtt
  duration: '45:10'
moments:
  - { at: '12:30', title: Ba điều nên nhớ }
  - { at: '1:02:03', title: Hỏi và đáp }
---

<H2 id="mo-dau">Mở đầu</H2>

Kính chào các đồng chí.
`,
  'infographics/hinh-dang-viet.yaml': `title: Một hình đang viết
summary: Hình viết ra để kiểm thử.
${common.replace('check: seed', 'check: known')}
kind: text-panel
version: 1
licence: Được dùng lại khi ghi nguồn
source_line: Nguồn của hình.
description: Mô tả dài.
items:
  - { title: Một, text: Điều thứ nhất. }
english:
  title: A figure being written
  summary: A figure written for the tests.
  source_line: Source of the figure.
  description: A long description.
  items:
    - { title: One, text: The first thing. }
`,
};
const draft = 'hinh-dang-viet';
const draftPages = [`/infographic/${draft}/`, `/en/infographic/${draft}/`] as const;
const example = '/guong-dien-hinh/chi-bo-mau/';
const talk = '/bao-cao-vien/buoi-noi-mau/';
const begun = pageCollectionNames.map((name) => `/${pageCollections[name].route}/mot-trang-moi-de-thu/`);
const pages = [example, talk, ...draftPages, '/guong-dien-hinh/', '/bao-cao-vien/', ...begun];

let copy: ReturnType<typeof siteCopy>;
test.beforeAll(async () => {
  copy = siteCopy();
  for (const [file, text] of Object.entries(entries)) {
    const path = join(copy.content, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
  }
  for (const name of pageCollectionNames) await createEntry(copy.root, name, 'Một trang mới để thử', '2026-11-20');
  const { code, said } = await copy.build();
  expect(code, said).toBe(0);
});
test.afterAll(() => copy.remove());

/** The copy's pages at an origin of their own. */
async function open(page: Page, route: string): Promise<void> {
  await page.route('http://own.site/**', async (request) => {
    const { pathname } = new URL(request.request().url());
    const path = join(copy.site, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    await request.fulfill({ path }).catch(() => request.fulfill({ status: 404 }));
  });
  await page.goto(`http://own.site${route}`);
}

test('the pages of an example, of a talk and of every entry just begun are valid HTML', async () => {
  for (const route of pages) {
    const { results } = await htmlRules.validateFile(join(copy.site, route, 'index.html'));
    expect(
      results.flatMap(({ messages }) => messages),
      route,
    ).toEqual([]);
  }
});

test('an example says who, where, when and by which decision; the list names it', async ({ page }) => {
  await open(page, example);
  for (const fact of ['Chi bộ mẫu', 'Phường Mẫu 1', '2025', 'Giữ sổ việc làm theo của từng người.'])
    await expect(page.locator('.facts').getByText(fact, { exact: true })).toBeVisible();
  await expect(page.locator('.facts a')).toHaveAttribute('href', '/van-ban/kh-khoi-kl01/');
  await expectAccessible(page, example);
  await open(page, '/guong-dien-hinh/');
  await page.getByRole('link', { name: 'Chi bộ mẫu' }).click();
  await expect(page).toHaveURL(`http://own.site${example}`);
});

test('a moment of a talk plays in the player on the page; the file and the whole text stand beside it', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 660 });
  await open(page, talk);
  const player = page.locator('video');
  await expect(player).toHaveAttribute('controls');
  await page.getByRole('link', { name: 'Hỏi và đáp' }).click();
  await expect(page).toHaveURL(`http://own.site${talk}`);
  expect(await player.evaluate((of: HTMLVideoElement) => of.currentTime)).toBe(3723);
  await expect(player).toBeFocused();
  await expect(page.getByRole('link', { name: 'Tải tệp về' })).toHaveAttribute('download');
  await expect(page.locator('.prose')).toContainText('Kính chào các đồng chí.');
  await expectAccessible(page, talk);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a moment of a talk is an address of the file from that moment on', async ({ page }) => {
    await open(page, talk);
    await expect(page.getByRole('link', { name: 'Ba điều nên nhớ' })).toHaveAttribute(
      'href',
      '/bao-cao-vien/buoi-noi-mau.mp4#t=750',
    );
    await expect(page.locator('track')).toHaveAttribute('src', '/bao-cao-vien/buoi-noi-mau.vtt');
  });
});

for (const [route, words, picture] of [
  [draftPages[0], 'Bản thảo, chưa công bố.', 'Cập nhật 20/11/2026. Bản thảo.'],
  [draftPages[1], 'Draft, not yet published.', 'Updated 2026-11-20. Draft.'],
] as const)
  test(`an infographic that was never published says that it is a draft, and gives nothing away: ${route}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 660 });
    await open(page, route);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.locator('figure svg:visible')).toContainText(picture);
    await expect(page.locator('main')).not.toContainText(/Bản 1|Version 1/);
    for (const given of [
      '[download]',
      '[data-embed]',
      '[type="application/json+oembed"]',
      '[type="application/ld+json"]',
    ])
      await expect(page.locator(given)).toHaveCount(0);
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex');
    await expectAccessible(page, route);
  });

test('nothing tells of a draft but the list of infographics, which calls it one', async ({ page }) => {
  const telling = readdirSync(copy.site, { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.includes(draft) ||
      (/\.(?:html|json|xml|txt|ics)$|^_headers$/.test(file) &&
        readFileSync(join(copy.site, file), 'utf8').includes(draft)),
  );
  expect(telling.sort()).toEqual(
    [
      ...draftPages.map((route) => route.slice(1, -1)),
      ...draftPages.map((route) => `${route.slice(1)}index.html`),
      'infographic/index.html',
    ].sort(),
  );
  await open(page, '/infographic/');
  await expect(page.getByRole('link', { name: 'Một hình đang viết' })).toContainText('Bản thảo, chưa công bố');
  await expect(page.getByRole('link', { name: 'Hai chuyên đề' })).toContainText('Bản 1');
});
