import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { SqlConnection } from '../../main/data/connection.ts';
import { addDays, type Day, day } from '../../main/domain/day.ts';
import { MILESTONES } from '../../main/domain/model.ts';
import { columnsOf, type FolderColumn } from '../../main/features/folder/columns.ts';
import { FOLDER_TABLES } from '../../main/features/folder/tables.ts';
import { VOCABULARIES } from '../../main/features/folder/vocabulary.ts';

type Value = string | number | null;
type Row = Record<string, Value>;

/** Texts that files, sheets and languages stumble over. */
const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    '',
    ' ',
    '=1+1',
    "'=x",
    '\u0000',
    'a\nb\r\n\tc',
    '\u202eevil',
    '"quoted"',
    '[',
    '],',
    '{}',
    '𝔘𝔫𝔦',
    '\\',
    '\u2028',
    '-1',
    '0',
    'null',
  ),
);
const anyDay: fc.Arbitrary<Day> = fc.oneof(
  fc.constantFrom(day('1900-01-01'), day('2199-12-31'), day('2024-02-29')),
  fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('2000-01-01'), days)),
);
const anyInstant = fc.constantFrom('2026-11-21T10:00:00.000Z', '1999-12-31T23:59:59Z', '2026-03-29T02:30:00+01:00');
const anyAmount = fc.constantFrom('0.00', '2350.00', '-12.50', '999999999.99', '0.01');
const anyId = fc.uuid({ version: 7 }).map((id) => `01${id.slice(2)}`);

const REASONS = [{ code: 'name', relation: 'same', theirs: '=1', ours: "o'" }, { code: 'no_longer_named' }];
/** What the JSON columns hold, as the program would write it. */
const JSON_VALUES: Readonly<Record<string, unknown>> = {
  'Commitment.stopClock': ['regulator'],
  'ClauseVersion.commitments': [],
  'Advisory.revisions': [
    { version: '1', currentReleaseAt: null, documentId: 'x', sha256: 'y', replacedOn: '2026-01-01', changes: [] },
  ],
  'Advisory.details': {
    notes: [{ category: 'a', title: null, text: '<b>' }],
    references: [],
    acknowledgements: ['x'],
    history: [],
  },
  'AdvisoryProduct.identifiers': { purls: ['pkg:a/b'] },
  'AdvisoryProduct.related': ['CSAFPID-1'],
  'AdvisoryVulnerability.remediations': [{ category: 'mitigation', details: 'd', on: null, url: null, productIds: [] }],
  'AdvisoryVulnerability.statements': [{ kind: 'threat', category: 'c', text: null, productIds: [] }],
  'Finding.reasons': REASONS,
  'ChecklistControl.details': {
    evidenceHints: ['h'],
    redFlag: { answers: ['no'], rule: 'r', threshold: null },
    seeds: [],
    mds2: { 'SAHD-1': 'yes' },
    references: [],
  },
  'Assessment.applicability': {},
  'Mds2Statement.findings': [],
  'VendorForm.findings': ['returned_late'],
  'ProcurementCase.weights': { price: 3 },
  'ProcurementMove.gates': [],
  'RiskException.controls': ['PM-02'],
  'PlanScenario.settings': { fromYear: null, years: null, inflation: null, weights: null, yearlyBudget: '1.00' },
  'AlertHandling.facts': { name: 'n', decidedBy: null, decidedOn: null, facts: [] },
  'Publication.options': { within: null, groupBy: null, filter: null },
  'ImportChange.before': { name: '=x', revision: 1 },
  'ImportProfile.options': { mapping: { a: 'b' } },
  'MergedRecord.moved': [],
  'TrashedRecord.rows': [
    { table: 'Task', rows: [{ id: '01a2038b-2354-701c-ba3e-1872862b04f8', title: 'Old', dueOn: null }] },
  ],
  'CatalogueEdition.content': {
    source: 's',
    licenceNote: 'l',
    commitDate: '2020-01-01',
    kinds: { windows: 'operating_system' },
    releases: [['windows/x', 'Windows', 'Windows X', 'X', null, null, null, null, '2026-01-01', null]],
  },
};

interface ForeignKey {
  readonly from: string;
  readonly table: string;
  readonly to: string;
}

/** A few records for every table that leaves, each as the real tables want it: references met, names different. */
export function generatedRows(sql: SqlConnection, seed: number, count: number): ReadonlyMap<string, readonly Row[]> {
  const ids = new Map<string, readonly string[]>();
  const tables = FOLDER_TABLES.map(({ table }) => table);
  for (const [at, table] of tables.entries()) ids.set(table, fc.sample(anyId, { seed: seed + at, numRuns: count }));
  return new Map(
    tables.map((table, at) => {
      const columns = columnsOf(sql, table);
      const keys = sql.pragma(`foreign_key_list("${table}")`) as ForeignKey[];
      const rows = fc.sample(rowOf(sql, table, columns), { seed: seed + at, numRuns: count });
      return [table, rows.map((row, index) => fitted(table, columns, keys, row, index, ids))];
    }),
  );
}

function rowOf(sql: SqlConnection, table: string, columns: readonly FolderColumn[]): fc.Arbitrary<Row> {
  const uniques = uniqueColumns(sql, table);
  const shapes = Object.fromEntries(
    columns.map((column) => [column.name, cellOf(table, column, uniques.has(column.name))]),
  );
  return fc.record(shapes);
}

