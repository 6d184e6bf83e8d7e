/**
 * `npm run bench:site`: what building this site costs as it grows, and what a page of it costs a reader, beside the same pages
 * in Starlight built in the same run.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumFlags, findChromium } from '../../support/chromium.ts';
import { verdictTable } from '../contest/report.ts';
import { decimal, whole } from '../contest/table.ts';
import { builtSearchCost } from '../search-scale.ts';
import { verdicts, type Builds, type Findings, type Side } from './findings.ts';
import { scorePage, type Scores } from './lighthouse.ts';
import { readOptions, usage, UsageError, type Options } from './options.ts';
import { ourSite, textOf, type BenchedSite } from './our-site.ts';
import { weighPage } from './page-weight.ts';
import { addressOf, generatePages, slugStart, type GeneratedPage } from './pages.ts';
import { buildTable, ratioLines, scoreTable, searchTable, weightTable } from './report.ts';
import { serveSite } from './served-site.ts';
import { installStarlight, starlightSite, versions } from './starlight-site.ts';
import { templateRoutes } from './templates.ts';
import { CommandError } from './watched-command.ts';

const startedAt = performance.now();
const content = join(import.meta.dirname, '../../../content');
/** Times the page of middle size is scored on each side. */
const scoreRounds = 3;
const args = process.argv.slice(2);
try {
  await run(readOptions(args));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

/** What is built: ours, and Starlight where npm could install it. */
interface Sites {
  ours: BenchedSite;
  starlight?: BenchedSite;
}

async function run(options: Options): Promise<void> {
  const pages = generatePages(content, options.sizes.at(-1) ?? 0, options.seed);
  const middle = medianPage(pages.slice(0, options.sizes[0]));
  console.log(
    [
      `Máy        ${cpus()[0]?.model ?? '?'}, ${cpus().length} nhân, ${(totalmem() / 2 ** 30).toFixed(0)} GB bộ nhớ, ${type()} ${release()}, Node ${process.versions.node}`,
      `Lúc        ${new Date().toISOString()}: npm run bench:site${args.length > 0 ? ` -- ${args.join(' ')}` : ''}`,
      `Trang sinh hạt giống ${options.seed}; trang cỡ giữa ${addressOf(middle)}, ${whole(Buffer.byteLength(textOf(middle)))} byte nguồn`,
    ].join('\n'),
  );
  const installed = installStarlight();
  console.log(
    installed.ok
      ? `Bên cạnh   Starlight ${versions['@astrojs/starlight']}, Astro ${versions.astro}: cùng các trang ấy`
      : `Bên cạnh   không có Starlight, npm không cài được (${installed.why}): chỉ đo trang này, không có Lighthouse`,
  );

  const sites: Sites = { ours: ourSite(), ...(installed.ok ? { starlight: starlightSite(installed.project) } : {}) };
  const findings: Findings = { builds: [], weights: {}, scores: {}, templates: [] };
  try {
    const own = await sites.ours.build();
    console.log(
      `Trước đó   dựng riêng các trang có sẵn, vẽ mọi hình từ đầu: ${decimal(own.seconds)} s (các lần sau giữ hình đã vẽ)`,
    );
    const executablePath = findChromium();
    for (const [place, size] of options.sizes.entries()) {
      const builds = await buildBoth(sites, pages.slice(0, size), options);
      if (!builds) break;
      findings.builds.push(builds);
      // A page weighs the same however many others there are: the smallest site shows it, whatever becomes of the largest.
      if (place > 0) continue;
      if (executablePath === undefined) heading('Trang nặng bao nhiêu, Lighthouse: bỏ qua, máy này không có Chromium');
      else
        await visit(
          sites,
          middle,
          executablePath,
          installed.ok ? installed.project.root : undefined,
          options,
          findings,
        );
    }
    heading('Dựng từ đầu, hai bên xen kẽ; trung vị');
    console.log(buildTable(findings.builds));
    console.log(ratioLines(findings.builds));
    heading('Tìm kiếm trên chỉ mục vừa dựng, đã nóng');
    console.log(searchTable(findings.builds));

    heading('So với đích');
    console.log(verdictTable(verdicts(findings)));
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ options, ...findings }, undefined, 2)}\n`);
  } finally {
    for (const site of Object.values(sites)) site.remove();
  }
}

/** @returns `null` when a build did not come to its end, as for want of memory. */
async function buildBoth(
  { ours, starlight }: Sites,
  pages: readonly GeneratedPage[],
  { rounds }: Options,
): Promise<Builds | null> {
  const builds: Omit<Builds, 'search'> = { pages: pages.length, costs: {}, built: {}, index: {} };
  const each = [['ours', ours] as const, ...(starlight ? [['starlight', starlight] as const] : [])];
  heading(`${whole(pages.length)} trang`);
  for (const [, site] of each) site.write(pages);
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, site] of each) {
      const cost = await site.build().catch((error: unknown) => {
        if (!(error instanceof CommandError)) throw error;
        console.log(`  ${nameOf(side)}  không dựng xong: ${error.message}`);
        return null;
      });
      if (!cost) return null;
      (builds.costs[side] ??= []).push(cost);
      builds.built[side] = pagesIn(site.dist);
      builds.index[side] = indexSize(site.dist);
      console.log(
        `  ${nameOf(side)}  ${decimal(cost.seconds)} s, ${cost.processor === null ? '?' : decimal(cost.processor)} s CPU, ${cost.memory === null ? '?' : whole(cost.memory)} MB`,
      );
    }
  }
  return { ...builds, search: await builtSearchCost(ours.dist) };
}

/** Opens the page of middle size on both sides, and one page of each template on ours. */
async function visit(
  sites: Sites,
  middle: GeneratedPage,
  executablePath: string,
  lighthouse: string | undefined,
  options: Options,
  findings: Findings,
): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    heading(`Một trang cỡ giữa, lần đầu ghé, Chromium ${browser.version()}`);
    for (const [side, site] of Object.entries(sites) as [Side, BenchedSite][]) {
      const served = await serveSite(site.dist);
      try {
        findings.weights[side] = await weighPage(browser, served, addressOf(middle));
        if (lighthouse === undefined) continue;
        const score = (route: string) => scorePage(lighthouse, executablePath, `${served.url}${route}`);
        const scores: Scores[] = [];
        for (let round = 0; round < scoreRounds; round += 1) scores.push(await score(addressOf(middle)));
        findings.scores[side] = scores;
        if (side === 'ours' && options.templates)
          for (const route of templateRoutes(site.dist, slugStart))
            findings.templates.push({ route, scores: await score(route) });
      } finally {
        await served.stop();
      }
    }
    console.log(weightTable(findings));
    if (lighthouse !== undefined) {
      heading(`Lighthouse ${versions.lighthouse}, điện thoại`);
      console.log(scoreTable(findings));
    }
  } finally {
    await browser.close();
  }
}

function nameOf(side: Side): string {
  return side === 'ours' ? 'trang này' : 'Starlight';
}

/** The article that as many articles are shorter than as are longer. */
function medianPage(pages: readonly GeneratedPage[]): GeneratedPage {
  const bySize = pages
    .filter(({ kind }) => kind === 'article')
    .map((page) => ({ page, size: textOf(page).length }))
    .sort((a, b) => a.size - b.size);
  const middle = bySize[Math.floor(bySize.length / 2)];
  if (!middle) throw new UsageError('Cần ít nhất hai trang.');
  return middle.page;
}

/** Bytes of what Pagefind looks things up in; its programs and styles are left out. */
function indexSize(dist: string): number {
  return readdirSync(join(dist, 'pagefind'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !/\.(?:js|css)$|^wasm\./.test(file.name))
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

function pagesIn(dist: string): number {
  return readdirSync(dist, { recursive: true }).filter((name) => String(name).endsWith('.html')).length;
}

function heading(title: string): void {
  console.log(`\n── ${title}  [${whole((performance.now() - startedAt) / 1000)} s]`);
}
