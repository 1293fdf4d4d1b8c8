import type { z } from 'zod';
import type { milestoneEntrySchema } from '../../contract/device.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day, PartialDay, Precision } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, DocumentId, MilestoneId, ModelId, OwnMilestoneId } from '../../domain/ids.ts';
import { readMilestone } from '../../domain/import/values.ts';
import { type Distances, distancesOf } from '../../domain/milestone.ts';
import { type Confidence, isMilestoneKind, type MilestoneKind } from '../../domain/model.ts';
import { placeKey } from '../../domain/name.ts';
import type { CommandContext, Records } from '../context.ts';
import { found, madeBy, partialDay } from '../records.ts';

type MilestoneView = z.input<typeof milestoneEntrySchema>;

/** A date to be recorded. At most one of version and device is set; with neither it is the model's. */
export interface NewMilestone {
  readonly modelId: ModelId;
  readonly softwareVersionId: string | null;
  readonly deviceId: DeviceId | null;
  readonly kind: MilestoneKind | OwnMilestoneId;
  readonly on: PartialDay | null;
  readonly vendorTerm: string | null;
  readonly source: string | null;
  readonly documentId: DocumentId | null;
  readonly announcedOn: Day | null;
  readonly receivedOn: Day | null;
  readonly confidence: Confidence;
}

/** Whose history an entry belongs to. */
export type MilestoneSlot = Pick<NewMilestone, 'modelId' | 'softwareVersionId' | 'deviceId' | 'kind'>;

interface DateRow {
  readonly onDay: Day | null;
  readonly precision: Precision;
}

/** The dates of one history, oldest first; null among them is "not known". Its last one holds. */
export function datesOf(sql: SqlConnection, slot: MilestoneSlot): (PartialDay | null)[] {
  // Identifiers sort by the time at which they were made.
  const rows = statement<(string | null)[], DateRow>(
    sql,
    `SELECT "onDay", "precision" FROM "Milestone" WHERE "modelId" = ? AND "kind" = ? AND "softwareVersionId" IS ? AND "deviceId" IS ? ORDER BY "id"`,
  ).all(slot.modelId, slot.kind, slot.softwareVersionId, slot.deviceId);
  return rows.map(({ onDay, precision }) => onDay && { on: onDay, precision });
}

/** Adds an entry to a history and notes it for the history of its model or device. Whoever calls brings the register up to date. */
export function appendMilestone(
  context: CommandContext,
  entry: NewMilestone,
): Distances & { readonly id: MilestoneId } {
  const earlier = datesOf(context.sql, entry);
  const id = context.newId<'milestone'>();
  const { createdAt, createdBy } = madeBy(context);
  statement<(string | null)[]>(
    context.sql,
    `INSERT INTO "Milestone" ("id", "modelId", "softwareVersionId", "deviceId", "kind", "onDay", "precision", "vendorTerm", "source", "documentId",
       "announcedOn", "receivedOn", "confidence", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    entry.modelId,
    entry.softwareVersionId,
    entry.deviceId,
    entry.kind,
    entry.on?.on ?? null,
    entry.on?.precision ?? 'day',
    entry.vendorTerm,
    entry.source,
    entry.documentId,
    entry.announcedOn,
    entry.receivedOn,
    entry.confidence,
    createdAt,
    createdBy,
  );
  const [noun, recordId] =
    entry.deviceId === null ? (['model', entry.modelId] as const) : (['device', entry.deviceId] as const);
  context.record(noun, recordId, { [entry.kind]: earlier.at(-1)?.on ?? null }, { [entry.kind]: entry.on?.on ?? null });
  const before = earlier.map((one) => one?.on ?? null);
  return { id, ...distancesOf(before, entry.on?.on ?? null) };
}

/** @throws AppError `not_found` for a date of its own that the organisation does not have */
export async function requireKind({ db }: { readonly db: Records }, kind: string): Promise<void> {
  if (isMilestoneKind(kind)) return;
  found(await db.ownMilestone.findUnique({ where: { id: kind }, select: { id: true } }), 'own_milestone', kind);
}

/** The names of the organisation's own dates by their identifiers. */
export function ownMilestoneNames(sql: SqlConnection): ReadonlyMap<string, string> {
  const rows = statement<[], { id: string; name: string }>(sql, 'SELECT "id", "name" FROM "OwnMilestone"').all();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * Adds a date of the organisation's own. @throws AppError `already_exists` where the name is taken or means one of the six,
 * `input_refused` with `milestone_word_ambiguous` where vendors mean different dates by it
 */
export async function addOwnMilestone(context: CommandContext, name: string): Promise<OwnMilestoneId> {
  const { value, problem } = readMilestone(name);
  if (problem?.code === 'milestone_word_ambiguous')
    throw new AppError('input_refused', { problem: problem.code, field: 'name' });
  const nameKey = placeKey(name);
  const same = await context.db.ownMilestone.findUnique({ where: { nameKey }, select: { id: true } });
  if (value !== null || same)
    throw new AppError('already_exists', { noun: 'own_milestone', field: 'name', value: name });
  const id = context.newId<'ownMilestone'>();
  await context.db.ownMilestone.create({ data: { id, name, nameKey, ...madeBy(context) } });
  context.record('own_milestone', id, null, { name });
  return id;
}

/** The history of named dates, newest entry first. */
export async function milestoneViews(
  { db, sql }: { readonly db: Records; readonly sql: SqlConnection },
  where: { modelId: string; deviceId?: null; OR?: ({ deviceId: string } | { deviceId: null })[] },
): Promise<MilestoneView[]> {
  const rows = await db.milestone.findMany({
    where,
    include: { softwareVersion: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });
  const names = ownMilestoneNames(sql);
  const histories = new Map<string, (Day | null)[]>();
  const last = new Map<string, string>();
  const views = rows.map((row): MilestoneView => {
    const slot = `${row.kind}|${row.softwareVersionId}|${row.deviceId}`;
    const earlier = histories.get(slot) ?? [];
    const on = row.onDay as Day | null;
    const distances = distancesOf(earlier, on);
    histories.set(slot, [...earlier, on]);
    last.set(slot, row.id);
    return {
      id: row.id as MilestoneId,
      kind: row.kind,
      ownName: names.get(row.kind) ?? null,
      owner: row.deviceId !== null ? 'device' : row.softwareVersionId !== null ? 'software_version' : 'model',
      softwareVersion: row.softwareVersion?.name ?? null,
      on: partialDay(row.onDay, row.precision),
      vendorTerm: row.vendorTerm,
      source: row.source,
      documentId: row.documentId as DocumentId | null,
      announcedOn: row.announcedOn as Day | null,
      receivedOn: row.receivedOn as Day | null,
      confidence: row.confidence,
      recordedAt: row.createdAt,
      recordedBy: row.createdBy,
      ...distances,
      current: false,
    };
  });
  const current = new Set(last.values());
  return views.map((view) => ({ ...view, current: current.has(view.id) })).reverse();
}
