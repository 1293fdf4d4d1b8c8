import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { IMPORT_KINDS, importResultSchema, imports } from '../../contract/import.ts';
import { IMPORT_NEEDS, mayCall } from '../../contract/permissions.ts';
import type { RecordFields } from '../../data/audit.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ImportId, ModelId } from '../../domain/ids.ts';
import type { ImportProblem } from '../../domain/import/problems.ts';
import type { ImportRow } from '../../domain/import/row-types.ts';
import type { Role } from '../../domain/role.ts';
import { writeDelimited } from '../../formats/csv.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { proposeForImport } from '../finding/finding.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { madeBy, plainFileName } from '../records.ts';
import { applyCommitments } from './apply-commitments.ts';
import { applyContracts } from './apply-contracts.ts';
import { applyDevices } from './apply-devices.ts';
import { applyMilestones } from './apply-milestones.ts';
import { applyModels } from './apply-models.ts';
import { applyVendors } from './apply-vendors.ts';
import { Journal } from './journal.ts';
import type { FileReading, RawRow, ReadFile, ReadJob } from './read-file.ts';
import { refusalOfUndo } from './undo.handlers.ts';
import { type ImportWork, Names, type Outcome, type Step } from './work.ts';

type ImportNoun = keyof typeof IMPORT_NEEDS;
type Result = z.input<typeof importResultSchema>;
type FieldChange = Result['preview'][number]['changes'][number];
type Input = (typeof imports.preview)['~orpc'] extends { inputSchema?: infer Schema }
  ? z.output<NonNullable<Schema> & z.ZodType>
  : never;

/** Problems that a result carries; the rejects file has all of them. */
const LISTED_PROBLEMS = 1000;
/** Rows of each outcome that a result carries. */
const PREVIEW_ROWS = 50;
/** Rows between two pauses for other calls. */
const ROWS_PER_STEP = 1000;
/** From here on the whole register is computed anew instead of row by row. */
const RELIST_ALL = 20_000;

/** @throws AppError `not_permitted` */
function requireRole(noun: ImportNoun, role: Role): void {
  const procedure = IMPORT_NEEDS[noun];
  if (!mayCall(role, procedure)) throw new AppError('not_permitted', { procedure, role });
}

export const importQueries = {
  preview: async (input, context) => {
    requireRole(input.noun, context.role);
    const { file, rows } = await context.read(readJob(input as Input, context));
    const tally = new Tally(file);
    await apply(
      input as Input,
      file.format,
      rows,
      makeWork(context, tally, { write: false, importId: '', journal: null, newId: counter() }),
      async (done) => {
        if (done % ROWS_PER_STEP === 0) await letOthersThrough();
      },
    );
    return tally.result(null, context, readJob(input as Input, context));
  },

  list: async (_input, { db, sql }) => {
    const runs = await db.importRun.findMany({ orderBy: { id: 'desc' }, take: 100 });
    return runs.map((run) => {
      const { id, fileName, createdAt, createdBy, created, updated, unchanged, rejected, undoneAt, undoneBy } = run;
      const noun = run.noun as (typeof IMPORT_KINDS)[number];
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
} satisfies QueryHandlers<'imports', 'preview' | 'list'>;

export const importCommands = {
  run: async ({ jobId, ...input }, context) => {
    requireRole(input.noun, context.role);
    const job = context.job(jobId);
    await job.step(0, 1);
    const { file, rows } = await context.read(readJob(input as Input, context));
    const tally = new Tally(file);
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
        ...tally.counts,
        ...madeBy(context),
      },
    });
    const journal = new Journal(context.sql, importId);
    const work = makeWork(context, tally, { write: true, importId, journal, newId: () => context.newId() });
    const total = file.read.counts.read;
    await apply(input as Input, file.format, rows, work, async (done) => {
      if (done % ROWS_PER_STEP === 0) await job.step(done, total);
    });
    await job.step(total, total);
    relist(context, work);
    // Dates, contracts and promises can all make something due, and devices say whom it concerns.
    await refreshObligations(context, 'all');
    if (input.noun === 'devices' || input.noun === 'models') await proposeForImport(context, importId, work);
    const { created, updated, unchanged, rejected } = tally.counts;
    await context.db.importRun.update({ where: { id: importId }, data: tally.counts });
    context.note({ noun: input.noun, importId, created, updated, unchanged, rejected, sha256 });
    context.touch('device', 'model', 'vendor', 'contract');
    return tally.result(importId, context, readJob(input as Input, context));
  },
} satisfies CommandHandlers<'imports', 'run'>;

