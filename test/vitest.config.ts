import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');

/** Rules, real vaults, the promise, and the packed program; each can be run alone with `--project`. */
export default defineConfig({
  root,
  test: {
    // A test that waits for a passphrase to be derived on two busy cores takes a second or two.
    testTimeout: 60_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    projects: ['unit', 'data', 'contract', 'package', 'faults'].map((name) => ({
      extends: true,
      test: { name, include: [`test/${name}/**/*.test.ts`] },
    })),
  },
});
