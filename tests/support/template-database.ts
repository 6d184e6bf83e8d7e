/** Migrates one database for the whole run; every test file starts from a copy of it (support/database.ts). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { applyMigrations, bootstrapSql } from '../../supabase/local/migrations.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the migrated database, as PGlite's dump. */
    templateDatabase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'contest-template-'));
  const database = new PGlite();
  await database.exec(bootstrapSql);
  await applyMigrations(database);
  const dump = await database.dumpDataDir('none');
  const file = join(folder, 'template.tar');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  await database.close();
  project.provide('templateDatabase', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
