/** `npm run figure:publish -- <slug>…`, or `-- --all`: publishes the version each infographic claims. Overwrites nothing. */
import { resolve } from 'node:path';
import { publishFigures } from './publish.ts';

const wanted = process.argv.slice(2);
if (wanted.length === 0) {
  console.error('Viết thêm tên hình: npm run figure:publish -- <tên-tệp>, hay tất cả: npm run figure:publish -- --all');
  process.exitCode = 1;
} else {
  const { ok, said } = await publishFigures(resolve('.'), wanted.includes('--all') ? 'all' : wanted);
  console.log(said.join('\n'));
  if (!ok) process.exitCode = 1;
}
