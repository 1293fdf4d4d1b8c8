import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { imports } from '../../contract/import.ts';
import type { sbomResultSchema } from '../../contract/import-sbom.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { exactly, parseDay } from '../../domain/day.ts';
import type { ImportId, ModelId, SoftwareVersionId } from '../../domain/ids.ts';
import { versionKey } from '../../domain/name.ts';
import type { SbomProblem, SbomSkip } from '../../domain/sbom.ts';
import {
  type IdentifiedPart,
  type KnownPart,
  type PlannedPart,
  planSbom,
  type SbomFields,
} from '../../domain/sbom-plan.ts';
import { editionContent, vaultCatalogue } from '../catalogue/catalogue.store.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { appendMilestone, datesOf } from '../model/milestone.store.ts';
import { ensureVersion, modelMeant } from '../model/model.store.ts';
import { partialDay, plainFileName } from '../records.ts';
import { Journal } from './journal.ts';
import type { SbomHead } from './read-sbom.ts';
import { insert, STAMP_COLUMNS, stampValues, update, type Writing } from './work.ts';

type Result = z.input<typeof sbomResultSchema>;
type Input = (typeof imports.previewSbom)['~orpc'] extends { inputSchema?: infer Schema }
  ? z.output<NonNullable<Schema> & z.ZodType>
  : never;

/** Components and problems that a result carries. */
const LISTED = 200;
/** Components between two pauses for other calls. */
const PARTS_PER_STEP = 1000;

const COLUMNS = [
  'kind',
  'label',
  'version',
  'supplier',
  'purl',
  'cpe',
  'releaseKey',
  'securityRelevant',
  'endOn',
  'endPrecision',
  'endSource',
] as const satisfies readonly (keyof SbomFields)[];

export const sbomQueries = {
  previewSbom: async (input, context) => {
    const modelId = modelMeant(context.sql, (input as Input).model).id;
    const { bill, plan } = await readAndPlan(input as Input, context, {
      modelId,
      versionId: knownVersion(context.sql, modelId, (input as Input).softwareVersion),
    });
    const owner = { modelId, versionId: knownVersion(context.sql, modelId, (input as Input).softwareVersion) };
    const dates = productDates(context.sql, bill, owner);
    return resultOf(null, modelId, bill, plan, dates, vaultCatalogue(context.sql));
  },
} satisfies QueryHandlers<'imports', 'previewSbom'>;

export const sbomCommands = {
  sbom: async ({ jobId, ...rest }, context) => {
    const input = rest as Input;
    const job = context.job(jobId);
    await job.step(0, 1);
    const modelId = modelMeant(context.sql, input.model).id;
    const versionMade = knownVersion(context.sql, modelId, input.softwareVersion) === undefined;
    const versionId = await ensureVersion(context, modelId, input.softwareVersion);
    const { bill, plan } = await readAndPlan(input, context, { modelId, versionId });
    const importId = context.newId<'import'>();
    const dates = productDates(context.sql, bill, { modelId, versionId });
    const result = resultOf(importId, modelId, bill, plan, dates, vaultCatalogue(context.sql));
    // The run is written first: what it changes refers to it.
    await noteRun(input, context, importId, result);
    if (versionMade) markMade(context.sql, 'SoftwareVersion', versionId ?? '', importId);
    const work: Writing = { ...context, write: true, importId, journal: new Journal(context.sql, importId) };
    for (const [index, one] of plan.entries()) {
      write(work, one, versionId === null ? { modelId } : { softwareVersionId: versionId }, () => context.newId());
      if (index % PARTS_PER_STEP === 0) await job.step(index, plan.length);
    }
    await job.step(1, 1);
    if (input.productDates) recordDates(context, input, bill, dates, { modelId, versionId }, importId);
    context.relist.models([modelId]);
    await proposeFindings(context, { modelIds: [modelId] });
    context.touch('model');
    return result;
  },
} satisfies CommandHandlers<'imports', 'sbom'>;

