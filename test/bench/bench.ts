/**
 * How fast the program is, beside the raw driver on a file that is not encrypted: `npm run bench -- [devices...] [--only imports|bands|findings|comparison]`.
 *
 * Both run in turn in the same process, so that the ratio says something on any computer. Nothing is asserted: times depend on
 * the computer, and a table that people read beats a test that fails at night.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startProgram } from '../../main/app/program.ts';
import { day } from '../../main/domain/day.ts';
import { OUTLOOK_MONTHS, outlookDays } from '../../main/domain/outlook.ts';
import { PLAN_YEARS } from '../../main/domain/plan-settings.ts';
import { build } from '../../main/scripts/build.ts';
import { measureBands } from './bands.ts';
import { clientOf, PASSPHRASE } from './client.ts';
import { measureComparison } from './comparison.ts';
import { devicesFile, TYPED } from './files.ts';
import { measureFindings } from './findings.ts';
import { emptyVault, measureImports } from './imports.ts';
import { compare, type Line, line, quantile, type Times, table, timed } from './measure.ts';
import {
  asTyped,
  FEW_HITS,
  FIRST_PAGE,
  outlookSql,
  type PageQuestion,
  pageQuestions,
  pageSql,
  planSql,
  SEARCHED_PAGE,
  WHOLE_REPORT,
} from './questions.ts';
import { openRaw, RawDatabase, type Rows } from './raw-driver.ts';
import type { BenchVault } from './vault.ts';

/** The day on which everything is computed; a fixed one, so that every run asks the same. */
const TODAY = day('2026-06-15');
const FORMATS = ['json', 'csv', 'xlsx', 'pdf', 'docx'] as const;

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
const sizes = positionals.map(Number);
const folder = mkdtempSync(join(tmpdir(), 'medsteward-bench-'));
const lines: Line[] = [];
try {
  for (const devices of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
    process.stderr.write(`bench: ${devices} devices\n`);
    const rounds = devices >= 100_000 ? 3 : 5;
    const wanted = (part: string) => options.only === undefined || options.only === part;
    if (options.only === undefined) lines.push(...(await measure(devices, rounds)));
    if (wanted('imports')) lines.push(...(await measureImports(folder, devices, TODAY, rounds)));
    if (wanted('bands')) lines.push(...(await measureBands(folder, devices, TODAY, rounds)));
    if (wanted('findings')) lines.push(...(await measureFindings(folder, devices, TODAY, Math.min(rounds, 3))));
  }
  if (options.only === undefined || options.only === 'comparison')
    lines.push(...(await measureComparison(folder, TODAY)));
  process.stdout.write(`${table(lines)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(devices: number, rounds: number): Promise<Line[]> {
  const file = devicesFile(devices);
  const { vault, rows } = await filledVault(file);
  const raw = new RawDatabase(join(folder, 'raw.db'));
  raw.fillBefore(rows);
  raw.insertDevices(rows);
  raw.fillRest(rows);
  try {
    const result = [
      line(devices, 'unlock (the raw driver opens a file without a key)', await measureUnlock(vault, rounds)),
      line(devices, 'first page of the register', await measurePage(vault, raw, FIRST_PAGE, 100)),
      ...(await measurePages(vault, raw, devices)),
      line(devices, 'search everywhere, letter by letter', await measureSearch(vault, raw, 'everywhere'), true),
      line(devices, 'search in the register, letter by letter', await measureSearch(vault, raw, 'register'), true),
      line(devices, 'support report over all devices', await measureReport(vault, raw, rounds)),
      line(devices, 'outlook of 36 months (raw: three questions a month)', await measureOutlook(vault, raw, rounds)),
      line(devices, 'first screen: what needs a decision', await measureToday(vault, rounds)),
      line(
        devices,
        'replacement plan of ten years (raw: its lines and sums alone)',
        await measurePlan(vault, raw, rounds),
      ),
      ...(await measureChecklist(vault, rounds)).map(([format, times]) =>
        line(devices, `export of a checklist as ${format}`, times),
      ),
    ];
    await vault.app.close();
    result.push(...(await measureWorker(vault.folder, raw, devices)));
    return [...result, ...(await measureMemory(file, devices))];
  } finally {
    raw.remove();
    await vault.remove();
  }
}

async function filledVault(file: Uint8Array): Promise<{ vault: BenchVault; rows: Rows }> {
  const vault = await emptyVault(join(folder, 'vault'), TODAY);
  await vault.import('devices', file);
  const { client } = vault.app;
  const [template] = await client.checklist.templates();
  if (!template) throw new Error('no checklist template');
  const { id } = await client.checklist.create({
    templateId: template.id,
    title: 'Bench',
    vendor: 'Norvia Medical',
    model: 'Infuse 100 Plus',
  });
  const { controls } = await client.checklist.get({ id });
  const answers = controls
    .filter(({ answerType }) => answerType.startsWith('yes'))
    .map(({ code }, index) => ({
      control: code,
      answer: index % 3 === 0 ? 'no' : 'yes',
      remark: index % 4 === 0 ? 'Written in the offer, section 4.2, and confirmed by the vendor in the meeting.' : null,
      evidence: null,
    }));
  await client.checklist.answerAll({ id, answers });
  return { vault, rows: await vault.rows() };
}

async function measureUnlock(vault: BenchVault, rounds: number): Promise<Times> {
  const { client } = vault.app;
  return compare(
    async () => {
      await client.vault.lock();
      return client.vault.unlock({ passphrase: PASSPHRASE });
    },
    () => {
      const sql = openRaw(join(folder, 'raw.db'));
      sql.prepare('SELECT count(*) FROM sqlite_master').get();
      sql.close();
    },
    { rounds },
  );
}

function rawPage({ sql }: RawDatabase, question: PageQuestion): () => unknown {
  const { count, page } = pageSql(question);
  const [counting, paging] = [sql.prepare(count), sql.prepare(page)];
  return () => [counting.get(), paging.all()];
}

function measurePage(vault: BenchVault, raw: RawDatabase, question: PageQuestion, rounds: number): Promise<Times> {
  const { list } = vault.app.client.device;
  return compare(() => list(question.input), rawPage(raw, question), { rounds, warmUp: 5 });
}

/** Of the sorted and filtered pages, the slowest and the one that is furthest from the raw driver. */
async function measurePages(vault: BenchVault, raw: RawDatabase, devices: number): Promise<Line[]> {
  const measured: { readonly name: string; readonly times: Times }[] = [];
  for (const question of pageQuestions(devices, TODAY)) {
    measured.push({ name: question.name, times: await measurePage(vault, raw, question, 15) });
  }
  const by = (rank: (times: Times) => number) => [...measured].sort((a, b) => rank(b.times) - rank(a.times))[0];
  const slowest = by(({ program }) => quantile(program));
  const furthest = by((times) => quantile(times.program) / quantile(times.raw));
  const of = `of ${measured.length} sorted and filtered pages`;
  return [
    ...(slowest ? [line(devices, `slowest ${of}: ${slowest.name}`, slowest.times)] : []),
    ...(furthest ? [line(devices, `furthest from raw ${of}: ${furthest.name}`, furthest.times)] : []),
  ];
}

async function measureSearch(vault: BenchVault, raw: RawDatabase, where: 'everywhere' | 'register'): Promise<Times> {
  const { client } = vault.app;
  const few = raw.sql.prepare<[string]>(FEW_HITS);
  const [count, page] = [raw.sql.prepare<[string]>(SEARCHED_PAGE.count), raw.sql.prepare<[string]>(SEARCHED_PAGE.page)];
  const times: Times = { program: [], raw: [] };
  await client.device.list({ filter: { search: 'warm' } });
  await client.program.search({ text: 'warm' });
  for (const { text, query } of asTyped(TYPED)) {
    const own = () =>
      where === 'everywhere' ? client.program.search({ text }) : client.device.list({ filter: { search: text } });
    const other = () => (where === 'everywhere' ? few.all(query) : [count.get(query), page.all(query)]);
    times.program.push(await timed(own));
    times.raw.push(await timed(other));
  }
  return times;
}

function measureReport(vault: BenchVault, raw: RawDatabase, rounds: number): Promise<Times> {
  const statement = raw.sql.prepare(WHOLE_REPORT);
  return compare(
    () => vault.app.client.support.report({}),
    () => statement.all(),
    { rounds },
  );
}

/** The fleet by band, and what is without support by department and reason, today and at the end of each of 36 months. */
function measureOutlook(vault: BenchVault, raw: RawDatabase, rounds: number): Promise<Times> {
  const questions = outlookDays(TODAY, OUTLOOK_MONTHS).flatMap((on) =>
    outlookSql(on).map((sql) => raw.sql.prepare(sql)),
  );
  return compare(
    () => vault.app.client.support.outlook({}),
    () => questions.map((question) => question.all()),
    { rounds },
  );
}

function measureToday(vault: BenchVault, rounds: number): Promise<Times> {
  return compare(() => Promise.all([vault.app.client.support.today(), vault.app.client.alert.list({})]), null, {
    rounds,
  });
}

/** The plan is made anew each time; nothing of it is kept. */
function measurePlan(vault: BenchVault, raw: RawDatabase, rounds: number): Promise<Times> {
  const statement = raw.sql.prepare(planSql(TODAY, PLAN_YEARS.most));
  return compare(
    () => vault.app.client.plan.get({ years: PLAN_YEARS.most }),
    () => statement.all(),
    { rounds },
  );
}

async function measureChecklist(vault: BenchVault, rounds: number): Promise<[string, Times][]> {
  const { client } = vault.app;
  const [assessment] = await client.checklist.list();
  if (!assessment) throw new Error('no checklist');
  const result: [string, Times][] = [];
  for (const format of FORMATS) {
    const times = await compare(() => client.exports.checklist({ format, assessmentId: assessment.id }), null, {
      rounds,
    });
    result.push([format, times]);
  }
  return result;
}

/** The whole way of a click: a request to the worker thread, and its answer read. */
async function measureWorker(vaultFolder: string, raw: RawDatabase, devices: number): Promise<Line[]> {
  const program = startProgram({ vaultFolder, sampleFolder: join(folder, 'sample'), version: '0.0.0', today: TODAY });
  try {
    const client = clientOf((request) => program.fetch(request));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    await client.device.list({});
    const page = await compare(() => client.device.list({}), rawPage(raw, FIRST_PAGE), { rounds: 50, warmUp: 5 });
    const searched: Times = { program: [], raw: [] };
    for (const { text } of asTyped(TYPED)) searched.program.push(await timed(() => client.program.search({ text })));
    return [
      line(devices, 'first page through the worker and its wire', page),
      line(devices, 'search everywhere through the worker and its wire', searched, true),
    ];
  } finally {
    await program.close();
  }
}

async function measureMemory(file: Uint8Array, devices: number): Promise<Line[]> {
  await build(['client', 'window', 'program']);
  const path = join(folder, 'devices.csv');
  writeFileSync(path, file);
  const text = execFileSync(process.execPath, [join(import.meta.dirname, 'memory.ts'), folder, path, TODAY], {
    encoding: 'utf8',
  });
  rmSync(join(folder, 'memory'), { recursive: true, force: true });
  const found = JSON.parse(text) as Readonly<Record<'idle' | 'importing' | 'imported' | 'rested' | 'highest', number>>;
  const figure = (what: string, bytes: number): Line => ({
    devices,
    what: `memory of the process, ${what}`,
    median: `${Math.round(bytes / 1e6)} MB`,
    p95: '',
    raw: '',
    ratio: '',
  });
  return [
    figure('with an empty vault', found.idle),
    figure('at the highest while a file is looked at and taken in', found.importing),
    figure('right after the import', found.imported),
    figure('ten seconds after searches and reports', found.rested),
    figure('at the highest', found.highest),
  ];
}
