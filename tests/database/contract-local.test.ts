/** What the local server does beyond the contract: the site, signing in, keeping quiet. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveLocally, type ServedLocally } from '../support/local-product.ts';
import { registration } from '../support/members.ts';

let served: ServedLocally;
beforeAll(async () => {
  served = await serveLocally();
});
afterAll(() => served.stop());

test('the site is served, folders are sent to their slash, and a page says not found', async () => {
  expect(await (await fetch(served.url)).text()).toContain('Trang mẫu');
  const missing = await fetch(`${served.url}/khong-co/`);
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('Không có trang này');
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%zz']) {
    expect((await fetch(`${served.url}${path}`)).status, path).toBeGreaterThanOrEqual(400);
  }
});

test('the demo organiser can sign in, and nobody can sign up', async () => {
  const client = await served.client();
  const { data } = await client.auth.signInWithPassword(served.keys.organiser);
  expect(data.session?.user.email).toBe(served.keys.organiser.email);
  expect((await client.rpc('contest')).status).toBe(200);
  const signUp = await client.auth.signUp({ email: 'ai-do@example.com', password: 'mot-mat-khau-dai' });
  expect(signUp.error).not.toBeNull();
});

test('tables are granted to nobody here either', async () => {
  const rows = await served.sql(
    `select grantee, table_name, privilege_type from information_schema.role_table_grants
     where table_schema in ('contest', 'api') and grantee in ('anon', 'authenticated', 'service_role', 'PUBLIC')`,
  );
  expect(rows).toEqual([]);
});

test('a refusal prints neither names, phones nor tickets', async () => {
  const printed: unknown[] = [];
  const print = console.error;
  console.error = (...parts: unknown[]) => printed.push(...parts);
  try {
    const client = await served.client();
    await client.rpc('register', registration({ full_name: 'Người Không In', unit: 'khong-co' }));
    await client.rpc('me', { ticket: 'VE-KHONG-IN' });
    await client.rpc('me', { ticket: 'VE\u0000KHONG-IN' });
    await client.auth.signInWithPassword({ email: 'khong-in@example.com', password: 'MAT-KHAU-KHONG-IN' });
  } finally {
    console.error = print;
  }
  const text = JSON.stringify(printed, (_, value: unknown) =>
    value instanceof Error ? { ...value, message: value.message } : value,
  );
  for (const secret of ['Người Không In', 'KHONG-IN', 'khong-in']) expect(text).not.toContain(secret);
});

test('a fault in a function is printed by its code alone, and answered as PostgREST answers', async () => {
  const [row] = await served.sql<{ source: string }>(`select pg_get_functiondef('api.units'::regproc) as source`);
  await served.sql(`
    create or replace function api.units(contest text, parent text default null) returns json
    language plpgsql stable set search_path = '' as $$ begin raise division_by_zero using message = contest; end $$`);
  const printed: unknown[] = [];
  const print = console.error;
  console.error = (...parts: unknown[]) => printed.push(...parts);
  try {
    const client = await served.client();
    expect((await client.rpc('units', { contest: 'KHONG-IN' })).status).toBe(400);
    await served.sql(`
      create or replace function api.units(contest text, parent text default null) returns json
      language plpgsql stable set search_path = '' as $$ begin raise internal_error using message = contest; end $$`);
    expect((await client.rpc('units', { contest: 'KHONG-IN' })).status).toBe(500);
  } finally {
    console.error = print;
    await served.sql(String(row?.source));
  }
  expect(printed).toEqual(['Lỗi cơ sở dữ liệu: XX000']);
});