interface Owner {
  readonly modelId: ModelId;
  /** Null for the model as a whole; undefined for a version that is not there yet, and so has no parts. */
  readonly versionId: SoftwareVersionId | null | undefined;
}

async function readAndPlan(
  input: Input,
  context: QueryContext,
  { modelId, versionId }: Owner,
): Promise<{ bill: SbomHead; plan: readonly PlannedPart[] }> {
  const { bill, parts } = await context.readSbom({
    kind: 'sbom',
    bytes: context.files.upload(input.uploadId),
    catalogue: editionContent(context.sql),
  });
  const all: IdentifiedPart[] = [];
  for await (const part of parts) all.push(part);
  const known =
    versionId === undefined
      ? []
      : versionId === null
        ? knownParts(context.sql, 'modelId', modelId)
        : knownParts(context.sql, 'softwareVersionId', versionId);
  return { bill, plan: planSbom(all, known, plainFileName(input.fileName)) };
}

/** The version of that name; null for no name, undefined when there is none of it. */
function knownVersion(sql: SqlConnection, modelId: ModelId, name: string | null): Owner['versionId'] {
  if (!name) return null;
  const select = statement<[string, string], { id: string }>(
    sql,
    'SELECT "id" FROM "SoftwareVersion" WHERE "modelId" = ? AND "nameKey" = ?',
  );
  return select.get(modelId, versionKey(name))?.id as SoftwareVersionId | undefined;
}

function knownParts(sql: SqlConnection, owner: 'modelId' | 'softwareVersionId', id: string): KnownPart[] {
  const columns = COLUMNS.map((column) => `"${column}"`).join(', ');
  const rows = statement<[string], Omit<KnownPart, 'securityRelevant'> & { securityRelevant: number }>(
    sql,
    `SELECT "id", ${columns} FROM "Component" WHERE "${owner}" = ? ORDER BY "id"`,
  ).all(id);
  return rows.map((row) => ({ ...row, securityRelevant: row.securityRelevant === 1 }));
}

function write(
  work: Writing,
  { known, fields, outcome }: PlannedPart,
  owner: { modelId: ModelId } | { softwareVersionId: SoftwareVersionId },
  newId: () => string,
): void {
  if (outcome === 'unchanged') return;
  if (known !== null) {
    const changes = COLUMNS.filter((name) => fields[name] !== known[name]).map((name) => [name, fields[name]]);
    update(work, 'Component', 'component', known.id, known, Object.fromEntries(changes));
    return;
  }
  const [column, id] = 'modelId' in owner ? ['modelId', owner.modelId] : ['softwareVersionId', owner.softwareVersionId];
  const values = COLUMNS.map((name) => fields[name]);
  insert(
    work,
    `INSERT INTO "Component" ("id", "${column}", ${COLUMNS.map((name) => `"${name}"`).join(', ')}, ${STAMP_COLUMNS}) VALUES (?, ?, ${COLUMNS.map(() => '?').join(', ')}, ?, ?, ?, ?, ?, ?)`,
    [newId(), id, ...values.map((value) => (typeof value === 'boolean' ? Number(value) : value)), ...stampValues(work)],
  );
}

/** The dates of the product beside what is recorded of the model or of the version so far. */
function productDates(sql: SqlConnection, bill: SbomHead, { modelId, versionId }: Owner): Result['productDates'] {
  return (bill.product?.dates ?? []).map(({ kind, term, on }) => {
    const slot = { modelId, softwareVersionId: versionId ?? null, deviceId: null, kind };
    const before = versionId === undefined ? null : (datesOf(sql, slot).at(-1) ?? null);
    const same = before?.on === on.on && before.precision === on.precision;
    return { kind, term, on, before, outcome: before === null ? 'created' : same ? 'unchanged' : 'updated' };
  });
}

