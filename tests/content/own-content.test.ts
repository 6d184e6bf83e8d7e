import { expect, test } from 'vitest';
import { checkContent } from '../../src/content-gate/check-content.ts';

test('what this repository publishes has no fault, and nothing left to look at again', async () => {
  const { problems, warnings, read } = await checkContent(process.cwd());
  expect(read.files).toBeGreaterThan(20);
  expect(
    [...problems, ...warnings].map(({ file, line, problem, remedy }) => `${file}:${line} ${problem}: ${remedy}`),
  ).toEqual([]);
});
