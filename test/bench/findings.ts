import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { startProgram } from '../../main/app/program.ts';
import type { SqlConnection } from '../../main/data/connection.ts';
import type { Day } from '../../main/domain/day.ts';
import { csafFile, exploitedFile } from '../support/advisories.ts';
import { cycloneDx } from '../support/sbom.ts';
import { clientOf, PASSPHRASE } from './client.ts';
import { devicesFile, seeded, surroundings } from './files.ts';
import { type Line, line, type Times, timed } from './measure.ts';
import { openRaw } from './raw-driver.ts';
import { BenchVault } from './vault.ts';

const ADVISORIES = 44;
/** Products that 44 advisories of an agency name together, as many as in its own files. */
const PRODUCTS_EACH = 20;
const EXPLOITED = 1_404;
const PARTS = 900;
/** What a matching run fills, in the order in which references allow. */
const TABLES = [
  'Component',
  'Document',
  'Advisory',
  'AdvisoryProduct',
  'AdvisoryVulnerability',
  'AdvisoryStatus',
  'KevEntry',
  'Finding',
] as const;

/**
 * 44 advisories, 1,404 exploited vulnerabilities and a bill of 900 parts taken in and matched against a register: the whole of it, and how
 * long another call waits meanwhile. Beside it the raw driver writes the same rows.
 */
export async function measureFindings(folder: string, devices: number, today: Day, rounds: number): Promise<Line[]> {
  const [all, waits, inWorker]: Times[] = [0, 1, 2].map(() => ({ program: [], raw: [] }));
  if (!all || !waits || !inWorker) throw new Error('three kinds of times');
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const place = join(folder, `findings-${round}`);
    mkdirSync(place);
    const vault = new BenchVault(join(place, 'vault'), today);
    try {
      await vault.create();
      const before = surroundings();
      await vault.import('models', before.models);
      await vault.import('devices', devicesFile(devices));
      const had = await vault.inside((sql) => rowsOf(sql, 0));
      let running = true;
      const waiting = watch(
        () => vault.app.client.vault.status(),
        () => running,
      );
      all.program.push(await timed(() => takeIn(vault)));
      running = false;
      waits.program.push(await waiting);
      found = (await vault.app.client.finding.counts()).proposed;
      if (found === 0) throw new Error('nothing was matched');
      const rows = await vault.inside((sql) => rowsOf(sql, had.get('Component')?.values.length ?? 0));
      all.raw.push(await rawWrite(join(place, 'raw.db'), rows));
    } finally {
      await vault.remove();
    }
  }
  inWorker.program.push(await waitThroughWorker(folder, devices, today));
  const what = `${ADVISORIES} advisories, ${EXPLOITED.toLocaleString('en')} exploited vulnerabilities, a bill of ${PARTS} parts: taken in and matched`;
  return [
    line(devices, `${what}, ${found} proposals (raw: the same rows)`, all),
    line(devices, 'longest wait of another call in the same thread meanwhile', waits),
    line(devices, 'longest wait of the first page through the worker meanwhile', inWorker),
  ];
}

async function takeIn({ app }: BenchVault): Promise<void> {
  await app.client.imports.sbom(billOf(app.files.take('bill.json', billBytes())));
  const files = sources().map(({ fileName, text }) => ({
    uploadId: app.files.take(fileName, new TextEncoder().encode(text)),
    fileName,
  }));
  const { files: taken } = await app.client.imports.advisories({ files });
  if (taken.some(({ outcome }) => outcome !== 'created')) throw new Error('a file was refused');
}

function billOf(uploadId: string) {
  const model = { manufacturer: 'Norvia Medical', name: 'Infuse 100 Plus' };
  return { uploadId, fileName: 'bill.json', model, softwareVersion: null, productDates: false };
}

function billBytes(): Uint8Array {
  const parts = Array.from({ length: PARTS }, (_, index) =>
    index % 100 === 0
      ? { name: ['log4j-core', 'openssl', 'tomcat'][(index / 100) % 3] ?? '', version: `2.${index}` }
      : { name: `library-${index}`, version: `1.${index}.0`, purl: `pkg:npm/library-${index}@1.${index}.0` },
  );
  return new TextEncoder().encode(cycloneDx('1.5', parts));
}

