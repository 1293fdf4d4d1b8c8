import type { z } from 'zod';
import { LETTER_ENTRIES, type letterDatesSchema } from '../../contract/letter.ts';
import { statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ModelId } from '../../domain/ids.ts';
import { isMilestoneKind } from '../../domain/model.ts';
import { milestoneTrigger, type TriggerKey } from '../../domain/obligation.ts';
import type { CommandHandlers, QueryHandlers, Source } from '../context.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { found } from '../records.ts';
import { createTask } from '../task/task.store.ts';
import { type LetterScope, previewLetter } from './letter.store.ts';
import { appendMilestone, requireKind } from './milestone.store.ts';
import { ensureVersion } from './model.store.ts';

type LetterDates = z.output<typeof letterDatesSchema>;

export const letterQueries = {
  previewLetter: async (letter, context) => previewLetter(context, letter, await scopeOf(context, letter)),
} satisfies QueryHandlers<'model', 'previewLetter'>;

export const letterCommands = {
  recordLetter: async ({ task, ...letter }, context) => {
    const scope = await scopeOf(context, letter);
    const { documentId, announcedOn, receivedOn, confidence, source } = letter;
    if (documentId !== null)
      found(
        await context.db.document.findUnique({ where: { id: documentId }, select: { id: true } }),
        'document',
        documentId,
      );
    const said = { documentId, announcedOn, receivedOn, confidence, source };
    const deciding = new Set<ModelId>();
    const told = new Set<TriggerKey>();
    let [dates, movedEarlier, movedLater] = [0, 0, 0];
    for (const { modelIds, softwareVersion, kind, on, vendorTerm } of letter.dates) {
      for (const modelId of new Set(modelIds)) {
        const softwareVersionId = await ensureVersion(context, modelId, softwareVersion);
        const devices = scope.devices === null ? [null] : (scope.devices.get(modelId) ?? []);
        for (const deviceId of devices) {
          const { movedDays } = appendMilestone(context, {
            modelId,
            softwareVersionId,
            deviceId,
            kind,
            on,
            vendorTerm,
            ...said,
          });
          dates += 1;
          if (movedDays !== null && movedDays < 0) movedEarlier += 1;
          if (movedDays !== null && movedDays > 0) movedLater += 1;
        }
        if (isMilestoneKind(kind)) deciding.add(modelId);
        if (scope.devices === null) told.add(milestoneTrigger(modelId, softwareVersionId, kind));
      }
    }
    if (scope.devices === null) context.relist.models([...deciding]);
    else context.relist.devices([...deciding].flatMap((modelId) => scope.devices?.get(modelId) ?? []));
    await refreshObligations(context, [...told]);
    const taskId = task && (await createTask(context, { ...task, ...aboutOf(letter), documentId, notes: null }));
    return { dates, movedEarlier, movedLater, taskId };
  },
} satisfies CommandHandlers<'model', 'recordLetter'>;

/** A task is about the one device or the one model of the letter, else about its vendor. */
function aboutOf({ vendorId, dates, deviceIds }: LetterDates) {
  const models = [...new Set(dates.flatMap(({ modelIds }) => modelIds))];
  const [deviceId = null] = deviceIds.length === 1 ? deviceIds : [];
  const [modelId = null] = models.length === 1 ? models : [];
  return { vendorId, modelId, deviceId };
}

/**
 * Looks at what a letter names, before anything is written. @throws AppError `not_found`; `input_refused` with
 * `model_of_other_vendor`, `device_of_other_model`, `version_of_device` (a device has no date for a version of its own) or
 * `too_many_dates`
 */
async function scopeOf(
  source: Pick<Source, 'db' | 'sql'>,
  { vendorId, dates, deviceIds }: LetterDates,
): Promise<LetterScope> {
  const { db, sql } = source;
  found(await db.vendor.findUnique({ where: { id: vendorId }, select: { id: true } }), 'vendor', vendorId);
  for (const kind of new Set(dates.map((date) => date.kind))) await requireKind(source, kind);
  const named = [...new Set(dates.flatMap(({ modelIds }) => modelIds))];
  const models = new Map(
    statement<[string], { id: ModelId; name: string; vendorId: string }>(
      sql,
      'SELECT "id", "name", "vendorId" FROM "DeviceModel" WHERE "id" IN (SELECT value FROM json_each(?))',
    )
      .all(JSON.stringify(named))
      .map((model) => [model.id, model]),
  );
  for (const id of named) {
    if (found(models.get(id), 'model', id).vendorId !== vendorId)
      throw new AppError('input_refused', { problem: 'model_of_other_vendor', field: 'modelIds' });
  }
  const devices = deviceIds.length === 0 ? null : devicesOf(sql, [...new Set(deviceIds)]);
  if (devices !== null) {
    for (const modelId of devices.keys()) {
      if (!models.has(modelId))
        throw new AppError('input_refused', { problem: 'device_of_other_model', field: 'deviceIds' });
    }
    if (dates.some(({ softwareVersion }) => softwareVersion?.trim()))
      throw new AppError('input_refused', { problem: 'version_of_device', field: 'softwareVersion' });
  }
  const count = (modelId: ModelId) => (devices === null ? 1 : (devices.get(modelId)?.length ?? 0));
  const entries = dates.flatMap(({ modelIds }) => [...new Set(modelIds)].map(count)).reduce((sum, one) => sum + one, 0);
  if (entries > LETTER_ENTRIES)
    throw new AppError('input_refused', { problem: 'too_many_dates', limit: LETTER_ENTRIES });
  return { models, devices, entries };
}

/** The devices by their models. @throws AppError `not_found` */
function devicesOf(sql: Source['sql'], ids: readonly DeviceId[]): ReadonlyMap<ModelId, DeviceId[]> {
  const rows = statement<[string], { id: DeviceId; modelId: ModelId }>(
    sql,
    'SELECT "id", "modelId" FROM "Device" WHERE "id" IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(ids));
  const known = new Set(rows.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) throw new AppError('not_found', { noun: 'device', id });
  const byModel = new Map<ModelId, DeviceId[]>();
  for (const { id, modelId } of rows) byModel.set(modelId, [...(byModel.get(modelId) ?? []), id]);
  return byModel;
}
