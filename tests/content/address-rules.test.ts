import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkContent } from '../../src/content-gate/check-content.ts';
import { contentFolder, minimalContent, type Changes } from '../support/content-folder.ts';

const infographic = minimalContent['infographics/chi-tieu.yaml'] ?? '';
const term =
  'title: Sổ tay\nsummary: Nghĩa ngắn.\nterm: xiii\naudiences: [everyone]\nsources: [nq-dh13]\nupdated: 2026-11-20\ncheck: text\nmeaning: Nghĩa.\n';

/** What is wrong where code has pages of its own. */
async function problemsWith(changes: Changes) {
  const { root } = await contentFolder(changes);
  for (const page of [
    'infographic/index',
    'infographic/[slug]',
    'nhung/cuoc-thi',
    'nhung/[slug]/index',
    'thuat-ngu/tra-cuu',
  ]) {
    const file = join(root, `src/pages/${page}.astro`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '');
  }
  return (await checkContent(root)).problems;
}

test('the content that stands at free addresses has no problem', async () => {
  expect(await problemsWith({})).toEqual([]);
});

// Seen to fail without the rule: the contest's frame and the infographic's would be one file.
test.each([
  ['cuoc-thi', 'địa chỉ /nhung/cuoc-thi/ đã có trang khác của phòng đọc'],
  ['index', 'địa chỉ /infographic/ đã có trang khác của phòng đọc'],
  ['en', '"en" trong địa chỉ nhúng là chữ chỉ ngôn ngữ hoặc số bản'],
  ['v2', '"v2" trong địa chỉ nhúng là chữ chỉ ngôn ngữ hoặc số bản'],
])('no infographic is called %s', async (name, problem) => {
  const file = `infographics/${name}.yaml`;
  expect(await problemsWith({ [file]: infographic })).toEqual([
    {
      file: `content/${file}`,
      line: 1,
      field: '(tên tệp)',
      problem,
      remedy: 'đặt tên tệp khác: tên tệp là địa chỉ của trang',
    },
  ]);
});

test('nor does an entry of another collection take the address of a page of the site’s own', async () => {
  expect(await problemsWith({ 'glossary/tra-cuu.yaml': term, 'glossary/en.yaml': term })).toEqual([
    expect.objectContaining({
      file: 'content/glossary/tra-cuu.yaml',
      problem: 'địa chỉ /thuat-ngu/tra-cuu/ đã có trang khác của phòng đọc',
    }),
  ]);
});
