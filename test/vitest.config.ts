import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** Rules, real vaults, the promise, and the packed program; each can be run alone with `--project`. */
export default defineConfig({
  root,
  test: {
    // Only what hangs is cut off: deriving a passphrase on two busy cores takes a second or two, and some tests do it often.
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    setupFiles: ['test/support/chances.ts'],
    projects: ['unit', 'data', 'contract', 'package', 'faults'].map((name) => ({
      extends: true,
      test: { name, include: [`test/${name}/**/*.test.ts`] },
    })),
  },
});