/** Appends the dates that differ; what was said before stays in the history (domain.md E6). */
function recordDates(
  context: CommandContext,
  input: Input,
  { madeAt }: SbomHead,
  dates: Result['productDates'],
  { modelId, versionId }: { readonly modelId: ModelId; readonly versionId: SoftwareVersionId | null },
  importId: ImportId,
): void {
  const made = parseDay(madeAt?.slice(0, 10) ?? '');
  for (const { kind, term, on, outcome } of dates) {
    if (outcome === 'unchanged') continue;
    const { id } = appendMilestone(context, {
      modelId,
      softwareVersionId: versionId,
      deviceId: null,
      kind,
      on: partialDay(on.on, on.precision),
      vendorTerm: term,
      source: plainFileName(input.fileName) || null,
      documentId: null,
      announcedOn: made !== null && made <= context.today ? made : null,
      receivedOn: context.today,
      confidence: 'stated',
    });
    markMade(context.sql, 'Milestone', id, importId);
  }
}

/** Says of a record that is made in the ordinary way which import it came with. */
function markMade(sql: SqlConnection, table: 'Milestone' | 'SoftwareVersion', id: string, importId: ImportId): void {
  statement<[string, string]>(sql, `UPDATE "${table}" SET "importId" = ? WHERE "id" = ?`).run(importId, id);
}

async function noteRun(input: Input, context: CommandContext, importId: ImportId, result: Result): Promise<void> {
  const { read, created, updated, unchanged, skipped, problems } = result;
  const rejected = skipped.reduce((sum, { count }) => sum + count, 0);
  const sha256 = createHash('sha256').update(context.files.upload(input.uploadId)).digest('hex');
  await context.db.importRun.create({
    data: {
      id: importId,
      noun: 'sbom',
      fileName: plainFileName(input.fileName),
      fileSha256: sha256,
      readRows: read,
      created,
      updated,
      unchanged,
      rejected,
      warnings: problems.length,
      madeAt: result.madeAt,
      createdAt: context.now,
      createdBy: context.actor,
    },
  });
  context.note({ noun: 'sbom', importId, modelId: result.modelId, created, updated, unchanged, rejected, sha256 });
}

function resultOf(
  importId: ImportId | null,
  modelId: ModelId,
  bill: SbomHead,
  plan: readonly PlannedPart[],
  dates: Result['productDates'],
  catalogue: Catalogue,
): Result {
  const { format, version, madeAt, product, read } = bill;
  const count = (outcome: PlannedPart['outcome']) => plan.filter((one) => one.outcome === outcome).length;
  const limiting = plan.filter(({ fields }) => fields.securityRelevant);
  const others = plan.filter(({ fields }) => !fields.securityRelevant);
  const kept = plan.flatMap(({ part, problem, fields }): SbomProblem[] =>
    problem === null ? [] : [{ component: fields.label, code: problem, value: part.end?.on.on ?? '' }],
  );
  return {
    importId,
    modelId,
    format,
    version,
    madeAt,
    product: product && { name: product.name, version: product.version },
    productDates: dates,
    read,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    skipped: (Object.entries(bill.skipped) as [SbomSkip, number][]).map(([code, amount]) => ({ code, count: amount })),
    limiting: limiting.length,
    withEnd: plan.filter(({ part }) => part.end !== null).length,
    components: [...limiting, ...others].slice(0, LISTED).map((part) => shown(part, catalogue)),
    problems: [...bill.problems, ...kept].slice(0, LISTED),
  };
}

function shown({ part, fields, outcome }: PlannedPart, catalogue: Catalogue): Result['components'][number] {
  const { kind, label, version, supplier, releaseKey, endOn, endPrecision, endSource, securityRelevant } = fields;
  const release = releaseKey === null ? undefined : catalogue.byKey.get(releaseKey);
  const dated = release && release.securityEnd !== 'open' && release.securityEnd !== 'ended';
  return {
    kind,
    label,
    version,
    supplier,
    purl: part.purl,
    cpe: part.cpe,
    release: release?.label ?? null,
    endsOn: partialDay(endOn, endPrecision) ?? (dated ? exactly(release.securityEnd) : null),
    endSource,
    limits: securityRelevant,
    outcome,
  };
}
