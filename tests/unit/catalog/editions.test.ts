import { expect, test } from 'vitest';
import { languagesDrawn, publishedVersions } from '../../../src/catalog/editions.ts';
import { publishFigures } from '../../../src/content-gate/figure-versions/publish.ts';
import { contentFolder, swap } from '../../support/content-folder.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

test('published versions are read as they were written, each knowing whether it is the latest', async () => {
  const { root } = await contentFolder();
  const entry = join(root, 'content/infographics/chi-tieu.yaml');
  const old = readFileSync(entry, 'utf8');
  writeFileSync(entry, swap('Mô tả dài.', 'Mô tả khác.')(swap('version: 1', 'version: 2')(old)));
  await publishFigures(root, ['chi-tieu']);

  const versions = await publishedVersions(root);
  expect(
    versions.map(({ edition, latest }) => [edition.slug, edition.version, latest, languagesDrawn(edition)]),
  ).toEqual([
    ['chi-tieu', 1, false, ['vi']],
    ['chi-tieu', 2, true, ['vi']],
  ]);
  const descriptions = versions.map(({ edition }) => edition.languages.vi?.words.description.trim());
  expect(descriptions).toEqual(['Mô tả dài.', 'Mô tả khác.']);
  for (const { edition, picture, scene } of versions) {
    expect(await picture('vi', 'wide')).toContain(`Bản ${edition.version}.</text>`);
    expect(JSON.stringify(await scene('vi', 'wide'))).toContain(`Bản ${edition.version}.`);
    expect(await scene('vi', 'og')).toMatchObject({ width: 1200, height: 628 });
    await expect(picture('en', 'wide')).rejects.toThrow('en-wide.svg');
  }
});

test('a folder without published versions has none', async () => {
  expect(await publishedVersions(import.meta.dirname)).toEqual([]);
});
