/** `npm run bench:contest`: what the contest costs on a real PostgreSQL, beside what the same server does anyway. */
import { openContest, openMembers, openTpcb } from './databases.ts';
import { operationsOf } from './operations.ts';
import { readOptions, throwAwayFolder, usage, UsageError, type Options } from './options.ts';
import { compareWithTpcb } from './pairs.ts';
import { startServer } from './server.ts';

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

async function run(options: Options): Promise<void> {
  const startedAt = performance.now();
  const say = (line: string) =>
    console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${line}`);
  const server = await startServer(options.keep ?? throwAwayFolder(), options.keep !== undefined);
  try {
    const tpcb = await openTpcb(server);
    say('TPC-B loaded');
    const owner = await openContest(server);
    const members = await openMembers(server);
    say('contest migrated and loaded');
    // The last checkpoint until the end: none may fall into one side of a pair.
    await owner.query('checkpoint');
    if (options.only.includes('journey')) {
      const ours = operationsOf(owner, members);
      const compared = await compareWithTpcb({ ours, members, tpcb, seconds: options.seconds, pairs: 5, say });
      for (const { operation, ratio } of compared)
        console.log(`${operation.padEnd(8)} ${ratio.toFixed(3)} of the TPC-B rate`);
    }
    await Promise.all([...tpcb, ...members, owner].map((client) => client.end()));
  } finally {
    await server.stop();
  }
}
