/**
 * `npm test`: check, build and every suite, then what failed once more, and one closing line `N passed, N failed`.
 *
 *   npm test                 everything
 *   npm test -- check unit   only these steps
 *
 * Steps: check, build, built (Vitest; what was built, file by file), code (Vitest; the database tests once on every engine
 * found), advisors (Supabase's own, on the migrated database; skipped where they cannot be fetched), site (Playwright; needs
 * the build).
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { skipped } from './security/advisors.ts';
import { ensureChromium } from './support/chromium-install.ts';
import { describeEngines, findEngines } from './support/engine.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'tests/output');

interface Count {
  passed: number;
  failed: number;
  /** What failed and why, as far as the step's report says, to be read at the end of a long log. */
  faults?: string[];
}

interface Step {
  name: string;
  /** Runs the step and counts its tests; a command without tests counts as one. */
  run: () => Promise<Count>;
}

const steps: Step[] = [
  { name: 'check', run: () => command('npm', ['run', '--silent', 'check']) },
  { name: 'build', run: () => command('astro', ['build', '--silent']) },
  { name: 'built', run: () => runVitest('built') },
  { name: 'code', run: () => runVitest('!built') },
  { name: 'advisors', run: () => command(process.execPath, ['tests/security/advisors.ts']) },
  { name: 'site', run: runPlaywright },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`Không có bước "${unknown.join(', ')}". Các bước: ${steps.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

mkdirSync(output, { recursive: true });
const total = { passed: 0, failed: 0 };
const faults: string[] = [];
for (const { name, run } of steps.filter((step) => wanted.length === 0 || wanted.includes(step.name))) {
  const startedAt = performance.now();
  console.log(`\n── ${name}`);
  const { passed, failed, faults: told = [] } = await run();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) faults.push(...(told.length > 0 ? told : ['xem phần in ở trên']).map((fault) => `${name}: ${fault}`));
  console.log(
    `── ${name}: ${passed} passed, ${failed} failed in ${Math.round((performance.now() - startedAt) / 1000)} s`,
  );
}
for (const fault of faults) console.log(`\n✗ ${fault}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

function runCommand(name: string, args: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(name, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    child.once('error', () => done(1));
    child.once('close', (code) => done(code ?? 1));
  });
}

async function command(name: string, args: string[]): Promise<Count> {
  const code = await runCommand(name, args);
  if (code === skipped) return { passed: 0, failed: 0 };
  const isFine = code === 0;
  return { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 };
}

/** What is read of Vitest's JSON report. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

/** @param project as `--project` names it */
async function runVitest(project: string): Promise<Count> {
  if (project !== 'built') console.log(describeEngines(findEngines()));
  const report = join(output, 'vitest.json');
  rmSync(report, { force: true });
  const code = await runCommand('vitest', [
    'run',
    `--project=${project}`,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counted = readReport<VitestReport>(report);
  const faults = (counted?.testResults ?? []).flatMap(({ name: file, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    // A file that could not even be loaded has no tests to fail.
    if (failed.length === 0 && status === 'failed') return [`${file}\n${message}`];
    return failed.map(({ fullName, failureMessages }) => `${file}\n${fullName}\n${failureMessages.join('\n')}`);
  });
  return orFailed(code, { passed: counted?.numPassedTests ?? 0, failed: counted?.numFailedTests ?? 0, faults });
}

/** What is read of Playwright's JSON report. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: { message?: string; stack?: string }[];
  suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
  title: string;
  specs: {
    title: string;
    file: string;
    line: number;
    tests: { status: string; results: { errors: { message?: string }[] }[] }[];
  }[];
  suites?: PlaywrightSuite[];
}

async function runPlaywright(): Promise<Count> {
  if (!(await ensureChromium())) return { passed: 0, failed: 1 };
  const report = join(output, 'playwright.json');
  rmSync(report, { force: true });
  const code = await runCommand('playwright', ['test']);
  const counted = readReport<PlaywrightReport>(report);
  const { expected = 0, unexpected = 0, flaky = 0 } = counted?.stats ?? {};
  const faults = [
    // What went wrong outside every test: a file that cannot be loaded, a server that does not start.
    ...(counted?.errors ?? []).map(({ message, stack }) => stack ?? message ?? ''),
    ...(counted?.suites ?? []).flatMap((suite) => faultsOfSuite(suite, [])),
  ].map(stripVTControlCharacters);
  // A test that passes only on a second try has failed once.
  return orFailed(code, { passed: expected, failed: unexpected + flaky, faults });
}

function faultsOfSuite({ title, specs, suites = [] }: PlaywrightSuite, above: string[]): string[] {
  const names = [...above, title];
  const own = specs.flatMap(({ title: name, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => {
        // The first name is the file's.
        const fullName = [...names.slice(1), name].join(' › ');
        const messages = results.flatMap(({ errors }) => errors.map(({ message }) => message ?? ''));
        return `${file}:${line}\n${fullName}\n${messages.join('\n')}`;
      }),
  );
  return [...own, ...suites.flatMap((suite) => faultsOfSuite(suite, names))];
}

function readReport<Report>(file: string): Report | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined;
}

/** A runner that ended badly without a failed test has failed all the same. */
function orFailed(code: number, count: Count): Count {
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}
