/** The local database: PGlite with what hosted Supabase brings, the migrations, and grants as they are in production. */
import { App } from '@supabase/lite';
import { createPgliteConnection, type PGlite } from '@supabase/lite/pglite';
import { applyMigrations, bootstrapSql } from './migrations.ts';
import type { LocalKeys } from './keys.ts';
import { StartProblem } from './problem.ts';
import { withoutPersonalData } from './quiet.ts';

/** Lite grants every table of a schema with row security to every role, when it first serves a request. Production does not. */
const withdrawGrants = ['anon', 'authenticated', 'service_role']
  .map(
    (role) => `
      revoke all on all tables in schema contest, api from ${role};
      revoke all on all sequences in schema contest, api from ${role};
      alter default privileges in schema contest revoke all on tables from ${role};
      alter default privileges in schema contest revoke all on sequences from ${role};`,
  )
  .concat('revoke usage on schema contest, api from service_role;')
  .join('\n');

export interface LocalDatabase {
  /** The embedded Supabase over this database. */
  readonly app: App;
  /** The database itself, as its owner. */
  readonly sql: PGlite;
  close(): Promise<void>;
}

/**
 * Opens the database in `folder` (`undefined`: in memory) and brings it up to date.
 * @throws StartProblem when the files cannot be opened as a database.
 */
export async function openDatabase(folder: string | undefined, keys: LocalKeys): Promise<LocalDatabase> {
  const connection = await createPgliteConnection({ url: folder ?? 'memory://' });
  const sql = connection.driver;
  try {
    await sql.waitReady;
  } catch (cause) {
    throw new StartProblem(
      `Không mở được cơ sở dữ liệu ở ${folder ?? 'bộ nhớ'}; chưa xóa gì cả: hãy chép thư mục này lại nếu cần, ` +
        'rồi chạy "npm start -- --fresh" để làm lại từ đầu.',
      { cause },
    );
  }

  const app = createApp(connection, keys, false);
  await app.ensureSystemSchema();
  await sql.exec(bootstrapSql);
  await applyMigrations(sql);
  await ensureOrganiser(connection, sql, keys);
  // The first request makes Lite grant what it will grant; after that the grants are ours.
  await withoutPersonalData(async () =>
    app.fetch(new Request('http://localhost/rest/v1/rpc/contest', apiCall(keys, { slug: '' }))),
  );
  await sql.exec(withdrawGrants);
  return { app, sql, close: () => connection.close() };
}

type PgliteConnection = Awaited<ReturnType<typeof createPgliteConnection>>;

function createApp(connection: PgliteConnection, keys: LocalKeys, allowSignUp: boolean): App {
  return new App({
    connection,
    api: { schemas: ['api'], max_rows: 1000 },
    auth: {
      enabled: true,
      enable_signup: allowSignUp,
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishable,
      secret_key: keys.secret,
      email: { enable_signup: allowSignUp, enable_confirmations: false },
    },
    options: { server: { admin: false, disableStudio: true } },
  });
}

/** Nobody may sign up, so the demo organiser is signed up before the doors open, and made the first admin. */
async function ensureOrganiser(connection: PgliteConnection, sql: PGlite, keys: LocalKeys): Promise<void> {
  const { email } = keys.organiser;
  const { rows } = await sql.query('select from auth.users where email = $1', [email]);
  if (rows.length === 0) {
    const reply = await createApp(connection, keys, true).fetch(
      new Request('http://localhost/auth/v1/signup', apiCall(keys, keys.organiser)),
    );
    if (!reply.ok) throw new Error(`could not create the demo organiser: ${await reply.text()}`);
  }
  await sql.query(
    `select contest.add_first_organiser($1)
     where not exists (select from contest.organisers as o where o.role = 'admin' and o.active)`,
    [email],
  );
}

function apiCall(keys: LocalKeys, body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { apikey: keys.publishable, 'content-type': 'application/json', 'content-profile': 'api' },
    body: JSON.stringify(body),
  };
}
