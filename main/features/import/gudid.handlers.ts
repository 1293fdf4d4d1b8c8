import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { gudidResultSchema } from '../../contract/gudid.ts';
import { statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import { type GudidDevice, gudidName } from '../../domain/gudid.ts';
import type { ImportId, ModelId } from '../../domain/ids.ts';
import { ImportFileError } from '../../domain/import/problems.ts';
import { modelKey, vendorKey } from '../../domain/name.ts';
import { milestoneTrigger } from '../../domain/obligation.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { appendMilestone } from '../model/milestone.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { plainFileName } from '../records.ts';
import { type GudidInput, lineOf, type PlannedDevice, planGudid, vendorOf } from './gudid-plan.ts';
import { Journal } from './journal.ts';
import { insert, STAMP_COLUMNS, stampValues, update, type Writing } from './work.ts';

type Result = z.input<typeof gudidResultSchema>;

/** Devices that an answer lists. */
const LISTED = 500;

export const gudidQueries = {
  previewGudid: async (given, context) => {
    const input = given as GudidInput;
    const { devices, refused } = await readFiles(input, context);
    return resultOf(null, planGudid(context.sql, devices, input), refused);
  },
} satisfies QueryHandlers<'imports', 'previewGudid'>;

export const gudidCommands = {
  gudid: async (given, context) => {
    const input = given as GudidInput;
    for (const id of [input.modelId, ...input.choices.map(({ modelId }) => modelId)]) requireModel(context, id);
    const { devices, refused } = await readFiles(input, context);
    const plan = planGudid(context.sql, devices, input);
    const importId = context.newId<'import'>();
    const result = resultOf(importId, plan, refused);
    // The run is written first: what it changes refers to it.
    await noteRun(input, context, importId, result);
    const work: Writing = { ...context, write: true, importId, journal: new Journal(context.sql, importId) };
    const changed = plan.flatMap((one): ModelId[] => {
      if (one.outcome === 'created') return [make(context, work, one)];
      if (one.outcome !== 'updated' || one.model === null) return [];
      change(context, work, one, one.model.id);
      return [one.model.id];
    });
    context.relist.models(changed);
    await proposeFindings(context, { modelIds: changed });
    const moved = plan.flatMap(({ model, changes }) =>
      model !== null && changes.some(({ field }) => field === 'endOfSales') ? [model.id] : [],
    );
    await refreshObligations(
      context,
      moved.map((id) => milestoneTrigger(id, null, 'end_of_sales')),
    );
    context.touch('model', 'vendor', 'device');
    return result;
  },
} satisfies CommandHandlers<'imports', 'gudid'>;

/** @throws AppError `not_found` */
function requireModel({ sql }: CommandContext, id: ModelId | null): void {
  if (id === null) return;
  if (statement<[string]>(sql, 'SELECT 1 FROM "DeviceModel" WHERE "id" = ?').get(id) === undefined)
    throw new AppError('not_found', { noun: 'model', id });
}

/** The devices of all files that can be read. @throws ImportFileError of the first file when none can */
async function readFiles(
  { files }: GudidInput,
  context: QueryContext,
): Promise<{ devices: readonly GudidDevice[]; refused: Result['refused'] }> {
  const { head, rows } = await context.readGudid({
    kind: 'gudid',
    files: files.map(({ uploadId }) => context.files.upload(uploadId)),
  });
  const devices: GudidDevice[] = [];
  for await (const { file: _file, ...device } of rows) devices.push(device);
  const refused = head.refused.flatMap((one, index) =>
    one === null ? [] : [{ ...one, file: plainFileName(files[index]?.fileName ?? ''), details: { ...one.details } }],
  );
  const [first] = refused;
  if (first !== undefined && refused.length === files.length) throw new ImportFileError(first.code, first.details);
  return { devices, refused };
}

/** A model of a device that is none of ours, with its maker where that one is not known either. */
function make(context: CommandContext, work: Writing, planned: PlannedDevice): ModelId {
  const { device } = planned;
  const name = gudidName(device) ?? device.identifiers[0] ?? '';
  const company = device.company ?? name;
  const vendorId = vendorOf(context.sql, company) ?? context.newId<'vendor'>();
  if (vendorOf(context.sql, company) === null)
    insert(
      work,
      `INSERT INTO "Vendor" ("id", "name", "nameKey", ${STAMP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [...[vendorId, company, vendorKey(company)], ...stampValues(work)],
    );
  const known = statement<[string, string], { id: ModelId }>(
    context.sql,
    'SELECT "id" FROM "DeviceModel" WHERE "vendorId" = ? AND "nameKey" = ?',
  ).get(vendorId, modelKey(name));
  const id = known?.id ?? context.newId<'model'>();
  if (known === undefined)
    insert(
      work,
      `INSERT INTO "DeviceModel" ("id", "vendorId", "name", "nameKey", "udiDi", "catalogNumber", "gmdnCode", "gmdnTerm", ${STAMP_COLUMNS})
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[id, vendorId, name, modelKey(name), device.identifiers[0] ?? null],
        ...[device.catalogNumber, device.gmdnCode, device.gmdnTerm, ...stampValues(work)],
      ],
    );
  recordSalesEnd(context, work, device, id);
  return id;
}

