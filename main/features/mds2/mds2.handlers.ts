import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { mds2 } from '../../contract/mds2.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { addMonths } from '../../domain/day.ts';
import type { DocumentId, ImportId, Mds2Id, ModelId } from '../../domain/ids.ts';
import { plain } from '../../domain/import/plain.ts';
import { compareStatements } from '../../domain/mds2/compare.ts';
import { MDS2_IDENTIFIERS, mds2SectionOf } from '../../domain/mds2/form.ts';
import type { Mds2Finding, Mds2Line } from '../../domain/mds2/read.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { keepDocument } from '../document/document.store.ts';
import { modelMeant } from '../model/model.store.ts';
import { madeBy, plainFileName } from '../records.ts';
import { countsOf, gapsOf, insertLines, linesOf, newestStatement, statementOf, statementsOf } from './mds2.store.ts';
import type { Mds2Head } from './read-mds2.ts';

type InputOf = (typeof mds2.take)['~orpc'] extends { inputSchema?: infer Schema }
  ? z.output<NonNullable<Schema> & z.ZodType>
  : never;
type Result = (typeof mds2.take)['~orpc'] extends { outputSchema?: infer Schema }
  ? z.input<NonNullable<Schema> & z.ZodType>
  : never;

/** Older than this many months at import, a statement wants to be confirmed (checklist TP-01). */
const AGED_MONTHS = 12;

export const mds2Queries = {
  preview: async (input, context) => {
    const read = await readInput(input as InputOf, context);
    const known = knownStatement(context.sql, read);
    return resultOf(
      read,
      { ...known, importId: null, checklists: openChecklists(context.sql, read.modelId).length },
      context,
    );
  },

  list: (input, { sql }) => statementsOf(sql, input),

  get: ({ id }, { sql }) => {
    const { view, findings } = statementOf(sql, id);
    const lines = linesOf(sql, id);
    const { missing, extra } = gapsOf(lines);
    return {
      ...view,
      lines: lines.map(lineView),
      missingRows: view.edition === 'hn1_2019' ? missing : [],
      extraRows: extra,
      findings: [...findings],
      others: statementsOf(sql, { modelId: view.modelId }).filter((other) => other.id !== id),
    };
  },

  compare: ({ before, after }, { sql }) => ({
    before: statementOf(sql, before).view,
    after: statementOf(sql, after).view,
    differences: compareStatements(linesOf(sql, before), linesOf(sql, after)).map(
      ({ identifier, kind, before: from, after: to }) => ({
        identifier,
        section: mds2SectionOf(identifier),
        kind,
        before: from && { ...from, noteNumbers: [...from.noteNumbers] },
        after: to && { ...to, noteNumbers: [...to.noteNumbers] },
      }),
    ),
  }),
} satisfies QueryHandlers<'mds2', 'preview' | 'list' | 'get' | 'compare'>;

export const mds2Commands = {
  take: async (input, context) => {
    const read = await readInput(input as InputOf, context);
    const known = knownStatement(context.sql, read);
    if (known.statementId !== null) return resultOf(read, { ...known, importId: null, checklists: 0 }, context);
    const importId = context.newId<'import'>();
    const statementId = context.newId<'mds2'>();
    const result = resultOf(read, { statementId: null, importId, checklists: 0 }, context);
    const { edition, sheet, manufacturer, models, documentNumber, releasedOn } = result;
    const documentId = await keepFile(input as InputOf, read, context);
    const data = {
      modelId: read.modelId,
      documentId,
      edition,
      sheet,
      manufacturer,
      models,
      documentNumber,
      releasedOn,
    };
    await context.db.mds2Statement.create({
      data: { id: statementId, ...data, findings: JSON.stringify(result.findings), importId, ...madeBy(context) },
    });
    insertLines(context.sql, statementId, read.lines);
    context.record('mds2', statementId, null, { ...data, mds2Rows: read.lines.length });
    const checklists = edition === 'hn1_2019' ? offerToChecklists(context, read.modelId, statementId) : 0;
    await noteRun(input as InputOf, context, read, result, importId);
    context.touch('mds2', 'document', 'import', 'checklist');
    return { ...result, statementId, outcome: 'created' as const, checklists };
  },

  remove: async ({ id }, context) => {
    const { view } = statementOf(context.sql, id);
    const { modelId, documentId, edition, sheet, manufacturer, models, documentNumber, releasedOn } = view;
    await context.db.mds2Statement.delete({ where: { id } });
    context.record(
      'mds2',
      id,
      { modelId, documentId, edition, sheet, manufacturer, models, documentNumber, releasedOn },
      null,
    );
    context.touch('checklist');
    return { removed: true };
  },
} satisfies CommandHandlers<'mds2', 'take' | 'remove'>;

interface ReadInput {
  readonly modelId: ModelId;
  readonly modelName: string;
  readonly sha256: string;
  readonly head: Mds2Head;
  readonly lines: readonly Mds2Line[];
  readonly findings: readonly Mds2Finding[];
  readonly releasedOn: Mds2Head['releasedOn'];
}

