/** The index of the contest's faults points at tests that carry the number it says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../faults');
const rows = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| (\d+) +\|.*\|([^|]+)\|$/gm)].map(
  ([, number = '', where = '']) => ({ number: Number(number), where: where.trim() }),
);

test('every fault stands in the index once', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
});

describe.each(rows)('fault $number', ({ number, where }) => {
  const files = [...where.matchAll(/\]\(([^)]+)\)/g)].map(([, file = '']) => file);

  test('is tested, or said not to be', () => {
    if (!where.startsWith('chưa có')) expect(files).not.toEqual([]);
  });

  test.each(files)('is named in %s', (file) => {
    const titles = readFileSync(join(folder, file), 'utf8').matchAll(
      /(?:test|describe\w*)(?:\.\w+)*(?:<[^>]*>)?\(\s*(?:\[[\s\S]*?\]\)\()?['"`]([\d, ]+)\. /g,
    );
    expect([...titles].flatMap(([, numbers = '']) => numbers.split(', ').map(Number))).toContain(number);
  });
});
