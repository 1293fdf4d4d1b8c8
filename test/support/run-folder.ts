import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'MEDSTEWARD_TEST_RUN';

/** The folder of this run of tests: what one file of tests made, and others need just the same, lies in it. */
export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error('the tests were not started by their own configuration');
  return folder;
}

/** Makes the folder; it goes with the process that calls this, and all processes that this one starts know it. */
export function makeRunFolder(): void {
  if (process.env[VARIABLE] !== undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'steward-run-'));
  process.env[VARIABLE] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
