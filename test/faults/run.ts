/**
 * `npm run test:faults [-- --full] [-- FILE...]`: faults on purpose, and the table of what was counted. The short form is what
 * `npm test` runs; `--full` takes the numbers of reliability.md 11. Each run makes other choices;
 * `MEDSTEWARD_FAULT_SEED` repeats one.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../main/scripts/build.ts';
import type { FigureLine } from './figures.ts';

const ROOT = join(import.meta.dirname, '../..');
const COLUMNS = ['tried', 'reported', 'whole', 'wrong', 'rows', 'lost'] as const;
const HEADINGS = ['tried', 'reported', 'whole', 'wrong', 'rows checked', 'rows lost'];

const full = process.argv.includes('--full');
const files = process.argv.slice(2).filter((word) => word !== '--full');
const seed = process.env.MEDSTEWARD_FAULT_SEED ?? String(randomInt(2 ** 31));
const folder = mkdtempSync(join(tmpdir(), 'medsteward-figures-'));
const start = performance.now();
try {
  await build();
  const { status } = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      'faults',
      ...files,
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 2, 2],
      env: {
        ...process.env,
        MEDSTEWARD_FAULT_FIGURES: folder,
        MEDSTEWARD_FAULT_SEED: seed,
        ...(full ? { MEDSTEWARD_FAULTS: 'full' } : {}),
      },
    },
  );
  process.exitCode = status ?? 1;
  process.stdout.write(`${table(counted())}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Everything that was counted, a line per test, in the order of their numbers. */
function counted(): FigureLine[] {
  const lines = readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((text) => JSON.parse(text) as FigureLine);
  return lines.sort((a, b) => a.test.localeCompare(b.test) || a.what.localeCompare(b.what));
}

function table(lines: readonly FigureLine[]): string {
  const total = (column: (typeof COLUMNS)[number]) => lines.reduce((sum, line) => sum + line[column], 0);
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const number = (value: number) => value.toLocaleString('en');
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  return [
    `${full ? 'Full' : 'Short'} form, ${new Date().toISOString().slice(0, 10)}, ${minutes} min, seed ${seed}.`,
    '',
    row(['test', 'what was done', ...HEADINGS]),
    row(['---', '---', ...HEADINGS.map(() => '--:')]),
    ...lines.map((line) => row([line.test, line.what, ...COLUMNS.map((column) => number(line[column]))])),
    row(['', 'all', ...COLUMNS.map((column) => number(total(column)))]),
  ].join('\n');
}
