/** The content gate as part of Astro: nothing is built from content that does not pass, and nothing built gives a round away. */
import { fileURLToPath } from 'node:url';
import type { PageIntegration } from '../layouts/passing-pages.ts';
import { checkContent } from './check-content.ts';
import { formatReport, summarise } from './format-report.ts';
import { openGate, type GateThread } from './gate-thread.ts';
import type { Report } from './report.ts';
import { announceVerdict, verdict } from './verdict.ts';

/**
 * Builds stop on a problem; the dev server reports it and goes on. The gate works beside Astro, which waits for it before it
 * builds anything. Place it last: it reads what the others wrote.
 */
export function contentGate(): PageIntegration {
  let root = '.';
  let gate: GateThread | undefined;
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        if (command !== 'build' && command !== 'dev') return;
        root = fileURLToPath(config.root);
        const tell = (report: Report) =>
          report.problems.length === 0 ? logger.info(summarise(report)) : logger.error(`\n${formatReport(report)}`);
        if (command === 'dev') return tell(await checkContent(root));
        gate = openGate({ root, warn: false });
        announceVerdict(
          gate.report.then((report) => {
            tell(report);
            if (report.problems.length > 0)
              throw new Error(`Dừng dựng trang: ${summarise(report)}. Sửa theo danh sách ở trên rồi dựng lại.`);
          }),
        );
      },
      'astro:build:start': () => verdict(),
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
      'astro:build:done': async ({ dir, logger }) => {
        if (!gate) throw new Error('nội dung chưa được kiểm');
        const { citations, roundQuestions } = await gate.report;
        const { leaks, missing } = await gate.finish(fileURLToPath(dir));
        for (const { file, question, what } of leaks) logger.error(`câu thi "${question}": ${what} đứng trong ${file}`);
        if (leaks.length > 0)
          throw new Error(
            `Dừng: ${leaks.length} chỗ trong bản dựng để lộ câu thi. Câu thi chỉ được nằm trong cơ sở dữ liệu.`,
          );
        for (const { file, line, field, problem } of missing) logger.error(`${file}:${line} (${field}): ${problem}`);
        const untaught = missing.filter(({ file }) => file.startsWith('content/contests/'));
        if (untaught.length > 0) throw new Error(`Dừng: ${untaught.length} câu hỏi dẫn tới đoạn mà bản dựng không có.`);
        logger.info(
          `không câu nào trong ${roundQuestions.length} câu thi đứng trong bản dựng; ${citations.length - missing.length}/${citations.length} địa chỉ được dẫn đã có`,
        );
      },
    },
    onPage: (route, html) => {
      gate?.page(route, html);
      return undefined;
    },
  };
}
