import type { z } from 'zod';
import type { contractFieldsSchema } from '../../contract/contract.ts';
import { statement } from '../../data/connection.ts';
import type { ContractModel as ContractRecord } from '../../data/prisma/models.ts';
import type {
  ClockDirection,
  ClockStart,
  CommitmentKind,
  DurationUnit,
  Obligor,
  SeverityBand,
} from '../../domain/commitment.ts';
import type { ContractKind, LastDay, NoticeUnit, Renewal, RenewalDecision } from '../../domain/contract.ts';
import { contractPosition, signedTermsOf } from '../../domain/contract-term.ts';
import type { Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { CommitmentId, ContractId, DeviceId, VendorId } from '../../domain/ids.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { recordsOfContract } from '../history/related-records.ts';
import { refreshContract } from '../obligation/obligation.store.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { ensureVendor } from '../vendor/vendor.store.ts';
import { commitmentKey } from './commitment.store.ts';
import { contractsReport, listContracts, moneyOf, sortContracts, termsOf } from './contract.store.ts';

type Fields = z.output<typeof contractFieldsSchema>;

export const contractQueries = {
  list: ({ search, sort, descending, offset, limit }, { sql, today }) => {
    const words = search.trim().toLowerCase();
    const matching = listContracts(sql, today).filter(({ number, vendor }) =>
      `${number} ${vendor}`.toLowerCase().includes(words),
    );
    const sorted = sortContracts(matching, sort);
    if (descending) sorted.reverse();
    return { total: sorted.length, rows: sorted.slice(offset, offset + limit) };
  },

  get: async ({ id }, { db, today }) => {
    const contract = found(
      await db.contract.findUnique({
        where: { id },
        include: {
          vendor: { select: { name: true } },
          commitments: { orderBy: { id: 'asc' } },
          decisions: { orderBy: { id: 'desc' } },
        },
      }),
      'contract',
      id,
    );
    const terms = termsOf({ ...contract, renewedTerms: signedTermsOf(contract.decisions) });
    return {
      ...contractFields(contract, contract.vendor.name),
      id,
      revision: contract.revision,
      vendorId: contract.vendorId as VendorId,
      cancelledOn: contract.cancelledOn as Day | null,
      cancelledReason: contract.cancelledReason,
      position: contractPosition(terms, today),
      coveredDevices: await db.contractLine.count({ where: { contractId: id } }),
      commitments: contract.commitments.map((one) => ({
        id: one.id as CommitmentId,
        contractId: id,
        vendor: contract.vendor.name,
        kind: one.kind as CommitmentKind,
        severity: one.severity as SeverityBand,
        clockStart: one.clockStart as ClockStart,
        direction: one.direction as ClockDirection,
        amount: one.amount,
        unit: one.unit as DurationUnit,
        obligor: one.obligor as Obligor,
        clause: one.clause,
      })),
      decisions: contract.decisions.map(({ termEndsOn, decision, reason, nextStep, decidedOn, createdBy }) => ({
        termEndsOn: termEndsOn as Day,
        decision: decision as RenewalDecision,
        reason,
        nextStep,
        decidedOn: decidedOn as Day,
        decidedBy: createdBy,
      })),
    };
  },

  report: ({ asOf }, { sql, today }) => contractsReport(sql, asOf ?? today),

  history: async ({ id }, { db, sql }) => {
    const contract = found(await db.contract.findUnique({ where: { id }, select: { importId: true } }), 'contract', id);
    return historyOf(sql, recordsOfContract(sql, id), { noun: 'contract', id, ...contract });
  },
} satisfies QueryHandlers<'contract', 'list' | 'get' | 'report' | 'history'>;

export const contractCommands = {
  create: async (fields, context) => {
    await requireFreeNumber(context, fields.number, null);
    const id = context.newId<'contract'>();
    const data = await contractColumns(context, fields);
    await context.db.contract.create({ data: { id, ...data, ...stamp(context) } });
    context.record('contract', id, null, data);
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = found(
      await context.db.contract.findUnique({ where: { id }, include: { vendor: { select: { name: true } } } }),
      'contract',
      id,
    );
    const next = nextRevision(context, 'contract', current.revision, revision);
    const before = contractFields(current, current.vendor.name);
    const data = await contractColumns(context, { ...before, ...given(changes) });
    await requireFreeNumber(context, data.number, id);
    await context.db.contract.update({ where: { id }, data: { ...data, ...next } });
    context.record('contract', id, await contractColumns(context, before), data);
    await refreshContract(context, id);
    context.relist.contracts([id]);
    return { id, revision: next.revision };
  },

  recordCancellation: async ({ id, revision, on, reason }, context) => {
    const current = found(await context.db.contract.findUnique({ where: { id } }), 'contract', id);
    const next = nextRevision(context, 'contract', current.revision, revision);
    const data = { cancelledOn: on, cancelledReason: on === null ? null : reason };
    await context.db.contract.update({ where: { id }, data: { ...data, ...next } });
    context.record(
      'contract',
      id,
      { cancelledOn: current.cancelledOn, cancelledReason: current.cancelledReason },
      data,
    );
    await refreshContract(context, id);
    context.relist.contracts([id]);
    return { id, revision: next.revision };
  },

  recordDecision: async ({ id, revision, termEndsOn, decision, reason, nextStep }, context) => {
    const current = found(
      await context.db.contract.findUnique({ where: { id }, include: { decisions: true } }),
      'contract',
      id,
    );
    const terms = termsOf({ ...current, renewedTerms: signedTermsOf(current.decisions) });
    // Whoever looks at dates that somebody corrected meanwhile would decide about a term that there is not.
    if (contractPosition(terms, context.today).runningEndsOn !== termEndsOn)
      throw new AppError('input_refused', { problem: 'not_the_running_term', field: 'termEndsOn' });
    const next = nextRevision(context, 'contract', current.revision, revision);
    const { now: createdAt, actor: createdBy, today: decidedOn } = context;
    const data = { contractId: id, termEndsOn, decision, reason, nextStep, decidedOn };
    await context.db.renewalDecision.create({
      data: { id: context.newId<'renewal_decision'>(), ...data, createdAt, createdBy },
    });
    await context.db.contract.update({ where: { id }, data: next });
    context.record(
      'contract',
      id,
      { renewalDecision: null },
      { renewalDecision: decision, termEndsOn, reason, nextStep },
    );
    await refreshContract(context, id);
    context.relist.contracts([id]);
    return { id, revision: next.revision };
  },

  addDevices: async ({ id, assetTags, startsOn, endsOn }, context) => {
    const { number } = found(
      await context.db.contract.findUnique({ where: { id }, select: { number: true } }),
      'contract',
      id,
    );
    const tags = [...new Set(assetTags.map((tag) => tag.trim()).filter(Boolean))];
    const { added, missing } = addLines(context, id, tags, { startsOn, endsOn });
    if (added.length > 0) context.record('contract', id, { devicesAdded: null }, { devicesAdded: added.length });
    for (const deviceId of added) context.record('device', deviceId, { contract: null }, { contract: number });
    context.relist.devices(added);
    await refreshContract(context, id);
    context.touch('device');
    return { added: added.length, missing };
  },

  removeDevices: async ({ id, deviceIds }, context) => {
    const where = { contractId: id, deviceId: { in: deviceIds } };
    const lines = await context.db.contractLine.findMany({
      where,
      select: { deviceId: true, contract: { select: { number: true } } },
    });
    const removed = await context.db.contractLine.deleteMany({ where });
    if (removed.count > 0) context.record('contract', id, { devicesRemoved: null }, { devicesRemoved: removed.count });
    for (const { deviceId, contract } of lines) {
      context.record('device', deviceId, { contract: contract.number }, { contract: null });
    }
    context.relist.devices(deviceIds);
    await refreshContract(context, id);
    context.touch('device');
    return { removed: removed.count };
  },

  saveCommitment: async ({ contractId, fields }, context) => {
    const contract = found(
      await context.db.contract.findUnique({ where: { id: contractId }, select: { vendorId: true, number: true } }),
      'contract',
      contractId,
    );
    const identityKey = commitmentKey({ contract: contract.number, vendorId: contract.vendorId, ...fields });
    const known = await context.db.commitment.findUnique({ where: { identityKey }, select: { id: true } });
    if (known) {
      await context.db.commitment.update({
        where: { id: known.id },
        data: { ...fields, updatedAt: context.now, updatedBy: context.actor, revision: { increment: 1 } },
      });
      return { commitmentId: known.id as CommitmentId };
    }
    const id = context.newId<'commitment'>();
    await context.db.commitment.create({
      data: { id, identityKey, contractId, vendorId: contract.vendorId, ...fields, ...stamp(context) },
    });
    context.record(
      'contract',
      contractId,
      { commitment: null },
      { commitment: fields.kind, amount: fields.amount, unit: fields.unit },
    );
    return { commitmentId: id };
  },

  removeCommitment: async ({ commitmentId }, context) => {
    const current = found(
      await context.db.commitment.findUnique({ where: { id: commitmentId } }),
      'commitment',
      commitmentId,
    );
    await context.db.commitment.delete({ where: { id: commitmentId } });
    context.record('contract', current.contractId ?? commitmentId, { commitment: current.kind }, { commitment: null });
    return { removed: true };
  },
} satisfies CommandHandlers<
  'contract',
  | 'create'
  | 'update'
  | 'recordCancellation'
  | 'recordDecision'
  | 'addDevices'
  | 'removeDevices'
  | 'saveCommitment'
  | 'removeCommitment'
>;

function addLines(
  context: CommandContext,
  contractId: ContractId,
  tags: readonly string[],
  dates: { startsOn: Day | null; endsOn: Day | null },
) {
  const find = statement<[string], { id: string }>(context.sql, 'SELECT "id" FROM "Device" WHERE "assetTag" = ?');
  const insert = statement<unknown[]>(
    context.sql,
    `INSERT INTO "ContractLine" ("id", "contractId", "deviceId", "startsOn", "endsOn", "revision", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT ("contractId", "deviceId") DO NOTHING`,
  );
  const { createdAt, createdBy, updatedAt, updatedBy } = stamp(context);
  const added: DeviceId[] = [];
  const missing: string[] = [];
  for (const tag of tags) {
    const device = find.get(tag);
    if (!device) missing.push(tag);
    else if (
      insert.run(
        context.newId<'contract_line'>(),
        contractId,
        device.id,
        dates.startsOn,
        dates.endsOn,
        createdAt,
        createdBy,
        updatedAt,
        updatedBy,
      ).changes > 0
    ) {
      added.push(device.id as DeviceId);
    }
  }
  return { added, missing };
}

async function requireFreeNumber({ db }: CommandContext, number: string, own: ContractId | null): Promise<void> {
  const other = await db.contract.findUnique({ where: { number }, select: { id: true } });
  if (other && other.id !== own)
    throw new AppError('already_exists', { noun: 'contract', field: 'number', value: number });
}

async function contractColumns(context: CommandContext, { vendor, yearlyPrice, ...fields }: Fields) {
  if (fields.startsOn !== null && fields.endsOn !== null && fields.endsOn < fields.startsOn) {
    throw new AppError('input_refused', { problem: 'ends_before_start', field: 'endsOn' });
  }
  // One of the two is what the paper says; the other follows from it.
  if (fields.endsOn !== null && fields.firstTermMonths !== null) {
    throw new AppError('input_refused', { problem: 'end_and_length', field: 'firstTermMonths' });
  }
  if (fields.startsOn === null && fields.firstTermMonths !== null) {
    throw new AppError('input_refused', { problem: 'length_without_start', field: 'startsOn' });
  }
  return {
    ...fields,
    vendorId: await ensureVendor(context, vendor),
    yearlyPrice: yearlyPrice?.amount ?? null,
    currency: yearlyPrice?.currency ?? null,
  };
}

function contractFields(contract: ContractRecord, vendor: string): Fields {
  return {
    number: contract.number,
    vendor,
    kind: contract.kind as ContractKind,
    startsOn: contract.startsOn as Day | null,
    endsOn: contract.endsOn as Day | null,
    firstTermMonths: contract.firstTermMonths,
    lastDay: contract.lastDay as LastDay,
    renewal: contract.renewal as Renewal,
    renewalMonths: contract.renewalMonths,
    noticeAmount: contract.noticeAmount,
    noticeUnit: contract.noticeUnit as NoticeUnit | null,
    noticeAddress: contract.noticeAddress,
    notifyDays: contract.notifyDays,
    yearlyPrice: moneyOf(contract.yearlyPrice, contract.currency),
    escalatorPercent: contract.escalatorPercent,
    escalatesFrom: contract.escalatesFrom as Day | null,
    includesSecurityUpdates: contract.includesSecurityUpdates as Tristate,
    includesOsUpgrades: contract.includesOsUpgrades as Tristate,
    notes: contract.notes,
  };
}
