import type { z } from 'zod';
import type { contractFieldsSchema } from '../../contract/contract-fields.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { ContractModel as ContractRecord } from '../../data/prisma/models.ts';
import type { ContractKind, LastDay, NoticeUnit, Renewal, RenewalDecision } from '../../domain/contract.ts';
import { type ContractTerms, contractPosition, signedTermsOf } from '../../domain/contract-term.ts';
import { addDays, type Day } from '../../domain/day.ts';
import type { Tristate } from '../../domain/device.ts';
import { AppError } from '../../domain/error.ts';
import type { ContractId, DeviceId, VendorId } from '../../domain/ids.ts';
import { calendarSetting, isHolidayRegion, regionName } from '../commitment/calendar.ts';
import { followContract } from '../commitment/commitment.store.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { recordsOfContract } from '../history/related-records.ts';
import { refreshContract } from '../obligation/obligation.store.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import { ensureVendor } from '../vendor/vendor.store.ts';
import { contractsReport, foundContracts, moneyOf, sortContracts, termsOf } from './contract.store.ts';
import { contractManyCommands, contractManyQueries } from './many.handlers.ts';

type Fields = z.output<typeof contractFieldsSchema>;

/** Days off that go to the window: those of ten years and more. */
const MOST_HOLIDAYS = 200;

export const contractQueries = {
  list: ({ search, sort, descending, offset, limit }, { sql, today }) => {
    const sorted = sortContracts(foundContracts(sql, today, search), sort);
    if (descending) sorted.reverse();
    return { total: sorted.length, rows: sorted.slice(offset, offset + limit) };
  },

  get: async ({ id }, { db, sql, today }) => {
    const contract = found(
      await db.contract.findUnique({
        where: { id },
        include: {
          vendor: { select: { name: true } },
          decisions: { orderBy: { id: 'desc' } },
        },
      }),
      'contract',
      id,
    );
    const terms = termsOf({
      ...contract,
      ownCalendar: ownCalendar(sql),
      renewedTerms: signedTermsOf(contract.decisions),
    });
    return {
      ...contractFields(contract, contract.vendor.name),
      id,
      revision: contract.revision,
      vendorId: contract.vendorId as VendorId,
      cancelledOn: contract.cancelledOn as Day | null,
      cancelledReason: contract.cancelledReason,
      position: contractPosition(terms, today),
      coveredDevices: await db.contractLine.count({ where: { contractId: id } }),
      calendarName: regionName(contract.calendar),
      holidays: holidaysAround(terms, today),
      commitments: await db.commitment.count({ where: { contractId: id } }),
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
  ...contractManyQueries,
} satisfies QueryHandlers<'contract', 'list' | 'get' | 'report' | 'history' | 'chosen' | 'previewMany'>;

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
    if (data.number !== current.number || data.vendorId !== current.vendorId) followContract(context.sql, id, data);
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
    const terms = termsOf({
      ...current,
      ownCalendar: ownCalendar(context.sql),
      renewedTerms: signedTermsOf(current.decisions),
    });
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
  ...contractManyCommands,
} satisfies CommandHandlers<
  'contract',
  'create' | 'update' | 'recordCancellation' | 'recordDecision' | 'addDevices' | 'removeDevices' | 'updateMany'
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
  if (fields.calendar !== null && !isHolidayRegion(fields.calendar))
    throw new AppError('input_refused', { problem: 'unknown_region', field: 'calendar' });
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
    calendar: contract.calendar,
    notifyDays: contract.notifyDays,
    yearlyPrice: moneyOf(contract.yearlyPrice, contract.currency),
    escalatorPercent: contract.escalatorPercent,
    escalatesFrom: contract.escalatesFrom as Day | null,
    includesSecurityUpdates: contract.includesSecurityUpdates as Tristate,
    includesOsUpgrades: contract.includesOsUpgrades as Tristate,
    notes: contract.notes,
  };
}

/** The organisation's days off as they are stored. */
function ownCalendar(sql: SqlConnection): string {
  return JSON.stringify(calendarSetting(sql));
}

/** The days off on weekdays from the year before today to the end that follows; what a notice that is given now is counted by. */
function holidaysAround(terms: ContractTerms, today: Day): Day[] {
  const { isHoliday } = terms;
  const { termEndsOn, nextTermEndsOn } = contractPosition(terms, today);
  if (isHoliday === undefined) return [];
  const [first, end] = [addDays(today, -366), nextTermEndsOn ?? termEndsOn ?? today];
  const days: Day[] = [];
  for (let on = first; on <= end && days.length < MOST_HOLIDAYS; on = addDays(on, 1)) if (isHoliday(on)) days.push(on);
  return days;
}
