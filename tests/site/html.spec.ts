import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { htmlRules } from '../support/html-rules.ts';

const dist = join(import.meta.dirname, '../../dist');

const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));

test('every page of the built site is valid HTML', async () => {
  expect(pages.length).toBeGreaterThan(30);
  for (const page of pages) {
    const report = await htmlRules.validateFile(join(dist, page));
    const messages = report.results.flatMap(({ messages: found }) =>
      found.map(({ line, column, ruleId, message }) => `${page}:${line}:${column} ${ruleId}: ${message}`),
    );
    expect(messages).toEqual([]);
  }
});
