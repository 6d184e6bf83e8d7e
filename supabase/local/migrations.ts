/** Applies supabase/migrations in order and remembers which are applied, in the table the Supabase CLI uses. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What migrations need of a database: PGlite and any PostgreSQL driver can offer it. */
export interface SqlConnection {
  /** Runs one or more statements without parameters. */
  exec(sql: string): Promise<unknown>;
  /** Runs one statement; `$1` … are its parameters. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }>;
}

const folder = join(import.meta.dirname, '../migrations');

/** The roles that hosted Supabase brings and a bare database lacks. */
export const bootstrapSql = readFileSync(join(import.meta.dirname, 'bootstrap.sql'), 'utf8');

/** @returns the versions applied now, in order; none when the database is up to date. */
export async function applyMigrations(connection: SqlConnection): Promise<string[]> {
  await connection.exec(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
  `);
  const { rows } = await connection.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations',
  );
  const applied = new Set(rows.map((row) => row.version));
  const pending = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ file, version: file.split('_')[0] ?? file }))
    .filter(({ version }) => !applied.has(version));

  for (const { file, version } of pending) {
    // One transaction each: a migration is applied wholly, and remembered, or not at all.
    await connection.exec('begin');
    try {
      await connection.exec(readFileSync(join(folder, file), 'utf8'));
      await connection.query('insert into supabase_migrations.schema_migrations (version, name) values ($1, $2)', [
        version,
        file.slice(version.length + 1, -'.sql'.length),
      ]);
      await connection.exec('commit');
    } catch (error) {
      await connection.exec('rollback');
      throw error;
    }
  }
  return pending.map(({ version }) => version);
}