async function readInput(input: InputOf, context: QueryContext): Promise<ReadInput> {
  const model = modelMeant(context.sql, input.model);
  const bytes = context.files.upload(input.uploadId);
  const { head, lines: coming } = await context.readMds2({ kind: 'mds2', bytes, sheet: input.sheet });
  const lines: Mds2Line[] = [];
  for await (const line of coming) lines.push(line);
  const releasedOn = input.releasedOn ?? head.releasedOn;
  // A day that a person gave answers what the file left open.
  const open = head.findings.filter(({ code }) => input.releasedOn === null || !code.startsWith('release_day'));
  return {
    modelId: model.id,
    modelName: model.name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head,
    lines,
    releasedOn,
    findings: [
      ...open,
      ...(releasedOn !== null && releasedOn < addMonths(context.today, -AGED_MONTHS)
        ? [{ code: 'statement_aged' as const, value: releasedOn }]
        : []),
      ...(head.models !== null && !plain(head.models).includes(plain(model.name))
        ? [{ code: 'model_not_named' as const, value: head.models.slice(0, 120) }]
        : []),
    ],
  };
}

/** The statement that the same file gave this model before. */
function knownStatement(sql: SqlConnection, { modelId, sha256, head }: ReadInput): { statementId: Mds2Id | null } {
  const known = statement<(string | null)[], { id: string }>(
    sql,
    `SELECT s."id" FROM "Mds2Statement" s JOIN "Document" d ON d."id" = s."documentId" WHERE s."modelId" = ? AND d."sha256" = ? AND s."sheet" IS ?`,
  ).get(modelId, sha256, head.sheet);
  return { statementId: (known?.id ?? null) as Mds2Id | null };
}

/** Keeps the file as it came, once for all the models that it is made for. */
async function keepFile(
  input: InputOf,
  { sha256, head, releasedOn }: ReadInput,
  context: CommandContext,
): Promise<DocumentId> {
  const there = await context.db.document.findFirst({ where: { sha256 }, select: { id: true } });
  if (there !== null) return there.id as DocumentId;
  const title = ['MDS2', head.documentNumber ?? head.models]
    .filter(Boolean)
    .join(' ')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 200);
  return keepDocument(context, context.files.upload(input.uploadId), {
    fileName: input.fileName,
    title,
    kind: 'evidence',
    datedOn: releasedOn,
    receivedOn: context.today,
  });
}

/** Open checklists of a model that no statement stands beside. */
function openChecklists(sql: SqlConnection, modelId: ModelId): string[] {
  return statement<[string], { id: string }>(
    sql,
    `SELECT "id" FROM "Assessment" WHERE "modelId" = ? AND "status" = 'draft' AND "mds2StatementId" IS NULL ORDER BY "id"`,
  )
    .all(modelId)
    .map(({ id }) => id);
}

/** Puts a statement beside the questions of open checklists that have none; one that a person chose is never taken from them. */
function offerToChecklists(context: CommandContext, modelId: ModelId, statementId: Mds2Id): number {
  const ids = openChecklists(context.sql, modelId);
  const update = statement<string[]>(context.sql, 'UPDATE "Assessment" SET "mds2StatementId" = ? WHERE "id" = ?');
  for (const id of ids) {
    update.run(statementId, id);
    context.record('checklist', id, { mds2StatementId: null }, { mds2StatementId: statementId });
  }
  return ids.length;
}

async function noteRun(
  input: InputOf,
  context: CommandContext,
  { sha256, lines }: ReadInput,
  { findings, missing }: Result,
  importId: ImportId,
): Promise<void> {
  const warnings = findings.length + missing.length;
  await context.db.importRun.create({
    data: {
      id: importId,
      noun: 'mds2',
      fileName: plainFileName(input.fileName),
      fileSha256: sha256,
      readRows: lines.length,
      created: 1,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      warnings,
      createdAt: context.now,
      createdBy: context.actor,
    },
  });
  context.note({ noun: 'mds2', importId, created: 1, sha256 });
}

function resultOf(
  { modelId, head, lines, findings, releasedOn }: ReadInput,
  written: { readonly statementId: Mds2Id | null; readonly importId: ImportId | null; readonly checklists: number },
  { sql }: Pick<QueryContext, 'sql'>,
): Result {
  const { format, edition, sheet, manufacturer, models, documentNumber, sheets, missing, extra, notesLinked } = head;
  const before = newestStatement(sql, modelId);
  const by = Object.fromEntries(
    [...Map.groupBy(lines, ({ answer }) => answer)].map(([answer, list]) => [answer, list.length]),
  );
  return {
    ...written,
    modelId,
    outcome: written.statementId === null ? 'created' : 'unchanged',
    format,
    edition,
    sheet,
    manufacturer,
    models,
    documentNumber,
    releasedOn,
    sheets: sheets.map((one) => ({ ...one })),
    found: edition === 'hn1_2019' ? MDS2_IDENTIFIERS.length - missing.length : 0,
    expected: MDS2_IDENTIFIERS.length,
    missing: [...missing],
    extra: [...extra],
    answers: countsOf(by),
    notesLinked,
    findings: [...findings],
    before:
      before === null || edition !== 'hn1_2019'
        ? null
        : {
            id: before.id,
            releasedOn: before.releasedOn,
            documentNumber: before.documentNumber,
            differences: compareStatements(linesOf(sql, before.id), lines).length,
          },
  };
}

function lineView(line: Mds2Line) {
  return { ...line, section: mds2SectionOf(line.identifier), noteNumbers: [...line.noteNumbers] };
}
