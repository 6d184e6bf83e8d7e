import { configDefaults, defineConfig } from 'vitest/config';
import { findEngines } from './tests/support/engine.ts';

/** Needs a server of its own, whichever engine the other database tests run on. */
const contract = 'tests/database/contract*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'code', include: ['tests/{unit,content,faults}/**/*.test.{ts,tsx}', contract] },
      },
      // The same database tests on every engine.
      ...findEngines().map((engine) => ({
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
