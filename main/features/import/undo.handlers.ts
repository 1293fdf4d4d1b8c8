import type { z } from 'zod';
import type { undoPreviewSchema, undoResultSchema } from '../../contract/import-undo.ts';
import { IMPORT_NEEDS, mayCall } from '../../contract/permissions.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { ImportId } from '../../domain/ids.ts';
import { UNDO_NOUNS, type UndoHolder, type UndoRefusal } from '../../domain/import/undo.ts';
import type { Role } from '../../domain/role.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { proposeForImport } from '../finding/finding.store.ts';
import { namesOf } from '../history/record-titles.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { found } from '../records.ts';
import { executeUndo } from './undo.ts';
import { KINDS } from './undo-kinds.ts';
import { type EditedRecord, type HeldRecord, planUndo, type UndoPlan } from './undo-plan.ts';

type Counts = z.input<typeof undoResultSchema>['counts'];
type Preview = z.input<typeof undoPreviewSchema>;

/** Records that a preview names. */
const LISTED = 200;
/** The migration that gave imports their journal. */
const JOURNAL_SINCE = 11;

const HOLDERS: Readonly<Record<string, UndoHolder>> = {
  Device: 'device',
  Contract: 'contract',
  ContractLine: 'contract_line',
  Commitment: 'commitment',
  Obligation: 'obligation',
  Component: 'component',
  Milestone: 'milestone',
  SoftwareVersion: 'software_version',
  DeviceModel: 'model',
  Task: 'task',
  Assessment: 'checklist',
  Finding: 'finding',
  ExceptionDevice: 'exception',
  Candidate: 'procurement',
  ProcurementCase: 'procurement',
  PlanChoice: 'plan',
  Mds2Statement: 'mds2',
};

interface Run {
  readonly id: ImportId;
  readonly noun: Preview['noun'];
  readonly fileName: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updated: number;
  readonly undoneAt: string | null;
}

export const undoQueries = {
  previewUndo: async ({ id }, { sql, role }) => {
    const run = undoableRun(sql, id, role);
    const plan = await planUndo(sql, id, () => 'keep', letOthersThrough);
    const since = auditOf(sql, id);
    const names = namesOf(sql, [...plan.edited.slice(0, LISTED), ...plan.held.slice(0, LISTED)]);
    return {
      id,
      noun: run.noun,
      fileName: run.fileName,
      at: run.createdAt,
      by: run.createdBy,
      counts: countsOf(plan),
      edited: plan.edited.slice(0, LISTED).map((record) => ({
        ...record,
        title: names.get(record.id) ?? null,
        ...editsSince(sql, since, record),
      })),
      moreEdited: Math.max(0, plan.edited.length - LISTED),
      held: plan.held
        .slice(0, LISTED)
        .map(({ noun, id: record, by }) => ({ noun, id: record, title: names.get(record) ?? null, by: heldBy(by) })),
      moreHeld: Math.max(0, plan.held.length - LISTED),
    };
  },
} satisfies QueryHandlers<'imports', 'previewUndo'>;

export const undoCommands = {
  undo: async ({ id, edited, records, jobId }, context) => {
    const { sql } = context;
    const job = context.job(jobId);
    const run = undoableRun(sql, id, context.role);
    await job.step(0, 1);
    const decided = new Map(records.map((record) => [record.id, record.decision]));
    const decisionOf = (record: EditedRecord) => decided.get(record.id) ?? edited;
    const plan = await planUndo(
      sql,
      id,
      (record) => decisionOf(record) ?? 'keep',
      () => job.step(0, 1),
    );
    const open = plan.edited.filter((record) => decisionOf(record) === null).length;
    if (open > 0) throw new AppError('edited_since', { importId: id, edited: open });
    await executeUndo(context, id, plan, job);
    await refreshObligations(context, 'all');
    await proposeForImport(context, id, { staleDevices: new Set(), staleModels: new Set() });
    await context.db.importRun.update({ where: { id }, data: { undoneAt: context.now, undoneBy: context.actor } });
    const counts = countsOf(plan);
    const sum = (key: 'removed' | 'restored' | 'kept') => counts.reduce((total, count) => total + count[key], 0);
    const result = { removed: sum('removed'), restored: sum('restored'), kept: sum('kept') };
    const { removed: undone, restored, kept } = result;
    context.note({ noun: run.noun, importId: id, undone, restored, kept });
    context.touch('device', 'model', 'vendor', 'contract', 'commitment');
    return { id, ...result, counts };
  },
} satisfies CommandHandlers<'imports', 'undo'>;

