import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

// Node keeps what it compiles; every worker and every process a test starts would do it again.
process.env.NODE_COMPILE_CACHE ??= resolve(import.meta.dirname, 'node_modules/.cache/compiled');

// `unit` needs no system package; `postgres` and `crash` need a PostgreSQL server, `e2e` needs Chromium (see README).
const config = defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/crash/**', 'test/postgres/**'],
          testTimeout: 60_000,
          // The default leaves one of two cores to nobody.
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'postgres',
          include: ['test/postgres/**/*.test.ts'],
          globalSetup: 'test/postgres/globalSetup.ts',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'crash',
          include: ['test/crash/**/*.test.ts'],
          globalSetup: 'test/postgres/globalSetup.ts',
          testTimeout: 900_000,
          // Each file has some bots to kill at once; two files wait for each other's processes and no longer.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

// Vitest reads its configuration from the default export.
export default config;
