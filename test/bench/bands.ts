import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { newId } from '../../main/app/system.ts';
import type { SqlConnection } from '../../main/data/connection.ts';
import { bandLimits } from '../../main/domain/band.ts';
import { addDays, type Day } from '../../main/domain/day.ts';
import { vaultCatalogue } from '../../main/features/catalogue/catalogue.store.ts';
import { rebuildListing, recomputeListing } from '../../main/features/device/listing.ts';
import { devicesFile, seeded, surroundings } from './files.ts';
import { compare, type Line, line, type Times } from './measure.ts';
import { RawDatabase } from './raw-driver.ts';
import { BenchVault } from './vault.ts';

/** Where the three parts of a device are recorded. */
type Mix = 'shared' | 'own';
const MIXES: Readonly<Record<Mix, string>> = {
  shared: '3 parts each, of the model for half of the devices, four builds of a model for the others',
  own: '3 parts of its own each, drawn at random',
};

type Part = readonly [kind: string, label: string, edition: string | null, endOn: string | null];
const SYSTEMS: readonly Part[] = [
  ['operating_system', 'Windows 10', 'Enterprise LTSC 2019', null],
  ['operating_system', 'Windows 10 22H2', 'Enterprise', null],
  ['operating_system', 'Windows 10 IoT Enterprise LTSC 2021', null, null],
  ['operating_system', 'Windows Server 2016', null, null],
  ['operating_system', 'Windows 7', 'Embedded Standard', null],
  ['operating_system', 'Ubuntu 22.04 LTS', null, null],
  ['operating_system', 'VxWorks 7', null, null],
];
const DATABASES: readonly Part[] = [
  ['database', 'SQL Server 2016', null, null],
  ['database', 'SQL Server 2022', null, null],
  ['database', 'PostgreSQL 16', null, null],
];
const OTHERS: readonly Part[] = [
  ['runtime', '.NET 8', null, null],
  ['library', 'OpenSSL 3.0', null, null],
  ['firmware', 'Board firmware', null, '2029-12-31'],
  ['firmware', 'Board firmware', null, '2033-12-31'],
];

/**
 * All bands of a register in which every device has three components, beside one query of the raw driver for the same bands:
 * on a new day, when something changed that all devices share, and from the rows of every single device.
 */
export async function measureBands(folder: string, devices: number, today: Day, rounds: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const mix of ['shared', 'own'] as const) {
    const place = join(folder, `bands-${mix}`);
    mkdirSync(place);
    const vault = await filled(place, devices, today, mix);
    const raw = new RawDatabase(join(place, 'raw.db'));
    try {
      const counts = await prepareRaw(vault, raw);
      await requireSameBands(vault, raw.sql, today);
      const newDay = await compare(
        () => {
          vault.today = addDays(vault.today, 1);
          return vault.app.client.device.list({ limit: 1 });
        },
        () => bandsOf(raw.sql, vault.today),
        { rounds },
      );
      await requireSameBands(vault, raw.sql, vault.today);
      const what = `${MIXES[mix]} (${counts.components.toLocaleString('en')} components, ${counts.states.toLocaleString('en')} different devices)`;
      lines.push(line(devices, `all bands on a new day: ${what}`, newDay));
      const again = await vault.inside((sql) => compute(sql, vault.today, raw.sql, rounds));
      lines.push(
        line(devices, 'the same, each of the different devices computed anew, as after a new catalogue', again.shared),
      );
      lines.push(line(devices, 'the same, from the rows of every single device', again.all));
    } finally {
      raw.remove();
      await vault.remove();
    }
  }
  return lines;
}

async function compute(sql: SqlConnection, today: Day, raw: Database.Database, rounds: number) {
  const measure = (work: () => Promise<void>): Promise<Times> =>
    compare(
      async () => {
        sql.exec('BEGIN IMMEDIATE');
        await work();
        sql.exec('COMMIT');
      },
      () => bandsOf(raw, today),
      { rounds },
    );
  return {
    shared: await measure(() => recomputeListing(sql, today)),
    all: await measure(() => rebuildListing(sql, null, today)),
  };
}

