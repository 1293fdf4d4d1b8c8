import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { makeRunFolder } from './support/run-folder.ts';

const root = join(import.meta.dirname, '..');
makeRunFolder();

/** Rules, real vaults, the promise, and the packed program; each can be run alone with `--project`. */
export default defineConfig({
  root,
  test: {
    // The one limit of time, so long that only what hangs is cut off: opening a vault is slow on purpose, slower where other
    // tests run beside, and some tests do it a hundred times.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    maxWorkers: 2,
    alias: { 'hash-wasm': join(root, 'test/support/remembered-argon2.ts') },
    setupFiles: ['test/support/chances.ts'],
    projects: ['unit', 'data', 'contract', 'package', 'faults'].map((name) => ({
      extends: true,
      test: { name, include: [`test/${name}/**/*.test.ts`] },
    })),
  },
});
