/**
 * `npm run bench:figures`: what making every form of every infographic costs, drawn anew and kept from before, and how soon a
 * framed infographic stands on a phone, beside a frame whose picture is drawn by a program of 400 KB.
 */
import { existsSync, readdirSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../support/chromium.ts';
import { verdictTable } from '../contest/report.ts';
import { median } from '../contest/statistics.ts';
import { decimal, table, whole } from '../contest/table.ts';
import type { Verdict } from '../contest/targets.ts';
import { scorePage } from '../site/lighthouse.ts';
import { serveSite } from '../site/served-site.ts';
import { installStarlight, versions } from '../site/starlight-site.ts';
import { makeEveryForm } from './every-form.ts';
import { frameOfPrograms, programBytes } from './frame-of-programs.ts';

const project = join(import.meta.dirname, '../../..');
const rounds = 3;
const args = process.argv.slice(2);
if (args.length > 0) {
  console.error('Lệnh này không có tùy chọn: npm run bench:figures');
  process.exit(2);
}

console.log(
  [
    `Máy  ${cpus()[0]?.model ?? '?'}, ${cpus().length} nhân, ${(totalmem() / 2 ** 30).toFixed(0)} GB bộ nhớ, ${type()} ${release()}, Node ${process.versions.node}`,
    `Lúc  ${new Date().toISOString()}: npm run bench:figures`,
  ].join('\n'),
);
const verdicts: Verdict[] = [];
const atMost = (what: string, value: number, limit: number, unit: string) =>
  verdicts.push({
    what,
    found: `${decimal(value)} ${unit}`,
    target: `≤ ${decimal(limit)} ${unit}`,
    reached: value <= limit,
  });

const made = await makeEveryForm(project);
console.log(
  `\n── ${made.figures} hình (${made.drawings} bản ngôn ngữ), ${made.files} tệp, ${decimal(made.bytes / 2 ** 20)} MB`,
);
console.log(
  table([
    ['', 'giây'],
    ['vẽ từ đầu', decimal(made.cold)],
    ['giữ từ lần trước', decimal(made.warm)],
  ]),
);
atMost(`mọi dạng của ${made.figures} hình, vẽ từ đầu`, made.cold, 60, 'giây');
atMost(`mọi dạng của ${made.figures} hình, giữ từ lần trước`, made.warm, 2, 'giây');
atMost('PNG 1200 nặng nhất', made.heaviestPicture / 1024, 150, 'KB');

await timeFrames();
console.log('\n── So với đích');
console.log(verdictTable(verdicts));

/** The largest paint of each published frame, and of the frame that is drawn by a program. */
async function timeFrames(): Promise<void> {
  const folder = join(project, 'dist/nhung');
  const chromium = findChromium();
  const installed = installStarlight();
  const missing =
    chromium === undefined
      ? 'máy này không có Chromium'
      : !installed.ok
        ? `npm không cài được Lighthouse (${installed.why})`
        : !existsSync(folder)
          ? 'chưa có dist, chạy npm run build trước'
          : undefined;
  console.log(
    `\n── Khung nhúng trên điện thoại, Lighthouse ${versions.lighthouse}${missing ? `: bỏ qua, ${missing}` : ''}`,
  );
  if (missing !== undefined || chromium === undefined || !installed.ok) return;
  const slugs = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const paint = async (address: string) => {
    const found: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      found.push((await scorePage(installed.project.root, chromium, address)).largestPaint / 1000);
    return median(found);
  };
  const site = await serveSite(join(project, 'dist'));
  const programs = await frameOfPrograms();
  try {
    const ours: [string, number][] = [];
    for (const slug of slugs) ours.push([`/nhung/${slug}/`, await paint(`${site.url}/nhung/${slug}/`)]);
    const theirs = await paint(programs.url);
    console.log(
      table([
        ['khung', 'thấy hình sau (giây)'],
        ...ours.map(([address, seconds]) => [address, decimal(seconds)]),
        [`khung vẽ bằng chương trình ${whole(programBytes / 1024)} KB (gzip)`, decimal(theirs)],
      ]),
    );
    atMost('khung nhúng chậm nhất', Math.max(...ours.map(([, seconds]) => seconds)), 0.8, 'giây');
    verdicts.push({
      what: 'khung vẽ bằng chương trình, trong cùng lần chạy',
      found: `${decimal(theirs)} giây`,
      target: '> 2 giây',
      reached: theirs > 2,
    });
  } finally {
    await site.stop();
    await programs.stop();
  }
}
