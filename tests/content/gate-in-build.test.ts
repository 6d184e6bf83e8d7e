import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';
import { expect, test } from 'vitest';
import { contentGate } from '../../src/content-gate/integration.ts';
import { contentFolder, swap } from '../support/content-folder.ts';

const faulty = { 'qa/nghi-quyet.yaml': swap('term: xiii', 'term: xv') };

async function setUp(command: 'build' | 'dev', root: string) {
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
  const hook = contentGate().hooks['astro:config:setup'] as NonNullable<
    AstroIntegration['hooks']['astro:config:setup']
  >;
  const options = { command, config: { root: pathToFileURL(`${root}/`) }, logger: { info: say, error: say } };
  await hook(options as unknown as Parameters<typeof hook>[0]);
  return said.join('\n');
}

test('a build stops on faulty content', async () => {
  const { root } = await contentFolder(faulty);
  await expect(setUp('build', root)).rejects.toThrow('1 lỗi trong 1 tệp');
});

test('the dev server reports faulty content and goes on', async () => {
  const { root } = await contentFolder(faulty);
  expect(await setUp('dev', root)).toMatch(/content\/qa\/nghi-quyet\.yaml:3[\s\S]*term[\s\S]*"xiii"/);
});

test('a build of sound content goes on', async () => {
  const { root } = await contentFolder();
  expect(await setUp('build', root)).toContain('Nội dung đạt');
});

const runCli = (root: string) =>
  new Promise<{ code: number | string | null | undefined; output: string }>((resolve) => {
    execFile(process.execPath, ['src/content-gate/cli.ts', root], (error, output) =>
      resolve({ code: error ? error.code : 0, output }),
    );
  });

test('content:check exits with 1 on a problem, and tells file, line, field and remedy', async () => {
  const { root } = await contentFolder(faulty);
  const { code, output } = await runCli(root);
  expect(code).toBe(1);
  expect(output).toMatch(/content\/qa\/nghi-quyet\.yaml:3\n +Trường: +term\n +Lỗi: .*xv.*\n +Cách sửa: .*"xiii"/);
  expect(output.trimEnd()).toMatch(
    /1 lỗi trong 1 tệp · đã đọc 11 tệp, \d+ mục · \d+ trang chưa có lối vào · 0 mục chờ ký duyệt$/,
  );
});

test('content:check exits with 0 on sound content', async () => {
  const { root } = await contentFolder();
  expect(await runCli(root)).toMatchObject({ code: 0, output: expect.stringContaining('Nội dung đạt') as string });
});
