import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkContent } from '../../src/content-gate/check-content.ts';
import { createEntry } from '../../src/content-gate/new-entry/create-entry.ts';
import { pageCollectionNames, pageCollections, type PageCollection } from '../../src/schemas/collections.ts';

const project = join(import.meta.dirname, '../..');
const title = 'Một trang mới để thử';
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'new-entry-'));
  cpSync(join(project, 'content'), join(root, 'content'), { recursive: true });
  symlinkSync(join(project, 'src'), join(root, 'src'));
  for (const name of pageCollectionNames) {
    const { ok, said } = await createEntry(root, pageCollections[name].folder, title, '2026-11-20');
    expect(ok, said).toBe(true);
    expect(said).toContain(fileOf(name));
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fileOf = (name: PageCollection) =>
  `content/${pageCollections[name].folder}/mot-trang-moi-de-thu.${pageCollections[name].format}`;
const textOf = (name: PageCollection) => readFileSync(join(root, fileOf(name)), 'utf8');

test('a new entry of every collection passes the gate at once, and waits to be signed off', async () => {
  const { problems, warnings, toSignOff } = await checkContent(root);
  expect([...problems, ...warnings]).toEqual([]);
  const waiting = toSignOff.map(({ file }) => file);
  expect(waiting).toEqual(expect.arrayContaining(pageCollectionNames.map(fileOf)));
});

test('a new entry explains every field', () => {
  for (const name of pageCollectionNames) {
    const lines = textOf(name).split('\n');
    const fields = lines.flatMap((line, index) => (/^ *(?:# )?[a-z_]+:/.test(line) ? [[line, lines[index - 1]]] : []));
    expect(fields.length, name).toBeGreaterThan(10);
    for (const [line, above] of fields) expect(above, `${name}: ${line}`).toMatch(/^ *# [`\p{Lu}]/u);
  }
});

test('an entry that is there already is not written over', async () => {
  const before = textOf('columns');
  expect(await createEntry(root, 'columns', title, '2026-11-21')).toEqual({
    ok: false,
    said: expect.stringContaining('không ghi đè') as string,
  });
  expect(textOf('columns')).toBe(before);
});

const contentNew = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((done) => {
    const cli = join(project, 'src/content-gate/new-entry/cli.ts');
    execFile(process.execPath, [cli, ...args], { cwd: root }, (error, output, complaints) =>
      done({ code: error ? Number(error.code) : 0, said: output + complaints }),
    );
  });

test('content:new asks nothing: what an entry must refer to is there', async () => {
  const { code, said } = await contentNew('columns', 'Bài', 'thử');
  expect(code, said).toBe(0);
  expect(said).toContain('/chuyen-muc/bai-thu/');
  const text = readFileSync(join(root, 'content/columns/bai-thu.mdx'), 'utf8');
  expect(text).toContain('\ntitle: Bài thử\n');
  expect(text).toContain('\nsources: [nq-dh13]\n');
});

test('a folder that is none of the collections is answered with the one that was meant', async () => {
  const { code, said } = await contentNew('colums', 'Bài');
  expect(code).toBe(1);
  expect(said).toContain('“columns”');
});
