/** The content gate as part of Astro: nothing is built from content that does not pass, and nothing built gives a round away. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { findMissingPassages } from './built-passages.ts';
import { checkContent } from './check-content.ts';
import { formatReport, summarise } from './format-report.ts';
import { findLeaks } from './leaks.ts';
import type { Report } from './report.ts';

/** Builds stop on a problem; the dev server reports it and goes on. Place it last: it reads what the others wrote. */
export function contentGate(): AstroIntegration {
  let root = '.';
  let report: Report | undefined;
  return {
    name: 'content-gate',
    hooks: {
      'astro:config:setup': async ({ command, config, logger }) => {
        if (command !== 'build' && command !== 'dev') return;
        root = fileURLToPath(config.root);
        report = await checkContent(root);
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
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        if (!report) throw new Error('nội dung chưa được kiểm');
        const { roundQuestions, openTexts, citations } = report;
        const leaks = await findLeaks(folder, roundQuestions, openTexts);
        for (const { file, question, what } of leaks) logger.error(`câu thi "${question}": ${what} đứng trong ${file}`);
        if (leaks.length > 0)
          throw new Error(
            `Dừng: ${leaks.length} chỗ trong bản dựng để lộ câu thi. Câu thi chỉ được nằm trong cơ sở dữ liệu.`,
          );

        const missing = await findMissingPassages(folder, citations);
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