/** Columns that have to differ from row to row. */
function uniqueColumns(sql: SqlConnection, table: string): ReadonlySet<string> {
  const indexes = sql.pragma(`index_list("${table}")`) as { name: string; unique: number }[];
  return new Set(
    indexes
      .filter(({ unique }) => unique === 1)
      .flatMap(({ name }) => (sql.pragma(`index_info("${name}")`) as { name: string }[]).map((column) => column.name)),
  );
}

function cellOf(table: string, column: FolderColumn, unique: boolean): fc.Arbitrary<Value> {
  const value = plainValue(table, column);
  if (!column.nullable || unique) return value;
  return fc.option(value, { nil: null, freq: 4 });
}

function plainValue(table: string, { name, kind }: FolderColumn): fc.Arbitrary<Value> {
  switch (kind) {
    case 'id':
      return anyId;
    case 'word':
      return fc.constantFrom(...(VOCABULARIES[table]?.[name] ?? []));
    case 'day':
      return anyDay;
    case 'instant':
      return anyInstant;
    case 'integer':
      return fc.integer({ min: 1, max: 120 });
    case 'boolean':
      return fc.constantFrom(0, 1);
    case 'amount':
      return anyAmount;
    case 'currency':
      return fc.constantFrom('EUR', 'USD');
    case 'sha256':
      return anyText.map((text) => createHash('sha256').update(text).digest('hex'));
    case 'json':
      return fc.constant(JSON.stringify(JSON_VALUES[`${table}.${name}`]));
    case 'person':
      return fc.constant(null);
    case 'text':
      return anyText;
  }
}

/** Makes a generated row one that can stand beside the others. */
function fitted(
  table: string,
  columns: readonly FolderColumn[],
  keys: readonly ForeignKey[],
  row: Row,
  index: number,
  ids: ReadonlyMap<string, readonly string[]>,
): Row {
  const own: Row = { ...row };
  for (const { name, kind, key } of columns) {
    if (name === 'id' && kind === 'id') own[name] = ids.get(table)?.[index] ?? '';
    // Keys and unique names differ by their number, whatever else they say.
    else if (
      kind === 'text' &&
      (key > 0 || /Key$|^(?:assetTag|number|code|identifier|productId|control|fileName|name|alias)$/.test(name))
    )
      own[name] = own[name] === null ? null : `${index}${own[name]}`;
    else if (kind === 'integer' && key > 0) own[name] = index + 1;
    else if (name === 'position' || name === 'version' || name === 'edition')
      own[name] = kind === 'integer' ? index + 1 : (own[name] ?? null);
  }
  for (const { from, table: parent } of keys) if (own[from] !== null) own[from] = ids.get(parent)?.[index] ?? null;
  return SPECIAL[table]?.(own, index, ids) ?? own;
}

/** What single tables ask for beside their columns. */
const SPECIAL: Readonly<Record<string, (row: Row, index: number, ids: ReadonlyMap<string, readonly string[]>) => Row>> =
  {
    Milestone: (row, index) => ({ ...row, kind: MILESTONES[index % MILESTONES.length] ?? '' }),
    Component: (row, index, ids) => {
      const owner = (['DeviceModel', 'SoftwareVersion', 'Device'] as const)[index % 3] ?? 'Device';
      const id = (table: string) => (owner === table ? (ids.get(table)?.[index] ?? null) : null);
      return { ...row, modelId: id('DeviceModel'), softwareVersionId: id('SoftwareVersion'), deviceId: id('Device') };
    },
    Setting: (row, index) => ({
      ...row,
      key: index === 0 ? 'organisation' : `own.${index}`,
      value: index === 0 ? 'Ospedale "Sant\'Anna"' : String(row.value),
    }),
    CatalogueEdition: (row, index) => ({ ...row, day: addDays(day('2019-01-01'), index) }),
    Publication: (row) => ({ ...row, enabled: 0, lastAt: null, lastHash: null, problem: null }),
    Document: (row, index) => {
      const bytes = documentBytes(index);
      return {
        ...row,
        mediaType: index % 2 === 0 ? 'application/pdf' : String(row.mediaType),
        byteSize: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      };
    },
  };

/** The bytes of the document of that number. */
export function documentBytes(index: number): Buffer {
  return Buffer.from(`%PDF-1.7 ${'x'.repeat(index * 1000)}`);
}

/** Writes rows past every rule but the tables' own. */
export function plantRows(sql: SqlConnection, rows: ReadonlyMap<string, readonly Row[]>): void {
  sql.transaction(() => {
    sql.pragma('defer_foreign_keys = ON');
    for (const table of ['ChecklistControl', 'ChecklistTemplate', 'ClauseVersion', 'Clause'])
      sql.exec(`DELETE FROM "${table}"`);
    sql.exec(`DELETE FROM "Setting" WHERE "key" = 'organisation'`);
    for (const [table, list] of rows)
      for (const row of list) {
        const names = Object.keys(row);
        sql
          .prepare(
            `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
          )
          .run(...names.map((name) => row[name] ?? null));
      }
    for (const [index, { id }] of (rows.get('Document') ?? []).entries())
      sql.prepare('INSERT INTO "DocumentContent" ("documentId", "bytes") VALUES (?, ?)').run(id, documentBytes(index));
  })();
}