/** Files as an agency publishes them: some of the products are those of the register, most are not. */
function sources(): { fileName: string; text: string }[] {
  const random = seeded(44);
  const families = ['Infuse', 'Scan', 'Guard', 'Assay', 'Breathe'];
  const makers = ['Norvia Medical', 'ACME IMAGING', 'Pulse Line', 'Labtron GmbH', 'Helion', 'Someone Else'];
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const advisories = Array.from({ length: ADVISORIES }, (_, at) => ({
    fileName: `advisory-${at}.json`,
    text: csafFile(
      Array.from({ length: PRODUCTS_EACH }, () => ({
        vendor: pick(makers) ?? '',
        product: `${pick(families)} ${100 + 20 * Math.floor(random() * 70)}`,
        range: pick(['vers:all/*', '< 3.1', '<= 2.x', '>= 1.2 | < 2.1', '< july 1 2017']) ?? '',
      })),
      {
        id: `ICSMA-24-${String(at).padStart(3, '0')}-01`,
        cves: [`CVE-2031-${20_000 + at}`, `CVE-2031-${30_000 + at}`],
      },
    ),
  }));
  const products = ['Windows', 'Office', 'Kernel', 'Log4j2', 'Tomcat', 'OpenSSL', 'Multiple Products'];
  const vendors = ['Microsoft', 'Microsoft', 'Linux', 'Apache', 'Apache', 'OpenSSL', 'Apple'];
  const entries = Array.from({ length: EXPLOITED }, (_, at) => ({
    cve: `CVE-2030-${10_000 + at}`,
    vendor: at % 3 === 0 ? (vendors[at % vendors.length] ?? '') : `Maker ${at % 300}`,
    product: at % 3 === 0 ? (products[at % products.length] ?? '') : `Product ${at % 590}`,
    addedOn: `202${at % 6}-0${1 + (at % 9)}-1${at % 10}`,
  }));
  return [...advisories, { fileName: 'exploited.json', text: exploitedFile(entries) }];
}

/** How long a call has to wait at the longest while something else runs. */
async function watch(call: () => Promise<unknown>, running: () => boolean): Promise<number> {
  let longest = 0;
  while (running()) {
    longest = Math.max(longest, await timed(call));
    longest = Math.max(longest, await timed(() => setImmediate()));
  }
  return longest;
}

/** The same in the thread in which the program works for a window: what somebody notices who turns the pages of the register. */
async function waitThroughWorker(folder: string, devices: number, today: Day): Promise<number> {
  const place = join(folder, 'findings-worker');
  mkdirSync(place);
  const vault = new BenchVault(join(place, 'vault'), today);
  await vault.create();
  await vault.import('models', surroundings().models);
  await vault.import('devices', devicesFile(devices));
  await vault.app.close();
  const program = startProgram({
    vaultFolder: vault.folder,
    sampleFolder: join(place, 'sample'),
    version: '0.0.0',
    today,
  });
  try {
    const client = clientOf((request) => program.fetch(request));
    await client.vault.unlock({ passphrase: PASSPHRASE });
    await client.device.list({});
    const upload = async (name: string, body: BodyInit) => {
      const request = new Request('http://bench.invalid/files', {
        method: 'POST',
        body,
        headers: { 'x-file-name': encodeURIComponent(name), 'x-medsteward': 'window' },
      });
      const answer = (await (await program.fetch(request)).json()) as { uploadId: string };
      return { uploadId: answer.uploadId, fileName: name };
    };
    const files = [];
    for (const { fileName, text } of sources()) files.push(await upload(fileName, text));
    let running = true;
    const waiting = watch(
      () => client.device.list({}),
      () => running,
    );
    await client.imports.advisories({ files });
    running = false;
    return await waiting;
  } finally {
    await program.close();
  }
}

type Value = string | number | null;
interface TableRows {
  readonly create: readonly string[];
  readonly insert: string;
  readonly values: readonly Value[][];
}

/** The rows that a run wrote, with the tables they stand in; of components those after the first `known`. */
function rowsOf(sql: SqlConnection, known: number): ReadonlyMap<string, TableRows> {
  return new Map(
    TABLES.map((name) => {
      const select = sql.prepare<[], Value[]>(`SELECT * FROM "${name}" ORDER BY rowid`).raw().safeIntegers(false);
      const columns = select.columns().map((column) => `"${column.name}"`);
      const insert = `INSERT INTO "${name}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
      const create = sql
        .prepare<[string], string>(
          'SELECT "sql" FROM sqlite_master WHERE "tbl_name" = ? AND "sql" IS NOT NULL ORDER BY "type" DESC',
        )
        .pluck()
        .all(name) as unknown as string[];
      const all = select.all();
      return [name, { create, insert, values: name === 'Component' ? all.slice(known) : all }];
    }),
  );
}

async function rawWrite(path: string, tables: ReadonlyMap<string, TableRows>): Promise<number> {
  const sql = openRaw(path);
  sql.pragma('foreign_keys = OFF');
  for (const { create } of tables.values()) for (const text of create) sql.exec(text);
  const time = await timed(() =>
    sql.transaction(() => {
      for (const { insert, values } of tables.values()) {
        const statement = sql.prepare<Value[]>(insert);
        for (const row of values) statement.run(...row);
      }
    })(),
  );
  sql.close();
  return time;
}
