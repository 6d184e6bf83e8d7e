/** What a Vitest project runs its database tests on. */
import { bundledPostgres, findPostgres, findPostgrest } from './postgres-binaries.ts';

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

/** A PostgreSQL server where there is one, the one that npm brings first; else PGlite. */
export function preferServer(engines: Engine[]): Engine {
  return engines.find(({ kind }) => kind === 'postgres') ?? { kind: 'pglite', name: 'pglite' };
}

/** One line on where the database tests run, and where they cannot. */
export function describeEngines(engines: Engine[]): string {
  const platform = `${process.platform}-${process.arch}`;
  const servers = engines.filter((engine) => engine.kind === 'postgres').map(({ version }) => `PostgreSQL ${version}`);
  const missing = [
    ...(bundledPostgres() ? [] : [`npm has no PostgreSQL for ${platform}`]),
    ...(findPostgrest() ? [] : [`npm has no PostgREST for ${platform}: its half of the contract is skipped`]),
  ];
  return [`database engines: ${['PGlite', ...servers].join(', ')}`, ...missing].join('; ');
}
