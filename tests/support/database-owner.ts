/** As whom migrations run on a real server: an owner with the rights of hosted Supabase's `postgres`, which is no superuser. */
import { bootstrapSql, type SqlConnection } from '../../supabase/local/migrations.ts';

export const ownerRole = 'contest_owner';

/** Makes Supabase's roles and the owner on a fresh server; `connection` is the superuser's. */
export async function prepareOwner(connection: SqlConnection): Promise<void> {
  await connection.exec(bootstrapSql);
  await connection.exec(`
    create role ${ownerRole} login nosuperuser createdb createrole bypassrls;
    grant anon, authenticated, service_role to ${ownerRole};
  `);
}
