/** A contest database on a real server, with the rights it has on hosted Supabase. */
import pg from 'pg';
import { applyMigrations, bootstrapSql, type SqlConnection } from '../../supabase/local/migrations.ts';
import type { ConnectionSettings, PostgresServer } from './postgres-server.ts';

/** As whom migrations run: with the rights of hosted Supabase's `postgres`, who is no superuser. */
export const ownerRole = 'contest_owner';

/**
 * Makes a migrated, otherwise empty database, and Supabase's roles on the server where they are not there yet.
 * @returns how to connect to it as its owner.
 */
export async function createMigratedDatabase(server: PostgresServer, name: string): Promise<ConnectionSettings> {
  await withConnection(server.connection(), async (superuser) => {
    await superuser.exec(bootstrapSql);
    await superuser.exec(`
      do $$
      begin
        if not exists (select from pg_roles where rolname = '${ownerRole}') then
          create role ${ownerRole} login nosuperuser createdb createrole bypassrls;
          grant anon, authenticated, service_role to ${ownerRole};
        end if;
      end $$`);
  });
  await server.createDatabase(name, { owner: ownerRole });
  const settings = server.connection(name, ownerRole);
  await withConnection(settings, applyMigrations);
  return settings;
}

/** Runs `work` on a connection of its own. */
export async function withConnection<Value>(
  settings: ConnectionSettings,
  work: (connection: SqlConnection) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    return await work({
      exec: (sql) => client.query(sql),
      query: (sql, parameters) => client.query(sql, parameters as unknown[]) as never,
    });
  } finally {
    await client.end();
  }
}
