/** The content gate as part of Astro: nothing is built from content that does not pass, and nothing built gives a round away. */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { findMissingPassages } from './built-passages.ts';
import { checkContent } from './check-content.ts';
import { formatReport, summarise } from './format-report.ts';
import { findLeaks, tracesOf, type Leak, type Traces } from './leaks.ts';
import type { Problem, Report } from './report.ts';
import { announceVerdict, verdict } from './verdict.ts';

/**
 * Builds stop on a problem; the dev server reports it and goes on. A build's content is checked in a thread of its own while
 * Astro begins and reads it too. Place it after what writes text of its own: it reads that.
 */
export function contentGate(): AstroIntegration {
  let root = '.';
  let report: Report | undefined;
  let inPages: Awaited<ReturnType<typeof lookAtPages>> | undefined;
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        root = fileURLToPath(config.root);
        if (command === 'dev') tell(await checkContent(root), logger);
        if (command !== 'build') return;
        const checked = checkInThread(root).then((found) => {
          tell((report = found), logger);
          if (found.problems.length > 0)
            throw new Error(`Dừng dựng trang: ${summarise(found)}. Sửa theo danh sách ở trên rồi dựng lại.`);
        });
        announceVerdict(checked);
      },
      // Astro empties the folder of the site next: what was built before stands until its successor is known to be right.
      'astro:build:start': () => verdict(),
      'astro:server:setup': ({ server, logger }) => {
        let waiting: NodeJS.Timeout | undefined;
        server.watcher.on('all', (_, path) => {
          if (!path.replaceAll('\\', '/').includes('/content/')) return;
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            checkContent(root).then(
              (latest) => tell(latest, logger),
              (error: unknown) => logger.error(String(error)),
            );
          }, 200);
        });
      },
      // Pages are written by now, and this goes on while the search index is.
      'astro:build:generated': async ({ dir }) => {
        if (!report) throw new Error('nội dung chưa được kiểm');
        inPages = await lookAtPages(fileURLToPath(dir), report);
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!report || !inPages) throw new Error('nội dung chưa được kiểm');
        const { citations, roundQuestions } = report;
        const { traces, leaks, missing } = inPages;
        stopOn([...leaks, ...(await findLeaks(fileURLToPath(dir), traces, (file) => !isPage(file)))], logger);
        for (const { file, line, field, problem } of missing) logger.error(`${file}:${line} (${field}): ${problem}`);
        const untaught = missing.filter(({ file }) => file.startsWith('content/contests/'));
        if (untaught.length > 0) throw new Error(`Dừng: ${untaught.length} câu hỏi dẫn tới đoạn mà bản dựng không có.`);
        logger.info(
          `không câu nào trong ${roundQuestions.length} câu thi đứng trong bản dựng; ${citations.length - missing.length}/${citations.length} địa chỉ được dẫn đã có`,
        );
      },
    },
  };
}

function tell(report: Report, logger: AstroIntegrationLogger): void {
  if (report.problems.length === 0) logger.info(summarise(report));
  else logger.error(`\n${formatReport(report)}`);
}

const checkInThread = (root: string): Promise<Report> =>
  new Promise((resolve, reject) => {
    new Worker(new URL('./gate-thread.ts', import.meta.url), { workerData: root })
      .on('message', resolve)
      .on('error', reject)
      .on('exit', (code) => reject(new Error(`luồng kiểm nội dung dừng với mã ${code}`)));
  });

const isPage = (file: string): boolean => file.endsWith('.html');

/** What built pages have of the round questions, and which cited passages none of them has. */
async function lookAtPages(
  folder: string,
  { roundQuestions, openTexts, citations }: Report,
): Promise<{ traces: Traces; leaks: Leak[]; missing: Problem[] }> {
  const traces = tracesOf(roundQuestions, openTexts);
  const leaks = await findLeaks(folder, traces, isPage);
  return { traces, leaks, missing: await findMissingPassages(folder, citations) };
}

function stopOn(leaks: readonly Leak[], logger: AstroIntegrationLogger): void {
  for (const { file, question, what } of leaks) logger.error(`câu thi "${question}": ${what} đứng trong ${file}`);
  if (leaks.length > 0)
    throw new Error(
      `Dừng: ${leaks.length} chỗ trong bản dựng để lộ câu thi. Câu thi chỉ được nằm trong cơ sở dữ liệu.`,
    );
}
