import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { findEngines, preferServer } from './tests/support/engine.ts';

/** Needs a server of its own, whichever engine the other database tests run on. */
const contract = 'tests/database/contract*.test.ts';
/** What may befall the contest: needs a real server, and one of them is enough. */
const contestFaults = 'tests/faults/contest-*.test.ts';

const engines = findEngines();

export default defineConfig({
  test: {
    // Only to end what hangs: a machine that has other things to do is no fault.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // Two even on two cores, where Vitest would take one: PGlite alone keeps a core busy for minutes.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'code',
          include: ['tests/{unit,content,faults}/**/*.test.{ts,tsx}', contract],
          exclude: [...configDefaults.exclude, contestFaults],
        },
      },
      // The built site, file by file: needs `npm run build` first, and no browser.
      { extends: true, test: { name: 'built', include: ['tests/built/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'faults',
          include: [contestFaults],
          globalSetup: ['tests/support/template-database.ts'],
          // Where there is no server at all, what needs one is skipped and says so.
          provide: { engine: preferServer(engines) },
        },
      },
      // The same database tests on every engine.
      ...engines.map((engine) => ({
        extends: true as const,
        test: {
          name: `database-${engine.name}`,
          include: ['tests/database/**/*.test.ts'],
          exclude: [...configDefaults.exclude, contract],
          globalSetup: ['tests/support/template-database.ts'],
          provide: { engine },
        },
      })),
    ],
  },
});
