/** `npm run content:check [thư mục dự án]`: exit code 1 when content/ has a problem. */
import { resolve } from 'node:path';
import { checkContent } from './check-content.ts';
import { formatReport } from './format-report.ts';

const report = await checkContent(resolve(process.argv[2] ?? '.'));
console.log(formatReport(report));
if (report.problems.length > 0) process.exitCode = 1;
