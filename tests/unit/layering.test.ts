import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { layering } from '../../eslint.config.js';

const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ files: ['**/*.ts'] }, ...layering] });

/** What the layering rule says of one import in one file. */
async function complaints(file: string, imported: string): Promise<number> {
  const [result] = await eslint.lintText(`import '${imported}';\n`, { filePath: file });
  return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-imports').length ?? -1;
}

test.each([
  ['src/figures/target-bars/layout.ts', '../../schemas/target.ts'],
  ['src/figures/target-bars/layout.ts', 'astro:content'],
  ['src/calendar/icalendar.ts', '../contest/contract.ts'],
  ['src/calendar/icalendar.ts', '../schemas/contest.ts'],
  ['src/forms/answers.ts', '../schemas/form.ts'],
  ['src/forms/fill-in.ts', '../contest/client.ts'],
  ['src/components/Card.ts', '../catalog/entries.ts'],
  ['src/layouts/Layout.ts', '../catalog/site.ts'],
  ['src/schemas/page.ts', '../catalog/site.ts'],
  ['src/headers/cli.ts', '../catalog/site.ts'],
  ['src/headers/cli.ts', '../content-gate/report.ts'],
  ['src/catalog/site.ts', '../pages/index.ts'],
  ['src/contest/machine.ts', '@supabase/supabase-js'],
  ['src/contest/island/ContestApp.ts', '@supabase/postgrest-js'],
  ['src/contest/island/ContestApp.ts', '../../catalog/entries.ts'],
  ['src/pages/index.ts', '@supabase/supabase-js'],
  ['src/search/query.ts', '../pages/index.ts'],
  ['src/downloads/forms.ts', '../components/Card.ts'],
  ['src/catalog/site.ts', '../downloads/offered.ts'],
  ['src/figures/raster.ts', '../downloads/cache.ts'],
])('%s may not import %s', async (file, imported) => {
  expect(await complaints(file, imported)).toBe(1);
});

test.each([
  ['src/contest/client.ts', '@supabase/postgrest-js'],
  ['src/contest/island/ContestApp.ts', '../client.ts'],
  ['src/contest/round-calendar.ts', '../calendar/icalendar.ts'],
  ['src/pages/index.ts', '../calendar/icalendar.ts'],
  ['src/pages/index.ts', '../catalog/entries.ts'],
  ['src/pages/index.ts', '../contest/island/mount-contest.ts'],
  ['src/headers/site-headers.ts', '../layouts/theme-script.ts'],
  ['src/catalog/site.ts', '../schemas/site.ts'],
  ['src/figures/target-bars/layout.ts', './data.ts'],
  ['src/downloads/offered.ts', '../catalog/entries.ts'],
])('%s may import %s', async (file, imported) => {
  expect(await complaints(file, imported)).toBe(0);
});