const COLUMNS = ['udiDi', 'catalogNumber', 'gmdnCode', 'gmdnTerm'] as const;

function change(context: CommandContext, work: Writing, { device, model, changes }: PlannedDevice, id: ModelId): void {
  const fields = changes.filter(({ field }) => COLUMNS.some((column) => column === field));
  if (fields.length > 0)
    update(
      work,
      'DeviceModel',
      'model',
      id,
      Object.fromEntries(fields.map(({ field, before }) => [field, before])),
      Object.fromEntries(fields.map(({ field, after }) => [field, after])),
    );
  if (changes.some(({ field }) => field === 'endOfSales')) recordSalesEnd(context, work, device, id);
  // Two devices of one file may bring the same name.
  if (model !== null && device.company !== null && changes.some(({ field }) => field === 'alias')) {
    if (vendorOf(context.sql, device.company) !== null) return;
    const key = vendorKey(device.company);
    insert(work, 'INSERT INTO "VendorAlias" ("aliasKey", "alias", "vendorId") VALUES (?, ?, ?)', [
      ...[key, device.company, model.vendorId],
    ]);
    work.journal?.made('vendor_alias', key, model.vendorId);
    work.journal?.namedVendor(model.vendorId);
  }
}

/** What the database calls that day. It ends the sale and never the support (domain.md 5.5). */
const TERM = 'Commercial Distribution End Date';

function recordSalesEnd(
  context: CommandContext,
  { importId, sql }: Writing,
  device: GudidDevice,
  modelId: ModelId,
): void {
  if (device.salesEndOn === null) return;
  const { id } = appendMilestone(context, {
    ...{ modelId, softwareVersionId: null, deviceId: null, kind: 'end_of_sales' },
    on: { on: device.salesEndOn, precision: 'day' },
    vendorTerm: TERM,
    source: 'GUDID',
    documentId: null,
    announcedOn: null,
    receivedOn: context.today,
    confidence: 'stated',
  });
  statement<[string, string]>(sql, 'UPDATE "Milestone" SET "importId" = ? WHERE "id" = ?').run(importId, id);
}

async function noteRun(
  { files }: GudidInput,
  context: CommandContext,
  importId: ImportId,
  { read, created, updated, unchanged, asked, leftOut }: Result,
): Promise<void> {
  const hash = createHash('sha256');
  for (const { uploadId } of files) hash.update(context.files.upload(uploadId));
  const sha256 = hash.digest('hex');
  const rejected = asked + leftOut;
  const counts = { created, updated, unchanged, rejected };
  const fileName = plainFileName(files[0]?.fileName ?? '');
  const madeBy = { createdAt: context.now, createdBy: context.actor };
  await context.db.importRun.create({
    data: {
      id: importId,
      noun: 'gudid',
      fileName,
      fileSha256: sha256,
      readRows: read,
      ...counts,
      warnings: 0,
      ...madeBy,
    },
  });
  context.note({ noun: 'gudid', importId, files: files.length, ...counts, sha256 });
}

function resultOf(importId: ImportId | null, plan: readonly PlannedDevice[], refused: Result['refused']): Result {
  const count = (outcome: PlannedDevice['outcome']) => plan.filter((one) => one.outcome === outcome).length;
  const first = plan.filter(({ outcome }) => outcome === 'asked');
  const rest = plan.filter(({ outcome }) => outcome !== 'asked');
  return {
    importId,
    read: plan.length,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    asked: first.length,
    leftOut: count('left_out'),
    refused,
    devices: [...first, ...rest].slice(0, LISTED).map(lineOf),
  };
}
