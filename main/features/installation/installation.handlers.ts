import { statement } from '../../data/connection.ts';
import type { CommitmentKind } from '../../domain/commitment.ts';
import { AppError } from '../../domain/error.ts';
import type { DeviceId, ObligationId } from '../../domain/ids.ts';
import type { Installer } from '../../domain/model.ts';
import { isResponseTimeMissing } from '../../domain/own-times.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { type DeviceSource, deviceIdsOf } from '../obligation/obligation-devices.ts';
import { momentOn } from '../obligation/obligation-list.store.ts';
import { found } from '../records.ts';
import { installationsOf, installTimes, sourceOfInstaller } from './installation.store.ts';

export const installationQueries = {
  ofDevice: async ({ deviceId }, { db, sql, today, now }) => {
    found(await db.device.findUnique({ where: { id: deviceId }, select: { id: true } }), 'device', deviceId);
    return installationsOf(sql, deviceId, momentOn(today, { today, now }));
  },

  ofModel: async ({ modelId }, { db, sql, today }) => {
    const select = { vendorId: true, whoInstalls: true } as const;
    const model = found(await db.deviceModel.findUnique({ where: { id: modelId }, select }), 'model', modelId);
    const who = model.whoInstalls as Installer | null;
    const target = { modelId, vendorId: model.vendorId, whoInstalls: who, softwareVersionId: null, component: null };
    const { promises, ownTimes } = installTimes(sql, target, today);
    const responseTimeMissing = isResponseTimeMissing(who, promises.length);
    return { who, source: sourceOfInstaller(sql, modelId), promises, ownTimes, responseTimeMissing };
  },
} satisfies QueryHandlers<'installation', 'ofDevice' | 'ofModel'>;

export const installationCommands = {
  record: async ({ obligationId, deviceIds, assetTags, doneOn, note }, context) => {
    const obligation = owedInstallation(context, obligationId);
    if (doneOn > context.today) throw new AppError('input_refused', { problem: 'done_in_future', field: 'doneOn' });
    const members = new Set<string>(deviceIdsOf(context.sql, obligation));
    const { ids, missing } = chosen(context, members, deviceIds, assetTags);
    if (ids.length === 0 && missing.length === 0)
      throw new AppError('input_refused', { problem: 'no_devices', field: 'assetTags' });
    const recorded = ids.filter((id) => write(context, obligationId, id, doneOn, note || null));
    for (const id of recorded)
      context.record('device', id, { installed: null }, { installed: obligation.title, installedOn: doneOn });
    const installed = installedCount(context, obligationId, members);
    if (recorded.length > 0) {
      const told = { devices: members.size, installed };
      context.record('obligation', obligationId, { installed: installed - recorded.length }, told);
      await changed(context, obligation);
    }
    return { recorded: recorded.length, devices: members.size, installed, missing };
  },

  remove: async ({ obligationId, deviceIds }, context) => {
    const obligation = owedInstallation(context, obligationId);
    const remove = statement<[string, string]>(
      context.sql,
      'DELETE FROM "Installation" WHERE "obligationId" = ? AND "deviceId" = ?',
    );
    const removed = [...new Set(deviceIds)].filter((id) => remove.run(obligationId, id).changes > 0);
    for (const id of removed) context.record('device', id, { installed: obligation.title }, { installed: null });
    if (removed.length > 0) {
      context.record('obligation', obligationId, { notInstalled: null }, { notInstalled: removed.length });
      await changed(context, obligation);
    }
    return { removed: removed.length };
  },
} satisfies CommandHandlers<'installation', 'record' | 'remove'>;

interface Owed extends DeviceSource {
  readonly title: string;
  readonly kind: CommitmentKind;
}

/** @throws AppError `not_found`, or `input_refused` with `not_an_installation` for a promise of another kind */
function owedInstallation({ sql }: Pick<CommandContext, 'sql'>, id: ObligationId): Owed {
  const row = found(
    statement<[string], Owed>(
      sql,
      `SELECT o."id", o."commitmentId", o."triggerKind", o."triggerKey", o."modelId", o."title", c."kind"
       FROM "Obligation" o JOIN "Commitment" c ON c."id" = o."commitmentId" WHERE o."id" = ?`,
    ).get(id) ?? null,
    'obligation',
    id,
  );
  if (row.kind !== 'INSTALL') throw new AppError('input_refused', { problem: 'not_an_installation' });
  return row;
}

/** The devices that are meant and belong to the obligation, each once; and the tags that name none of them. */
function chosen(
  { sql }: Pick<CommandContext, 'sql'>,
  members: ReadonlySet<string>,
  deviceIds: readonly DeviceId[],
  assetTags: readonly string[],
): { ids: DeviceId[]; missing: string[] } {
  const find = statement<[string], string>(sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?').pluck();
  const ids = new Set<DeviceId>(deviceIds.filter((id) => members.has(id)));
  const missing: string[] = [];
  for (const tag of new Set(assetTags)) {
    const id = find.get(tag);
    if (id !== undefined && members.has(id)) ids.add(id as DeviceId);
    else missing.push(tag);
  }
  return { ids: [...ids], missing };
}

/** False where the same was noted before. */
function write(
  { sql, now, actor }: Pick<CommandContext, 'sql' | 'now' | 'actor'>,
  obligationId: ObligationId,
  deviceId: DeviceId,
  doneOn: string,
  note: string | null,
): boolean {
  return (
    statement<(string | null)[]>(
      sql,
      `INSERT INTO "Installation" ("obligationId", "deviceId", "doneOn", "note", "createdAt", "createdBy") VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT ("obligationId", "deviceId") DO UPDATE SET "doneOn" = excluded."doneOn", "note" = excluded."note",
         "createdAt" = excluded."createdAt", "createdBy" = excluded."createdBy"
       WHERE "doneOn" <> excluded."doneOn" OR "note" IS NOT excluded."note"`,
    ).run(obligationId, deviceId, doneOn, note, now, actor).changes > 0
  );
}

function installedCount({ sql }: Pick<CommandContext, 'sql'>, id: ObligationId, members: ReadonlySet<string>): number {
  return statement<[string], string>(sql, 'SELECT "deviceId" FROM "Installation" WHERE "obligationId" = ?')
    .pluck()
    .all(id)
    .filter((deviceId) => members.has(String(deviceId))).length;
}

/** The last device may have been among them, or is missing again. */
async function changed(context: CommandContext, { triggerKey }: Owed): Promise<void> {
  context.touch('obligation', 'device');
  await refreshObligations(context, [triggerKey]);
}