function readJob(input: Input, { files }: QueryContext): ReadJob {
  const { uploadId, noun, mapping = {}, sheet, dateOrder } = input;
  return { bytes: files.upload(uploadId), noun, mapping, sheet, dateOrder };
}

function letOthersThrough(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Counts what happens and keeps what the result shows. */
class Tally {
  readonly counts = { created: 0, updated: 0, unchanged: 0, rejected: 0, warnings: 0 };
  readonly #file: ReadFile;
  readonly #preview: Result['preview'] = [];
  readonly #listed = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  #changes: FieldChange[] = [];
  readonly #problems: ImportProblem[];
  readonly #rejected: Set<number>;

  constructor(file: ReadFile) {
    this.#file = file;
    this.#problems = [...file.read.problems];
    this.#rejected = new Set(file.read.rejected);
    this.counts.warnings = file.read.counts.warnings;
    this.counts.rejected = file.read.rejected.length;
    for (const row of file.read.rejected.slice(0, PREVIEW_ROWS)) this.#list(row, 'rejected', {}, []);
  }

  /** Notes what changes on a record by the row that is at work. `nameOf` says what an identifier stands for. */
  changing(before: RecordFields, after: RecordFields, nameOf: (field: string, id: string) => string | null): void {
    if (this.#listed.updated >= PREVIEW_ROWS) return;
    const told = (field: string, value: RecordFields[string] | undefined) =>
      value === null || value === undefined ? null : (nameOf(field, String(value)) ?? String(value));
    for (const field of Object.keys(after))
      this.#changes.push({ field, before: told(field, before[field]), after: told(field, after[field]) });
  }

  outcome(row: number, outcome: Outcome, values: Readonly<Record<string, string | number | null>>): void {
    this.counts[outcome] += 1;
    if (outcome === 'rejected') this.#rejected.add(row);
    const changes = this.#changes;
    this.#changes = [];
    if (this.#listed[outcome] >= PREVIEW_ROWS) return;
    const shown = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, value === null ? null : String(value)]),
    );
    this.#list(row, outcome, shown, outcome === 'updated' ? changes : []);
  }

  #list(row: number, outcome: Outcome, values: Record<string, string | null>, changes: FieldChange[]): void {
    this.#listed[outcome] += 1;
    this.#preview.push({ row, outcome, values, changes });
  }

  problem(problem: ImportProblem): void {
    this.#problems.push(problem);
    if (problem.severity === 'warning') this.counts.warnings += 1;
  }

  async result(
    importId: ImportId | null,
    { files, read: readAside }: Pick<QueryContext, 'files' | 'read'>,
    job: ReadJob,
  ): Promise<Result> {
    const { format, table, headings, headerRow, columns, language, read } = this.#file;
    const problems = this.#problems.sort((a, b) => a.row - b.row);
    const ambiguous = problems.filter(({ code }) => code === 'date_ambiguous');
    return {
      importId,
      read: read.counts.read,
      ...this.counts,
      problems: problems.slice(0, LISTED_PROBLEMS),
      moreProblems: Math.max(0, problems.length - LISTED_PROBLEMS),
      file: {
        format,
        encoding: table.encoding,
        delimiter: table.delimiter,
        workbook: table.workbook && workbookOf(table.workbook),
        ambiguousDates: ambiguous.length,
        ambiguousDate: ambiguous[0]?.value ?? null,
        decimal: read.style.decimalSign ?? (table.delimiter === ';' ? 'comma' : 'point'),
        language,
        headerRow: headerRow + 1,
        columns: headings.map((heading, index) => ({ heading, column: columns[index] ?? null })),
      },
      preview: this.#preview.sort((a, b) => a.row - b.row),
      rejectsTicket:
        this.#rejected.size === 0
          ? null
          : files.offer({
              name: 'rejected-rows.csv',
              mediaType: 'text/csv; charset=utf-8',
              bytes: await this.#rejects(readAside, job),
            }).ticket,
    };
  }

  /**
   * The rows that were not taken, as they stood in the file, each with what is wrong with it. The file is parsed once more for
   * them: keeping all its cells through the whole import would cost a large one a hundred megabytes.
   */
  async #rejects(readAside: QueryContext['read'], job: ReadJob): Promise<Uint8Array> {
    const { headings, table } = this.#file;
    const wanted = [...this.#rejected].sort((a, b) => a - b);
    const rows: (string | number)[][] = [];
    const why = Map.groupBy(
      this.#problems.filter(({ severity }) => severity === 'error'),
      ({ row }) => row,
    );
    const { rows: raw } = await readAside({ ...job, raw: wanted });
    for await (const { row, cells } of raw as unknown as AsyncIterable<RawRow>) {
      const reasons = (why.get(row) ?? []).map(({ code, column }) => (column ? `${column}: ${code}` : code));
      rows.push([...cells, row, reasons.join('; ')]);
    }
    return writeDelimited([[...headings, 'row', 'problem'], ...rows], {
      delimiter: table.delimiter === null || table.delimiter === '|' ? ',' : table.delimiter,
      byteOrderMark: true,
    });
  }
}

