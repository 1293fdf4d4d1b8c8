import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { imports } from '../../contract/import.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ImportId, ModelId, ProfileId } from '../../domain/ids.ts';
import type { ImportKind } from '../../domain/import/headings.ts';
import type { ImportRow } from '../../domain/import/row-types.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { LikeKnown, MAKER_COLUMNS } from '../duplicate/like-known.ts';
import { proposeForImport } from '../finding/finding.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { madeBy, plainFileName } from '../records.ts';
import { applyCommitments } from './apply-commitments.ts';
import { applyContracts } from './apply-contracts.ts';
import { applyDevices } from './apply-devices.ts';
import { applyMilestones } from './apply-milestones.ts';
import { applyModels } from './apply-models.ts';
import { applyVendors } from './apply-vendors.ts';
import { requireImportRole } from './import-role.ts';
import { Journal } from './journal.ts';
import { profilesFor } from './profile.handlers.ts';
import type { FileReading, RawRow, ReadJob } from './read-file.ts';
import { rejectsFile, resultCsv, resultTable } from './result-file.ts';
import { Tally } from './tally.ts';
import { refusalOfUndo } from './undo.handlers.ts';
import { type ImportWork, Names, type Step } from './work.ts';

type Input = (typeof imports.preview)['~orpc'] extends { inputSchema?: infer Schema }
  ? z.output<NonNullable<Schema> & z.ZodType>
  : never;

/** Rows between two pauses for other calls. */
const ROWS_PER_STEP = 1000;
/** From here on the whole register is computed anew instead of row by row. */
const RELIST_ALL = 20_000;
/** Rows that are looked at to find the headings by hand, and cells of each. */
const LOOKED_AT = { rows: 30, cells: 60, letters: 120 } as const;

