import { mayCall } from '../../contract/permissions.ts';
import { statement } from '../../data/connection.ts';
import { AppError } from '../../domain/error.ts';
import type { ContractId, DeviceId, ModelId } from '../../domain/ids.ts';
import type { Role } from '../../domain/role.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { proposeFindings } from '../finding/finding.store.ts';
import { ManyTally, previewOf, told } from '../many.ts';
import { ensureVersion } from '../model/model.store.ts';
import { refreshContract, refreshModel } from '../obligation/obligation.store.ts';
import { stamp } from '../records.ts';
import { chosenDevices } from './device.store.ts';
import { type DeviceChanges, type PlannedDevice, planMany, resolved } from './many.store.ts';
import { ensureDepartment, ensureLocation } from './place.store.ts';

/** From here on the whole register is computed anew instead of row by row. */
const RELIST_ALL = 20_000;

export const deviceManyQueries = {
  chosen: (asked, { sql, today }) => chosenDevices(sql, asked, today),

  previewMany: async ({ chosen, changes, ...page }, { sql, role }) => {
    requireRoles(changes, role);
    return previewOf(planMany(sql, chosen, resolved(sql, changes)), page);
  },
} satisfies QueryHandlers<'device', 'chosen' | 'previewMany'>;

export const deviceManyCommands = {
  updateMany: async ({ chosen, changes, jobId }, context) => {
    requireRoles(changes, context.role);
    const wanted = resolved(context.sql, changes);
    const job = context.job(jobId);
    const tally = new ManyTally<DeviceId>();
    const changed: PlannedDevice[] = [];
    const write = new Writer(context, wanted);
    let done = 0;
    for await (const portion of planMany(context.sql, chosen, wanted)) {
      await job.step(done, chosen.length);
      for (const one of portion) {
        tally.add(one);
        if (one.outcome !== 'changed') continue;
        await write.device(one);
        changed.push(one);
      }
      done += portion.length;
    }
    await job.step(done, chosen.length);
    if (changed.length >= RELIST_ALL) context.relist.all();
    else context.relist.devices(changed.map(({ id }) => id));
    await followUp(context, wanted, changed);
    context.note({ chosen: chosen.length, ...tally.counts });
    return tally.result();
  },
} satisfies CommandHandlers<'device', 'updateMany'>;

/** What a person may do to one device by hand, that person may do to many. @throws AppError `not_permitted` */
function requireRoles({ contract, ...fields }: DeviceChanges, role: Role): void {
  const needed = [
    ...(contract === undefined ? [] : ['contract.addDevices']),
    ...(Object.values(fields).some((value) => value !== undefined) ? ['device.update'] : []),
  ];
  for (const procedure of needed) {
    if (!mayCall(role, procedure)) throw new AppError('not_permitted', { procedure, role });
  }
}

/** What follows from the changes of all devices, once. */
async function followUp(
  context: CommandContext,
  { contract, softwareVersion }: DeviceChanges,
  changed: readonly PlannedDevice[],
): Promise<void> {
  if (softwareVersion !== undefined) {
    const modelIds = [...new Set(changed.filter(({ after }) => 'softwareVersion' in after).map((one) => one.modelId))];
    await proposeFindings(context, { modelIds: modelIds as ModelId[] });
    for (const modelId of modelIds) await refreshModel(context, modelId);
  }
  if (contract !== undefined) {
    const covered = changed.filter(({ after }) => 'contract' in after).length;
    if (covered > 0) context.record('contract', contract.id, { devicesAdded: null }, { devicesAdded: covered });
    await refreshContract(context, contract.id);
    context.touch('contract');
  }
}

/** Writes what was planned. Names become records once for all devices. */
class Writer {
  readonly #context: CommandContext;
  readonly #changes: ReturnType<typeof resolved>;
  readonly #versions = new Map<string, string | null>();
  readonly #places = new Map<string, string | null>();

  constructor(context: CommandContext, changes: ReturnType<typeof resolved>) {
    this.#context = context;
    this.#changes = changes;
  }

  async device({ id, modelId, before, after }: PlannedDevice): Promise<void> {
    const { contract: covered, ...fields } = after;
    if (covered !== undefined) this.#cover(id, this.#changes.contract);
    const columns: Record<string, string | number | null> = {};
    for (const [field, value] of Object.entries(fields)) {
      if (field === 'department' || field === 'location') columns[`${field}Id`] = await this.#place(field, told(value));
      else if (field === 'softwareVersion') columns['softwareVersionId'] = await this.#version(modelId, told(value));
      else if (field === 'purchasePrice') {
        columns['purchasePrice'] = this.#changes.purchasePrice?.amount ?? null;
        columns['currency'] = this.#changes.purchasePrice?.currency ?? null;
      } else columns[field] = told(value);
    }
    const names = Object.keys(columns);
    if (names.length > 0) {
      const { sql, now, actor } = this.#context;
      statement<unknown[]>(
        sql,
        `UPDATE "Device" SET ${names.map((name) => `"${name}" = ?`).join(', ')}, "revision" = "revision" + 1, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
      ).run(...Object.values(columns), now, actor, id);
    }
    this.#context.record('device', id, before, after);
  }

  async #place(field: 'department' | 'location', name: string | null): Promise<string | null> {
    const key = `${field} ${name}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const id = await (field === 'department' ? ensureDepartment : ensureLocation)(this.#context, name);
    this.#places.set(key, id);
    return id;
  }

  /** Versions belong to models: each model has its own of that name. */
  async #version(modelId: string, name: string | null): Promise<string | null> {
    const known = this.#versions.get(modelId);
    if (known !== undefined) return known;
    const id = await ensureVersion(this.#context, modelId, name);
    this.#versions.set(modelId, id);
    return id;
  }

  #cover(
    deviceId: DeviceId,
    contract: { readonly id: ContractId; startsOn: string | null; endsOn: string | null } | undefined,
  ) {
    if (contract === undefined) return;
    const { createdAt, createdBy, updatedAt, updatedBy } = stamp(this.#context);
    statement<unknown[]>(
      this.#context.sql,
      `INSERT INTO "ContractLine" ("id", "contractId", "deviceId", "startsOn", "endsOn", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy")
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT ("contractId", "deviceId") DO NOTHING`,
    ).run(
      this.#context.newId<'contract_line'>(),
      contract.id,
      deviceId,
      contract.startsOn,
      contract.endsOn,
      createdAt,
      createdBy,
      updatedAt,
      updatedBy,
    );
  }
}
