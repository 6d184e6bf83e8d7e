/**
 * `npm start`: the whole product on this machine, with nothing but Node and npm.
 *
 *   --fresh     throw the local data away first
 *   --no-build  serve dist/ as it is
 *   PORT        the port (4321)
 *   DATA        the data folder (.local)
 */
import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { contestDocument } from '../seed/document.ts';
import { claimFolder } from './folder.ts';
import { loadKeys } from './keys.ts';
import { StartProblem } from './problem.ts';
import { requireFreePort, startLocal } from './server.ts';

const root = join(import.meta.dirname, '../..');

try {
  await start();
} catch (problem) {
  // Only the stack of a fault: PGlite attaches the whole statement with its parameters to its errors.
  const isExpected = problem instanceof StartProblem || !(problem instanceof Error);
  console.error(`\n✗ ${isExpected ? String((problem as Error).message ?? problem) : problem.stack}`);
  process.exit(1);
}

function readOptions() {
  try {
    return parseArgs({
      options: { fresh: { type: 'boolean', default: false }, 'no-build': { type: 'boolean', default: false } },
    }).values;
  } catch {
    const given = process.argv.slice(2).join(' ');
    throw new StartProblem(
      `Không hiểu "${given}". Chỉ có hai tùy chọn --fresh và --no-build; cổng và thư mục dữ liệu đặt bằng biến, ví dụ: PORT=4400 DATA=/thu/muc npm start.`,
    );
  }
}

async function start(): Promise<void> {
  const options = readOptions();
  const port = readPort(process.env['PORT']);
  const step = progress(options['no-build'] ? 3 : 4);

  step('Kiểm tra cổng và thư mục dữ liệu');
  await requireFreePort(port);
  const data = process.env['DATA'] ?? join(root, '.local');
  const folder = claimFolder(data, options.fresh);
  process.once('exit', () => folder.release());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));

  if (!options['no-build']) {
    step('Kiểm tra nội dung và dựng trang (vài giây)');
    await build();
  }

  step(folder.isComplete ? 'Mở cơ sở dữ liệu' : 'Tạo cơ sở dữ liệu (lần đầu mất vài giây)');
  const keys = await loadKeys(folder.keys);
  const product = await startLocal({
    site: join(root, 'dist'),
    database: folder.database,
    keys,
    contest: contestDocument(join(root, 'content'), undefined, new Date()),
    port,
    onDatabaseComplete: () => {
      folder.markComplete();
      step('Nạp cuộc thi mẫu và mở cửa');
    },
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => {
      console.log('\nĐang dừng…');
      void product.stop().then(() => {
        console.log('Đã dừng. Dữ liệu vẫn còn, lần sau chạy tiếp.');
        process.exit(0);
      });
    });
  }

  console.log(`
Đã sẵn sàng:

  Trang đọc       ${product.url}/
  Cuộc thi        ${product.url}/cuoc-thi/
  Ban tổ chức     ${keys.organiser.email} · mật khẩu ${keys.organiser.password}
                  (tài khoản mẫu, đăng nhập qua Supabase Auth; bảng điều khiển sẽ có ở bản sau)

  Dữ liệu nằm ở ${relative(process.cwd(), data) || '.'}/ và được giữ giữa các lần chạy; làm lại từ đầu: npm start -- --fresh
  Dừng: Ctrl-C
`);
}

function readPort(typed: string | undefined): number {
  const port = typed === undefined || typed === '' ? 4321 : Number(typed);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new StartProblem(`PORT="${typed}" không phải là một cổng: hãy dùng một số từ 1 đến 65535, ví dụ PORT=8080.`);
  }
  return port;
}

function progress(steps: number): (what: string) => void {
  let current = 0;
  return (what) => {
    current += 1;
    console.log(`[${current}/${steps}] ${what}…`);
  };
}

/** Builds dist/, silent unless it fails. */
async function build(): Promise<void> {
  const lines: string[] = [];
  const child = spawn(process.execPath, [join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], {
    cwd: root,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) {
    process.stderr.write(lines.join(''));
    throw new StartProblem('Không dựng được trang: hãy sửa những lỗi nêu ở trên rồi chạy lại.');
  }
}
