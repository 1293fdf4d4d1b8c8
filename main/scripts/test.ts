/**
 * `npm test`: everything that has to hold, in one command. Form, types, import rules and dead code first, because they answer
 * in seconds; then the tests of rules, data, contract and packaging, and the journeys in a real browser.
 *
 *     node main/scripts/test.ts [static] [vitest] [browser]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { build } from './build.ts';

const ROOT = join(import.meta.dirname, '../..');
/**
 * Where Node keeps what it made of our files. Without it each of thousands of threads and commands strips the types again, by
 * WebAssembly, and V8 now and then aborts a process in which many threads do that ("Check failed: jit_page.has_value()").
 */
const COMPILED = join(ROOT, 'node_modules/.cache/node');
const TYPESCRIPT = 'node_modules/typescript/bin/tsc';
const STATIC_CHECKS = [
  ['form and lint', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  ['types', TYPESCRIPT, '--project', '.'],
  ['types of what knows no host', TYPESCRIPT, '--project', 'main/tsconfig.pure.json'],
  [
    'import rules',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    'test/dependencies.cjs',
    'main',
    'renderer',
    'prisma',
    'test',
  ],
  ['dead code', 'node_modules/knip/bin/knip.js', '--config', 'test/knip.json'],
] as const;

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const wanted = process.argv.slice(2);
const runs = (name: string) => wanted.length === 0 || wanted.includes(name);
const results = mkdtempSync(join(tmpdir(), 'medsteward-test-'));
const tally: Tally = { passed: 0, failed: 0, skipped: 0 };
/** How long each part took, and each file of tests, in seconds: who wants the whole to be quicker has to know where time goes. */
const parts: { name: string; seconds: number }[] = [];
const files: { name: string; seconds: number }[] = [];
/** What failed, told again under everything else: whoever sees only the end of a long run has to see what to mend. */
const failures: string[] = [];

try {
  await timed('build', build);
  if (runs('static')) await timed('static', statics);
  if (runs('vitest')) await timed('vitest', vitest);
  if (runs('browser')) await timed('browser', browser);
} finally {
  rmSync(results, { recursive: true, force: true });
}
if (failures.length > 0)
  process.stdout.write(`\nFailed:\n\n${failures.map((failure) => `- ${failure}`).join('\n\n')}\n`);
process.stdout.write(`\n${whereTimeWent()}\n`);
process.stdout.write(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;

async function timed(name: string, part: () => unknown): Promise<void> {
  const start = performance.now();
  await part();
  parts.push({ name, seconds: (performance.now() - start) / 1000 });
}

/** The parts, and the ten files that took longest. Two files run at a time, so that they add up to more than their part. */
function whereTimeWent(): string {
  const line = ({ name, seconds }: { name: string; seconds: number }) => `${seconds.toFixed(1).padStart(8)} s  ${name}`;
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10);
  return ['Took:', ...[...parts, ...slowest].map(line)].join('\n');
}

function statics(): void {
  for (const [name, file, ...args] of STATIC_CHECKS) count(name, run(file, args) ? 'passed' : 'failed');
}

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const { status } = spawnSync(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...env },
  });
  return status === 0;
}

function count(name: string, outcome: 'passed' | 'failed'): void {
  tally[outcome] += 1;
  if (outcome === 'failed') failures.push(`${name} (static check)`);
  process.stdout.write(`${outcome === 'passed' ? 'ok  ' : 'FAIL'} ${name}\n`);
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    startTime: number;
    endTime: number;
    message?: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[];
  }[];
}

function vitest(): void {
  const output = join(results, 'vitest.json');
  const passed = run('node_modules/vitest/vitest.mjs', [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${output}`,
  ]);
  const report = read(output) as VitestReport | null;
  for (const file of report?.testResults ?? []) {
    files.push({ name: relative(ROOT, file.name), seconds: (file.endTime - file.startTime) / 1000 });
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName, failureMessages } of failed) fails(file.name, fullName, (failureMessages ?? []).join('\n'));
    if (file.status === 'failed' && failed.length === 0) fails(file.name, 'the file as a whole', file.message ?? '');
  }
  add(
    'vitest',
    passed,
    report && {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests + report.numTodoTests,
    },
  );
}

interface PlaywrightSuite {
  file: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean; tests: { results: { duration: number; errors: { message?: string }[] }[] }[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
}

function failedJourneys(suite: PlaywrightSuite): void {
  for (const { title, ok, tests } of suite.specs) {
    const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
    if (!ok || errors.length > 0) fails(suite.file, title, errors.map(({ message }) => message ?? '').join('\n'));
  }
  for (const inner of suite.suites ?? []) failedJourneys(inner);
}

function millisecondsOf({ specs, suites = [] }: PlaywrightSuite): number {
  const own = specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.map(({ duration }) => duration)));
  return [...own, ...suites.map(millisecondsOf)].reduce((sum, some) => sum + some, 0);
}

/** Keeps the name and the head of a failure; the whole of it stands where it happened. */
function fails(file: string, title: string, message: string): void {
  const head = message.split('\n').slice(0, 25).join('\n  ').slice(0, 2000);
  failures.push(`${relative(ROOT, resolve(ROOT, file))}: ${title}\n  ${head}`);
}

function browser(): void {
  const output = join(results, 'playwright.json');
  const passed = run(
    'node_modules/@playwright/test/cli.js',
    ['test', '--config', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: output },
  );
  const report = read(output) as PlaywrightReport | null;
  for (const suite of report?.suites ?? []) {
    failedJourneys(suite);
    files.push({ name: `test/e2e/${suite.file}`, seconds: millisecondsOf(suite) / 1000 });
  }
  add(
    'journeys',
    passed,
    report && {
      passed: report.stats.expected,
      failed: report.stats.unexpected + report.stats.flaky,
      skipped: report.stats.skipped,
    },
  );
}

/** A runner that ended badly without a report of a failed test has failed all the same. */
function add(name: string, passed: boolean, report: Tally | null): void {
  if (!passed && !report?.failed) failures.push(`${name} ended badly without a failed test: see its own output`);
  tally.passed += report?.passed ?? 0;
  tally.skipped += report?.skipped ?? 0;
  tally.failed += Math.max(report?.failed ?? 0, passed && report ? 0 : 1);
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