/** Why a run cannot be taken back as a whole; null when it can. */
export function refusalOfUndo(
  sql: SqlConnection,
  { noun, createdAt, undoneAt, updated }: Pick<Run, 'noun' | 'createdAt' | 'undoneAt' | 'updated'>,
): UndoRefusal | null {
  if (undoneAt !== null) return 'import_undone';
  if (noun === 'advisories' || noun === 'mds2') return 'import_kind_not_undone';
  // What an older version of the program changed, it noted nowhere but in the history.
  return updated > 0 && createdAt < journalSince(sql) ? 'import_before_journal' : null;
}

function journalSince(sql: SqlConnection): string {
  const row = statement<[number], { appliedAt: string }>(
    sql,
    'SELECT "appliedAt" FROM "Migration" WHERE "number" = ?',
  ).get(JOURNAL_SINCE);
  return row?.appliedAt ?? '';
}

/** The run. @throws AppError `not_found`, `not_permitted`, `input_refused` */
function undoableRun(sql: SqlConnection, id: ImportId, role: Role): Run {
  const run = found(
    statement<[string], Run>(
      sql,
      'SELECT "id", "noun", "fileName", "createdAt", "createdBy", "updated", "undoneAt" FROM "ImportRun" WHERE "id" = ?',
    ).get(id),
    'import',
    id,
  );
  const procedure =
    run.noun in IMPORT_NEEDS
      ? IMPORT_NEEDS[run.noun as keyof typeof IMPORT_NEEDS]
      : run.noun === 'gudid'
        ? 'imports.gudid'
        : 'imports.sbom';
  if (!mayCall(role, procedure)) throw new AppError('not_permitted', { procedure, role });
  const problem = refusalOfUndo(sql, run);
  if (problem !== null) throw new AppError('input_refused', { problem });
  return run;
}

/** What happens to how many of each noun; nouns that the import did not touch are left out. */
function countsOf({ going, restored, kept }: UndoPlan): Counts {
  return UNDO_NOUNS.map((noun) => ({
    noun,
    removed: going.get(noun)?.length ?? 0,
    restored: restored.get(noun) ?? 0,
    kept: kept.get(noun) ?? 0,
  })).filter((count) => count.removed + count.restored + count.kept > 0);
}

function heldBy(by: HeldRecord['by']): { what: UndoHolder; count: number }[] {
  const counts = new Map<UndoHolder, number>();
  for (const { table, count } of by) {
    const what = HOLDERS[table] ?? 'other';
    counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count }));
}

/** The entry of the history with which an import was written; 0 where there is none. */
function auditOf(sql: SqlConnection, importId: ImportId): number {
  const row = statement<[string], { seq: number }>(
    sql,
    `SELECT "seq" FROM "AuditEntry" WHERE "action" IN ('imports.run', 'imports.sbom', 'imports.gudid') AND json_extract("summary", '$.importId') = ?`,
  ).get(importId);
  return row?.seq ?? 0;
}

/** Which fields of a record were edited after an entry of the history, by whom and when last. */
function editsSince(
  sql: SqlConnection,
  since: number,
  { noun, id }: EditedRecord,
): { fields: string[]; by: string | null; at: string | null } {
  const rows = statement<[string, number], { before: string | null; after: string | null }>(
    sql,
    'SELECT "before", "after" FROM "AuditChange" WHERE "recordId" = ? AND "seq" > ?',
  ).all(id, since);
  const fields = rows.flatMap(({ before, after }) =>
    [before, after].flatMap((json) => (json === null ? [] : Object.keys(JSON.parse(json) as object))),
  );
  const table = KINDS.find((kind) => kind.noun === noun)?.table ?? '';
  const last = statement<[string], { by: string; at: string }>(
    sql,
    `SELECT "updatedBy" AS "by", "updatedAt" AS "at" FROM "${table}" WHERE "id" = ?`,
  ).get(id);
  return { fields: [...new Set(fields)], by: last?.by ?? null, at: last?.at ?? null };
}

function letOthersThrough(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
