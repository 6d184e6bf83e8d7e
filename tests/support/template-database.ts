/** Migrates one database for the whole run; every test starts from a copy of it (support/database.ts). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { applyMigrations, bootstrapSql, type SqlConnection } from '../../supabase/local/migrations.ts';
import type { Engine } from './engine.ts';
import { createMigratedDatabase, ownerRole, withConnection } from './migrated-database.ts';
import { startPostgres } from './postgres-server.ts';
import { sampleContest } from './sample-contest.ts';
import { replaceClock } from './test-clock.ts';

/** Where the copies come from: one template is only migrated, the other also holds the sample contest. Both with the tests' clock. */
export type Templates =
  { kind: 'pglite'; empty: string; sample: string } | { kind: 'postgres'; port: number; empty: string; sample: string };

declare module 'vitest' {
  interface ProvidedContext {
    engine: Engine;
    templates: Templates;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { engine } = project.getProvidedContext();
  const { templates, remove } = engine.kind === 'pglite' ? await dumpPglite() : await preparePostgres(engine.bin);
  project.provide('templates', templates);
  return remove;
}

interface Prepared {
  templates: Templates;
  remove: () => Promise<void>;
}

async function dumpPglite(): Promise<Prepared> {
  const folder = mkdtempSync(join(tmpdir(), 'contest-template-'));
  const database = new PGlite();
  const dump = async (name: string) => {
    const file = join(folder, name);
    writeFileSync(file, Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer()));
    return file;
  };
  await database.exec(bootstrapSql);
  await applyMigrations(database);
  await replaceClock(database);
  const empty = await dump('empty.tar');
  await loadSample(database);
  const sample = await dump('sample.tar');
  await database.close();
  return {
    templates: { kind: 'pglite', empty, sample },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function preparePostgres(bin: string): Promise<Prepared> {
  const server = await startPostgres({ bin });
  try {
    await withConnection(await createMigratedDatabase(server, 'empty'), replaceClock);
    await server.createDatabase('sample', { template: 'empty', owner: ownerRole });
    await withConnection(server.connection('sample', ownerRole), loadSample);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    templates: { kind: 'postgres', port: server.port, empty: 'empty', sample: 'sample' },
    remove: () => server.stop(),
  };
}

async function loadSample(connection: SqlConnection): Promise<void> {
  await connection.query('select contest.load($1)', [JSON.stringify(sampleContest())]);
}