function workbookOf({ from1904: _from1904, ...facts }: NonNullable<ReadFile['table']['workbook']>) {
  return { ...facts, sheets: [...facts.sheets] };
}

function makeWork(
  context: QueryContext | CommandContext,
  tally: Tally,
  own: Pick<ImportWork, 'write' | 'importId' | 'journal' | 'newId'>,
): ImportWork {
  const work: ImportWork = {
    ...own,
    sql: context.sql,
    now: context.now,
    actor: 'actor' in context ? context.actor : '',
    record: (noun, id, before, after) => {
      if ('record' in context) context.record(noun, id, before, after);
    },
    problem: (problem) => tally.problem(problem),
    changing: (before, after) => tally.changing(before, after, (field, id) => work.names.nameOf(field, id)),
    outcome: (row, outcome, values) => tally.outcome(row, outcome, values),
    staleDevices: new Set<DeviceId>(),
    staleModels: new Set<ModelId>(),
    names: new Names(context.sql, () => work),
  };
  return work;
}

async function apply(
  input: Input,
  format: ReadFile['format'],
  read: FileReading['rows'],
  work: ImportWork,
  step: Step,
): Promise<void> {
  const rows: unknown = read;
  switch (input.noun) {
    case 'devices':
      return applyDevices(work, rows as AsyncIterable<ImportRow<'devices'>>, input.match, step);
    case 'models':
      return applyModels(work, rows as AsyncIterable<ImportRow<'models'>>, step);
    case 'milestones':
      return applyMilestones(work, rows as AsyncIterable<ImportRow<'milestones'>>, format, step);
    case 'vendors':
      return applyVendors(work, rows as AsyncIterable<ImportRow<'vendors'>>, step);
    case 'contracts':
      return applyContracts(work, rows as AsyncIterable<ImportRow<'contracts'>>, step);
    case 'commitments':
      return applyCommitments(work, rows as AsyncIterable<ImportRow<'commitments'>>, step);
  }
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
