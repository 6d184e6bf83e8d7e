/** Lighthouse's scores of a page, by its own rules for phones. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumFlags } from '../../support/chromium.ts';
import { watchCommand } from './watched-command.ts';

export interface Scores {
  /** From 0 to 100. */
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  /** Largest contentful paint in ms, on the phone that Lighthouse imagines. */
  largestPaint: number;
  /** What cost points, without performance, by Lighthouse's own names. */
  failed: string[];
}

/** What is read of its report. */
interface Report {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; numericValue?: number }>;
}

/** @param installed the folder in which npm has installed Lighthouse */
export async function scorePage(installed: string, chromium: string, address: string): Promise<Scores> {
  const file = join(installed, `lighthouse-${process.pid}.json`);
  await watchCommand(
    process.execPath,
    [
      join(installed, 'node_modules/lighthouse/cli/index.js'),
      address,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--chrome-flags=--headless=new ${chromiumFlags.join(' ')}`,
    ],
    installed,
    { CHROME_PATH: chromium },
  );
  const { categories, audits } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(file);
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const failed = ['accessibility', 'best-practices', 'seo'].flatMap((name) =>
    (categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => id),
  );
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    largestPaint: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
    failed,
  };
}
