/** `npm run bench:contest`: what the contest costs on a real PostgreSQL, beside what the same server does anyway. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Client } from 'pg';
import { findPostgrest } from '../../support/postgres-binaries.ts';
import type { PostgresServer } from '../../support/postgres-server.ts';
import { startPostgrest } from '../../support/postgrest.ts';
import { measureBoards, type BoardCosts } from './boards.ts';
import { overDatabase, overHttp, type Call } from './calls.ts';
import { measureContention } from './contention.ts';
import { contestConnection, openContest, openMembers, openTpcb, startServer } from './databases.ts';
import { connectionCount } from './load.ts';
import { describeMachine, type Machine } from './machine.ts';
import { operations, operationsOver, type Operation } from './operations.ts';
import { readOptions, usage, UsageError, type Options } from './options.ts';
import { compareWithTpcb } from './pairs.ts';
import { drawPlot, linesOf } from './plot.ts';
import { boardTable, contentionTable, operationTable, pairTable, soakText, verdictTable } from './report.ts';
import { addResults, resultCount, rollUp, takeSamples } from './results.ts';
import { canWatchMemory, soak } from './soak.ts';
import type { Measured } from './statistics.ts';
import { decimal, whole } from './table.ts';
import { ratios, verdicts, type Findings } from './targets.ts';

const startedAt = performance.now();
const args = process.argv.slice(2);
try {
  await run(readOptions(args));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

/** What every part works on. */
interface Bench {
  options: Options;
  server: PostgresServer;
  tpcb: Client[];
  owner: Client;
  calls: Call[];
}

async function run(options: Options): Promise<void> {
  const server = await startServer();
  const findings: Findings = {};
  let machine: Machine;
  try {
    const isBesideTpcb = options.only.some((section) => section === 'journey' || section === 'http');
    const tpcb = isBesideTpcb ? await openTpcb(server) : [];
    const owner = await openContest(server);
    const members = await openMembers(server);
    const bench: Bench = { options, server, tpcb, owner, calls: members.map(overDatabase) };
    machine = await describeMachine(owner, args);
    console.log(machine.lines.join('\n'));
    heading(`Đã nạp ${isBesideTpcb ? 'TPC-B scale 50 và ' : ''}cuộc thi 10.000 đơn vị`);

    if (options.only.includes('boards')) await boards(bench, findings);
    if (options.only.includes('journey')) await journeys(bench, findings);
    if (options.only.includes('http')) await http(bench);
    if (options.only.includes('soak')) await watchMemory(bench, findings);
    await Promise.all([...tpcb, ...members, owner].map((client) => client.end()));
  } finally {
    await server.stop();
  }

  heading('So với đích');
  console.log(verdictTable(verdicts(findings)));
  if (options.json) writeFileSync(options.json, `${JSON.stringify(ratios(findings), undefined, 2)}\n`);
  if (findings.boards && findings.boards.length > 1) {
    mkdirSync(dirname(options.plot), { recursive: true });
    writeFileSync(options.plot, drawPlot(linesOf(findings.boards), machine.short));
    console.log(`\nHình: ${options.plot}`);
  }
}

/** Grows the boards size by size; at each, what reading and taking part cost. */
async function boards({ options, owner, calls }: Bench, findings: Findings): Promise<void> {
  const [call] = calls as [Call];
  const ours = operationsOver(owner, calls);
  let tickets: string[] = [];
  const costs: BoardCosts[] = [];
  await takeSamples(owner, call);
  for (const size of options.sizes) {
    const loadedAt = performance.now();
    tickets = tickets.concat(await addResults(owner, size - (await resultCount(owner))));
    const { ms } = await rollUp(owner);
    await owner.query('vacuum analyze');
    await owner.query('checkpoint');
    heading(
      `${whole(size)} kết quả (nạp ${whole((performance.now() - loadedAt) / 1000)} s, trong đó tick ${whole(ms / 1000)} s)`,
    );
    const cost = await measureBoards(owner, call, tickets, options.readSeconds);
    costs.push(cost);
    console.log(boardTable(cost));

    const measured: [Operation, Measured][] = [];
    for (const operation of operations) {
      await ours.prepare(operation, options.seconds);
      measured.push([operation, await ours.measure(operation, options.seconds)]);
    }
    await rollUp(owner);
    console.log(`\n${operationTable(measured)}`);
  }
  findings.boards = costs;
}

/** Each call of an attempt beside TPC-B, then many submits into one unit. */
async function journeys({ options, owner, calls, tpcb }: Bench, findings: Findings): Promise<void> {
  // The last checkpoint until the end of this part: none may fall into one side of a pair.
  await owner.query('checkpoint');
  const ours = operationsOver(owner, calls);
  findings.compared = await compareWithTpcb({ ours, tpcb, seconds: options.seconds, pairs: 5 });
  heading(`Bên TPC-B: 5 cặp xen kẽ, mỗi bên ${decimal(options.seconds)} giây, ${connectionCount} kết nối; trung vị`);
  console.log(pairTable(findings.compared));

  findings.contention = await measureContention(owner, calls);
  heading('Cùng nộp vào một đơn vị');
  console.log(contentionTable(findings.contention));
}

/** The same calls through PostgREST, beside TPC-B straight on the server. */
async function http({ options, server, owner, tpcb }: Bench): Promise<void> {
  if (findPostgrest() === undefined) {
    heading('HTTP: bỏ qua, npm không có PostgREST cho hệ máy này');
    return;
  }
  const postgrest = await startPostgrest({
    database: contestConnection(server),
    jwtSecret: randomBytes(32).toString('hex'),
    pool: connectionCount,
  });
  try {
    const ours = operationsOver(
      owner,
      Array.from({ length: connectionCount }, () => overHttp(postgrest.url)),
    );
    const compared = await compareWithTpcb({ ours, tpcb, seconds: options.seconds, pairs: options.httpPairs });
    heading('Cũng thế qua HTTP và PostgREST, bên TPC-B không qua HTTP');
    console.log(pairTable(compared));
  } finally {
    await postgrest.stop();
  }
}

async function watchMemory({ options, server, owner, calls }: Bench, findings: Findings): Promise<void> {
  if (!canWatchMemory) {
    heading('Bộ nhớ: bỏ qua, hệ máy này không có /proc');
    return;
  }
  heading(`Bộ nhớ của máy chủ qua ${options.soakMinutes} phút thi liên tục`);
  findings.soak = await soak(owner, calls, server.pid, options.soakMinutes, (line) => console.log(`  ${line}`));
  console.log(soakText(findings.soak));
}

function heading(title: string): void {
  console.log(`\n── ${title}  [${whole((performance.now() - startedAt) / 1000)} s]`);
}