async function filled(folder: string, devices: number, today: Day, mix: Mix): Promise<BenchVault> {
  const vault = new BenchVault(join(folder, 'vault'), today);
  await vault.create();
  const before = surroundings();
  for (const noun of ['models', 'milestones', 'contracts'] as const) await vault.import(noun, before[noun]);
  await vault.import('devices', devicesFile(devices));
  await vault.inside(async (sql) => {
    sql.exec('BEGIN IMMEDIATE');
    giveParts(sql, mix);
    await rebuildListing(sql, null, today);
    sql.exec('COMMIT');
  });
  return vault;
}

/** Takes away what the file brought and records three parts for each device. */
function giveParts(sql: SqlConnection, mix: Mix): void {
  sql.exec('DELETE FROM "Component"');
  const at = '2026-06-15T08:00:00.000Z';
  const insert = sql.prepare(
    `INSERT INTO "Component" ("id", "modelId", "deviceId", "kind", "label", "edition", "endOn", "endPrecision", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, '${at}', 'bench', '${at}', 'bench')`,
  );
  const random = seeded(11);
  const pick = (parts: readonly Part[]): Part => {
    const found = parts[Math.floor(random() * parts.length)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  };
  const build = () => [pick(SYSTEMS), pick(DATABASES), pick(OTHERS)] as const;
  const record = (modelId: string | null, deviceId: string | null, parts: readonly Part[]) => {
    for (const [kind, label, edition, endOn] of parts)
      insert.run(newId(), modelId, deviceId, kind, label, edition, endOn, endOn && 'day');
  };
  const models = sql.prepare<[], string>('SELECT "id" FROM "DeviceModel" ORDER BY "id"').pluck().all();
  const builds = new Map(models.map((id) => [id, [build(), build(), build(), build()]]));
  const ofModel = new Set(mix === 'shared' ? models.filter((_id, index) => index % 2 === 0) : []);
  for (const id of ofModel) record(id, null, builds.get(id)?.[0] ?? []);
  const all = sql.prepare<[], { id: string; modelId: string }>('SELECT "id", "modelId" FROM "Device" ORDER BY rowid');
  for (const { id, modelId } of all.all()) {
    if (ofModel.has(modelId)) continue;
    record(null, id, mix === 'own' ? build() : (builds.get(modelId)?.[Math.floor(random() * 4)] ?? []));
  }
}

/** Copies the rows, and writes down beside them what the catalogue says of each name: looking names up is no question for SQL. */
async function prepareRaw(vault: BenchVault, raw: RawDatabase): Promise<{ components: number; states: number }> {
  const rows = await vault.rows();
  raw.fillBefore(rows);
  raw.insertDevices(rows);
  return vault.inside((sql) => {
    const catalogue = vaultCatalogue(sql);
    raw.sql.exec(
      'CREATE TABLE "NameEnd" ("label" TEXT, "edition" TEXT, "ended" INTEGER, "unknown" INTEGER, "on" TEXT, PRIMARY KEY ("label", "edition")) WITHOUT ROWID',
    );
    const insert = raw.sql.prepare('INSERT INTO "NameEnd" VALUES (?, ?, ?, ?, ?)');
    const names = raw.sql
      .prepare<[], { label: string; edition: string }>(
        `SELECT DISTINCT "label", coalesce("edition", '') AS "edition" FROM "Component"`,
      )
      .all();
    for (const { label, edition } of names) {
      const match = catalogue.identify({ name: label, edition: edition || null, releaseKey: null });
      const end = match.kind === 'release' ? match.release.securityEnd : 'open';
      const on = match.kind === 'ambiguous' ? match.latestEnd : end === 'open' || end === 'ended' ? null : end;
      insert.run(label, edition, end === 'ended' ? 1 : 0, end === 'open' ? 1 : 0, on);
    }
    const count = (from: SqlConnection, table: string) =>
      Number(from.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().safeIntegers(false).get());
    return { components: count(sql, 'Component'), states: count(sql, 'ListingState') };
  });
}

/**
 * The bands of all devices in one query, as somebody would write it who knows this register: its dates are whole days, no
 * version or device has dates of its own, nobody made a statement, every contract and warranty has begun.
 */
function bandsSql(today: Day): string {
  const bands = bandLimits(today).map(({ band, until }) => `WHEN "first" <= '${until}' THEN '${band}'`);
  const parts = (c: string) =>
    `max(coalesce(${c}."endOn" IS NULL AND n."ended", 0)) AS "ended", max(coalesce(${c}."endOn" IS NULL AND n."unknown", 0)) AS "unknown", min(coalesce(${c}."endOn", n."on")) AS "first"`;
  const name = (c: string) => `"NameEnd" n ON n."label" = ${c}."label" AND n."edition" = coalesce(${c}."edition", '')`;
  return `
    WITH own AS (SELECT c."deviceId" AS "id", ${parts('c')} FROM "Component" c JOIN ${name('c')}
        WHERE c."deviceId" IS NOT NULL AND c."securityRelevant" GROUP BY 1),
      shared AS (SELECT d."id", ${parts('c')} FROM "Device" d JOIN "Component" c ON c."modelId" = d."modelId" JOIN ${name('c')}
        WHERE c."securityRelevant" AND NOT EXISTS (SELECT 1 FROM "Component" o WHERE o."deviceId" = d."id" AND o."kind" = c."kind"
          AND (o."kind" = 'operating_system' OR lower(o."label") = lower(c."label"))) GROUP BY 1),
      ends AS (SELECT "modelId" AS "id", max("id"), "onDay" AS "on" FROM "Milestone" WHERE "kind" = 'end_of_support' GROUP BY 1),
      lines AS (SELECT l."deviceId" AS "id", max(CASE c."renewal" WHEN 'tacit' THEN '9999' ELSE c."endsOn" END) AS "on"
        FROM "ContractLine" l JOIN "Contract" c ON c."id" = l."contractId" WHERE c."includesSecurityUpdates" = 'yes' GROUP BY 1),
      terms AS (SELECT d."id", d."status" IN ('retired', 'disposed') AS "out",
        max(coalesce(own."ended", 0), coalesce(shared."ended", 0)) AS "ended",
        max(ends."on" IS NULL, coalesce(own."unknown", 0), coalesce(shared."unknown", 0)) AS "unknown",
        min(coalesce(ends."on", '9999'), coalesce(own."first", '9999'), coalesce(shared."first", '9999'),
          CASE WHEN m."updatesNeedContract" <> 'yes' THEN '9999'
            WHEN max(coalesce(lines."on", ''), coalesce(d."warrantyEndsOn", '')) >= '${today}' THEN max(coalesce(lines."on", ''), coalesce(d."warrantyEndsOn", ''))
            ELSE '${addDays(today, -1)}' END) AS "first"
        FROM "Device" d JOIN "DeviceModel" m ON m."id" = d."modelId" LEFT JOIN ends ON ends."id" = m."id"
          LEFT JOIN own ON own."id" = d."id" LEFT JOIN shared ON shared."id" = d."id" LEFT JOIN lines ON lines."id" = d."id")
    SELECT "id", CASE WHEN "out" THEN 'not_tracked' WHEN "ended" OR "first" < '${today}' THEN 'unsupported' WHEN "unknown" THEN 'unknown'
      ${bands.join(' ')} ELSE 'supported' END AS "band" FROM terms`;
}

function bandsOf(raw: Database.Database, today: Day): unknown {
  return raw.prepare(`SELECT "band", count(*) FROM (${bandsSql(today)}) GROUP BY 1`).all();
}

/** @throws Error when the program and the query do not say the same of every device */
async function requireSameBands(vault: BenchVault, raw: Database.Database, today: Day): Promise<void> {
  const rows = raw.prepare<[], { id: string; band: string }>(bandsSql(today)).all();
  const bands = new Map(rows.map(({ id, band }) => [id, band]));
  const report = await vault.app.client.support.report({});
  const other = report.rows.find(({ deviceId, band }) => bands.get(deviceId) !== band);
  if (other || report.rows.length !== rows.length)
    throw new Error(`another band: ${other?.assetTag} ${other?.band}, ${bands.get(other?.deviceId ?? '')}`);
}
