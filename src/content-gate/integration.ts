/** The content gate as part of Astro: nothing is built from content that does not pass, and nothing built gives a round away. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegrationLogger } from 'astro';
import type { PageIntegration } from '../layouts/passing-pages.ts';
import { citedPassages, findMissingPassages } from './built-passages.ts';
import { checkContent } from './check-content.ts';
import { formatReport, summarise } from './format-report.ts';
import { findLeaks, leaksIn, tracesOf, type Leak } from './leaks.ts';
import type { Report } from './report.ts';

/** Builds stop on a problem; the dev server reports it and goes on. Place it last: it reads what the others wrote. */
export function contentGate(): PageIntegration {
  let root = '.';
  let report: Report | undefined;
  let seen: ReturnType<typeof watchPages> | undefined;
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        if (command !== 'build' && command !== 'dev') return;
        root = fileURLToPath(config.root);
        report = await checkContent(root, { warn: command === 'dev' });
        if (report.problems.length === 0) return logger.info(summarise(report));
        logger.error(`\n${formatReport(report)}`);
        if (command === 'build')
          throw new Error(`Dừng dựng trang: ${summarise(report)}. Sửa theo danh sách ở trên rồi dựng lại.`);
      },
      'astro:server:setup': ({ server, logger }) => {
        let waiting: NodeJS.Timeout | undefined;
        server.watcher.on('all', (_, path) => {
          if (!path.replaceAll('\\', '/').includes('/content/')) return;
          clearTimeout(waiting);
          waiting = setTimeout(() => {
            checkContent(root).then(
              (latest) =>
                latest.problems.length > 0 ? logger.error(`\n${formatReport(latest)}`) : logger.info(summarise(latest)),
              (error: unknown) => logger.error(String(error)),
            );
          }, 200);
        });
      },
      'astro:build:start': () => {
        if (report) seen = watchPages(report);
      },
      'astro:build:done': async ({ dir, logger }) => {
        if (!report || !seen) throw new Error('nội dung chưa được kiểm');
        const folder = fileURLToPath(dir);
        const { pages, leaks, kept, traces } = seen;
        stopOn([...leaks, ...(await findLeaks(folder, traces, (file) => !pages.has(file)))], logger);
        const missing = await findMissingPassages(
          folder,
          report.citations.filter(({ address }) => !kept.has(address)),
        );
        for (const { file, line, field, problem } of missing) logger.error(`${file}:${line} (${field}): ${problem}`);
        const untaught = missing.filter(({ file }) => file.startsWith('content/contests/'));
        if (untaught.length > 0) throw new Error(`Dừng: ${untaught.length} câu hỏi dẫn tới đoạn mà bản dựng không có.`);
        const { citations, roundQuestions } = report;
        logger.info(
          `không câu nào trong ${roundQuestions.length} câu thi đứng trong bản dựng; ${citations.length - missing.length}/${citations.length} địa chỉ được dẫn đã có`,
        );
      },
    },
    onPage: (route, html) => {
      seen?.look(route, html);
      return undefined;
    },
  };
}

/** Looks at pages as they pass: what they have of the round questions, and which of the cited passages. */
function watchPages({ roundQuestions, openTexts, citations }: Report) {
  const traces = tracesOf(roundQuestions, openTexts);
  const keptOn = citedPassages(citations);
  const leaks: Leak[] = [];
  /** Files that need not be read again. */
  const pages = new Set<string>();
  /** Addresses that were cited, and are there. */
  const kept = new Set<string>();
  return {
    traces,
    leaks,
    pages,
    kept,
    look: (route: string, html: string) => {
      const file = `${route.slice(1)}index.html`;
      leaks.push(...leaksIn(file, html, traces));
      pages.add(file);
      for (const address of keptOn(route, html)) kept.add(address);
    },
  };
}

function stopOn(leaks: readonly Leak[], logger: AstroIntegrationLogger): void {
  for (const { file, question, what } of leaks) logger.error(`câu thi "${question}": ${what} đứng trong ${file}`);
  if (leaks.length > 0)
    throw new Error(
      `Dừng: ${leaks.length} chỗ trong bản dựng để lộ câu thi. Câu thi chỉ được nằm trong cơ sở dữ liệu.`,
    );
}