export const importQueries = {
  preview: async ({ jobId, ...given }, context) => {
    const input = given as Input;
    requireImportRole(input.noun, context.role);
    const job = context.startJob(jobId);
    try {
      await job.step(0, 1);
      const reading = readJob(input, context);
      const { file, rows } = await context.read(reading);
      const tally = new Tally(file, reading, true);
      const own = { write: false, importId: '', journal: null, newId: counter() };
      const total = file.read.counts.read;
      await apply(tally, rows, makeWork(context, tally, own), async (done) => {
        if (done % ROWS_PER_STEP === 0) await job.step(done, total);
      });
      const rejects = await rejectsFile(tally, context.read, ({ row, cells }) =>
        // What was refused by the register has been told with its values.
        tally.hasRow(row) ? undefined : tally.leftOut(row, tally.isRejected(row) ? 'rejected' : 'skipped', cells),
      );
      context.files.keep(input.uploadId, tally);
      return tally.result(null, profileOf(context, tally, input), offerRejects(rejects, context));
    } finally {
      job.end();
    }
  },

  rows: ({ uploadId, outcome, problem, offset, limit }, context) => {
    const tally = keptTally(uploadId, context);
    requireImportRole(tally.job.noun, context.role);
    return tally.page({ outcome, problem }, offset, limit);
  },

  look: async ({ noun, uploadId, sheet }, { files, read }) => {
    const raw = Array.from({ length: LOOKED_AT.rows }, (_, index) => index + 1);
    const bytes = files.upload(uploadId);
    const { file, rows } = await read({ bytes, noun, mapping: {}, sheet, dateOrder: null, headerRow: 1, raw });
    const shown: { row: number; cells: string[] }[] = [];
    for await (const { row, cells } of rows as unknown as AsyncIterable<RawRow>)
      shown.push({ row, cells: cells.slice(0, LOOKED_AT.cells).map((cell) => cell.slice(0, LOOKED_AT.letters)) });
    const last = shown.findLastIndex(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    const { workbook } = file.table;
    return {
      sheets: (workbook?.sheets ?? []).map(({ name }) => name),
      sheet: workbook?.sheet ?? null,
      rows: shown.slice(0, last + 1),
    };
  },

  resultFile: async ({ uploadId, format }, context) => {
    const tally = keptTally(uploadId, context);
    requireImportRole(tally.job.noun, context.role);
    const { words, read, now, today } = context;
    const report = format === 'xlsx' ? await resultTable(tally, read, context) : null;
    return context.deliver({
      kind: 'import_result',
      format,
      name: `import-result-${today}`,
      asOf: null,
      rows: tally.file.read.counts.read,
      content: (proof) =>
        report === null
          ? resultCsv(tally, read, words)
          : context.print({ format: 'xlsx', report, locale: words.locale, createdAt: now, proof }),
    });
  },

  list: async (_input, { db, sql }) => {
    const runs = await db.importRun.findMany({ orderBy: { id: 'desc' }, take: 100 });
    return runs.map((run) => {
      const { id, fileName, createdAt, createdBy, created, updated, unchanged, rejected, undoneAt, undoneBy } = run;
      const noun = run.noun as ImportKind;
      return {
        id: id as ImportId,
        noun,
        fileName,
        at: createdAt,
        by: createdBy,
        created,
        updated,
        unchanged,
        rejected,
        undoneAt,
        undoneBy,
        notUndone: refusalOfUndo(sql, { noun, createdAt, undoneAt, updated }),
      };
    });
  },
} satisfies QueryHandlers<'imports', 'preview' | 'rows' | 'look' | 'resultFile' | 'list'>;

export const importCommands = {
  run: async ({ jobId, ...given }, context) => {
    const input = given as Input;
    requireImportRole(input.noun, context.role);
    const job = context.job(jobId);
    await job.step(0, 1);
    const reading = readJob(input, context);
    const { file, rows } = await context.read(reading);
    const tally = new Tally(file, reading, false);
    const importId = context.newId<'import'>();
    const sha256 = createHash('sha256').update(context.files.upload(input.uploadId)).digest('hex');
    const fileName = plainFileName(input.fileName);
    // The run is written first: what it changes refers to it.
    await context.db.importRun.create({
      data: {
        id: importId,
        noun: input.noun,
        fileName,
        fileSha256: sha256,
        readRows: file.read.counts.read,
        ...countsOf(tally),
        ...madeBy(context),
      },
    });
    const journal = new Journal(context.sql, importId);
    const work = makeWork(context, tally, { write: true, importId, journal, newId: () => context.newId() });
    const total = file.read.counts.read;
    await apply(tally, rows, work, async (done) => {
      if (done % ROWS_PER_STEP === 0) await job.step(done, total);
    });
    await job.step(total, total);
    relist(context, work);
    // Dates, contracts and promises can all make something due, and devices say whom it concerns.
    await refreshObligations(context, 'all');
    if (input.noun === 'devices' || input.noun === 'models') await proposeForImport(context, importId, work);
    const counts = countsOf(tally);
    const { created, updated, unchanged, rejected } = counts;
    await context.db.importRun.update({ where: { id: importId }, data: counts });
    if (file.profile !== null)
      await context.db.importProfile.update({ where: { id: file.profile }, data: { lastUsedAt: context.now } });
    context.note({ noun: input.noun, importId, created, updated, unchanged, rejected, sha256 });
    context.touch('device', 'model', 'vendor', 'contract');
    const rejects = await rejectsFile(tally, context.read, ({ row, cells }) =>
      tally.hasRow(row) ? undefined : tally.leftOut(row, tally.isRejected(row) ? 'rejected' : 'skipped', cells),
    );
    context.files.keep(input.uploadId, tally);
    return tally.result(importId, profileOf(context, tally, input), offerRejects(rejects, context));
  },
} satisfies CommandHandlers<'imports', 'run'>;

/** Counts as they are kept with an import; what a person left out is no part of it. */
function countsOf({ counts: { skipped: _skipped, ...counts } }: Tally) {
  return counts;
}

function readJob(input: Input, context: QueryContext): ReadJob {
  const { uploadId, fileName: _fileName, mapping = {}, profile, ...said } = input;
  const profiles = profilesFor(context, said.noun, profile);
  return {
    ...said,
    ...{ bytes: context.files.upload(uploadId), mapping, profiles },
    profile: profile === 'auto' ? null : (profiles[0] ?? null),
  };
}

/** What was worked out about an upload last. @throws AppError `upload_missing` */
function keptTally(uploadId: string, { files }: QueryContext): Tally {
  const kept = files.kept(uploadId);
  if (!(kept instanceof Tally)) throw new AppError('upload_missing');
  return kept;
}

function profileOf({ sql }: QueryContext, { file }: Tally, { profile }: Input) {
  const id = file.profile;
  if (id === null) return null;
  const row = sql.prepare<[string], { name: string }>('SELECT "name" FROM "ImportProfile" WHERE "id" = ?').get(id);
  return row ? { id: id as ProfileId, name: row.name, recognised: profile === 'auto' } : null;
}

function offerRejects(bytes: Uint8Array | null, { files }: QueryContext): string | null {
  if (bytes === null) return null;
  return files.offer({ name: 'rejected-rows.csv', mediaType: 'text/csv; charset=utf-8', bytes }).ticket;
}

function makeWork(
  context: QueryContext | CommandContext,
  tally: Tally,
  own: Pick<ImportWork, 'write' | 'importId' | 'journal' | 'newId'>,
): ImportWork {
  const known = new LikeKnown(context.sql);
  const work: ImportWork = {
    ...own,
    sql: context.sql,
    now: context.now,
    actor: 'actor' in context ? context.actor : '',
    record: (noun, id, before, after) => {
      if ('record' in context) context.record(noun, id, before, after);
    },
    problem: (problem) => tally.problem(problem),
    isRejected: (row) => tally.isRejected(row),
    newName: (name, maker) => {
      const like = maker === null ? known.vendor(name) : known.model(maker.id, maker.name, name);
      if (like === null) return;
      const column = maker !== null ? 'model' : MAKER_COLUMNS[tally.job.noun];
      tally.problem({ row: tally.row, column, code: 'similar_name', severity: 'warning', value: like });
    },
    changing: (before, after) => tally.changing(before, after, (field, id) => work.names.nameOf(field, id)),
    outcome: (row, outcome, record, values) => tally.outcome(row, outcome, record, values ?? {}),
    staleDevices: new Set<DeviceId>(),
    staleModels: new Set<ModelId>(),
    names: new Names(context.sql, () => work),
  };
  return work;
}

async function apply(tally: Tally, read: FileReading['rows'], work: ImportWork, step: Step): Promise<void> {
  const { file, job } = tally;
  const rows: unknown = withoutRepeats(read, work, tally);
  switch (job.noun) {
    case 'devices':
      return applyDevices(
        work,
        rows as AsyncIterable<ImportRow<'devices'>>,
        { match: file.match, fillBeside: file.tags },
        step,
      );
    case 'models':
      return applyModels(work, rows as AsyncIterable<ImportRow<'models'>>, step);
    case 'milestones':
      return applyMilestones(work, rows as AsyncIterable<ImportRow<'milestones'>>, file.format, step);
    case 'vendors':
      return applyVendors(work, rows as AsyncIterable<ImportRow<'vendors'>>, step);
    case 'contracts':
      return applyContracts(work, rows as AsyncIterable<ImportRow<'contracts'>>, step);
    case 'commitments':
      return applyCommitments(work, rows as AsyncIterable<ImportRow<'commitments'>>, step);
  }
}

/** Rows that stand further up in the same words come to what that row came to, and change nothing more. */
async function* withoutRepeats(rows: FileReading['rows'], work: ImportWork, tally: Tally): AsyncGenerator<ImportRow> {
  for await (const row of rows) {
    tally.row = row.row;
    if (row.repeats === undefined) yield row;
    else work.outcome(row, work.isRejected(row.repeats) ? 'rejected' : 'unchanged', recordOf(row));
  }
}

/** How people call the record that a row is about. */
function recordOf(row: ImportRow): string | null {
  if ('assetTag' in row) return row.assetTag ?? row.serialNumber;
  if ('number' in row) return row.number;
  if ('name' in row) return row.name;
  return 'model' in row ? row.model : (row.contractNumber ?? row.vendor);
}

function relist(context: CommandContext, { staleDevices, staleModels }: ImportWork): void {
  if (staleDevices.size >= RELIST_ALL) context.relist.all();
  else {
    context.relist.devices([...staleDevices]);
    context.relist.models([...staleModels]);
  }
}

/** Ids for a preview: they name records that will not be made. */
function counter(): () => string {
  let next = 0;
  return () => `preview-${++next}`;
}
