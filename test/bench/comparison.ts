import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlConnection } from '../../main/data/connection.ts';
import { type Day, day } from '../../main/domain/day.ts';
import type { CaseId } from '../../main/domain/ids.ts';
import { MAX_CANDIDATES } from '../../main/domain/procurement.ts';
import { answerAll } from '../support/bidders.ts';
import { standardLayout, vendorStatement, xlsx } from '../support/mds2.ts';
import { caseFields, costLine, offerFields } from '../support/procurement.ts';
import { compare, type Line, line } from './measure.ts';
import { RawDatabase } from './raw-driver.ts';
import { BenchVault } from './vault.ts';

const CHECKLISTS = 500;
const STATEMENT_COLUMNS = ['statementId', 'identifier', 'position', 'question', 'raw', 'answer', 'remark', 'note'];

/**
 * Five candidates with 90 answered controls and an MDS2 statement each, side by side, and the list of 500 filled checklists. Beside
 * it the raw driver reads the rows that each of them needs.
 */
export async function measureComparison(folder: string, today: Day): Promise<Line[]> {
  const place = join(folder, 'comparison');
  mkdirSync(place);
  const vault = new BenchVault(join(place, 'vault'), today);
  const raw = new RawDatabase(join(place, 'raw.db'));
  try {
    await vault.create();
    const caseId = await fullCase(vault);
    const { client } = vault.app;
    const { candidates } = await client.comparison.controls({ caseId });
    const [checklists, statements] = [
      candidates.map(({ assessmentId }) => assessmentId),
      candidates.map(({ statementId }) => statementId),
    ].map((ids) => JSON.stringify(ids)) as [string, string];
    await fillRaw(vault, raw);
    const rows = () => {
      read(raw.sql, 'ChecklistControl', '"templateId" IN (SELECT "templateId" FROM "Assessment")', []);
      read(raw.sql, 'Answer', '"assessmentId" IN (SELECT value FROM json_each(?))', [checklists]);
      read(raw.sql, 'Mds2Answer', '"statementId" IN (SELECT value FROM json_each(?))', [statements]);
    };
    const times = { rounds: 30, warmUp: 3 };
    const sideBySide = await compare(() => client.comparison.get({ caseId }), rows, times);
    const byControl = await compare(() => client.comparison.controls({ caseId }), rows, times);
    await vault.inside((sql) => copyChecklists(sql));
    await fillRaw(vault, raw);
    const listed = await client.checklist.list();
    if (listed.length < CHECKLISTS) throw new Error('checklists are missing');
    const list = await compare(
      () => client.checklist.list(),
      () => {
        read(raw.sql, 'Assessment', 'TRUE', []);
        read(raw.sql, 'ChecklistControl', 'TRUE', []);
        read(raw.sql, 'Answer', 'TRUE', []);
      },
      { rounds: 10 },
    );
    const what = `${MAX_CANDIDATES} candidates, 90 controls and an MDS2 statement each`;
    return [
      line(0, `${what}: values, ranking and turning points (raw: the rows)`, sideBySide, true),
      line(0, `${what}: control by control (raw: the rows)`, byControl, true),
      line(0, `list of ${listed.length} filled checklists with their points (raw: the rows)`, list),
    ];
  } finally {
    raw.remove();
    await vault.remove();
  }
}

async function fullCase({ app: { client, files }, today }: BenchVault): Promise<CaseId> {
  const [template] = await client.checklist.templates();
  if (template === undefined) throw new Error('the vault has no checklist');
  const { id: caseId } = await client.procurement.create(
    caseFields({
      templateId: template.id,
      requestedOn: today,
      plannedDeliveryOn: day('2026-12-15'),
      plannedReplacementOn: day('2036-12-15'),
    }),
  );
  for (let place = 0; place < MAX_CANDIDATES; place += 1) {
    const offer = offerFields({ vendor: `Vendor ${place}`, model: `Pump ${place}`, quotedOn: today });
    const added = await client.procurement.addCandidate({ id: caseId, offer });
    const priced = await client.procurement.saveCosts({
      ...added,
      costs: [costLine({ amount: `${40_000 + place}.00` }), costLine({ kind: 'service', firstYear: 2, lastYear: 10 })],
    });
    const { assessmentId } = await client.procurement.startChecklist(priced);
    await answerAll(client, assessmentId, place % 2 === 0 ? { 'AM-02': 'no', 'BR-01': 'partial' } : { 'LP-01': 'no' });
    const { modelId } = await client.checklist.get({ id: assessmentId });
    if (modelId === null) throw new Error('a checklist without a model');
    const changes = place % 2 === 0 ? { 'PAUT-8': 'Yes' } : {};
    const uploadId = files.take('mds2.xlsx', xlsx([standardLayout(vendorStatement(changes))]));
    await client.mds2.take({ uploadId, fileName: 'mds2.xlsx', model: { id: modelId } });
  }
  return caseId;
}

/** As many checklists as a large hospital has, each with the answers of the first. */
function copyChecklists(sql: SqlConnection): void {
  sql.transaction(() => {
    for (let place = MAX_CANDIDATES; place < CHECKLISTS; place += 1) {
      const id = `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`;
      const columns = `"templateId", "title", "vendorId", "modelId", "assessedOn", "createdAt", "createdBy", "updatedAt", "updatedBy"`;
      sql
        .prepare(
          `INSERT INTO "Assessment" ("id", ${columns}) SELECT ?, ${columns} FROM "Assessment" WHERE "id" NOT LIKE '00000000-%' LIMIT 1`,
        )
        .run(id);
      sql
        .prepare(
          `INSERT INTO "Answer" ("id", "assessmentId", "controlId", "value", "updatedAt", "updatedBy")
           SELECT ? || "controlId", ?, "controlId", "value", "updatedAt", "updatedBy" FROM "Answer"
           WHERE "assessmentId" = (SELECT "id" FROM "Assessment" WHERE "id" NOT LIKE '00000000-%' LIMIT 1)`,
        )
        .run(`${id}-`, id);
    }
  })();
}

type Value = string | number | null;

/** Lays the rows into the file of the raw driver, as they lie in the vault. */
async function fillRaw(vault: BenchVault, raw: RawDatabase): Promise<void> {
  raw.sql.pragma('foreign_keys = OFF');
  await vault.inside((sql) => {
    for (const table of ['ChecklistControl', 'Assessment', 'Answer', 'Mds2Answer']) {
      const names = table === 'Mds2Answer' ? STATEMENT_COLUMNS.map((name) => `"${name}"`).join(', ') : '*';
      const select = sql.prepare<[], Value[]>(`SELECT ${names} FROM "${table}"`).raw().safeIntegers(false);
      const columns = select.columns().map((column) => `"${column.name}"`);
      const insert = raw.sql.prepare<Value[]>(
        `INSERT OR REPLACE INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      );
      const all = select.all();
      raw.sql.transaction(() => {
        for (const row of all) insert.run(...row);
      })();
    }
  });
}

function read(sql: SqlConnection, table: string, where: string, parameters: readonly string[]): void {
  const rows = sql.prepare<string[], unknown>(`SELECT * FROM "${table}" WHERE ${where}`).all(...parameters);
  if (rows.length === 0) throw new Error(`no row of ${table}`);
}
