import type { z } from 'zod';
import type { commitmentFieldsSchema } from '../../contract/commitment.ts';
import type { RecordFields } from '../../data/audit.ts';
import { statement } from '../../data/connection.ts';
import { LONGEST } from '../../domain/commitment.ts';
import { addDays, addMonths, type Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { CommitmentId, ContractId, VendorId } from '../../domain/ids.ts';
import { type Duration, dueOf, dueSoonOn, isDayOff } from '../../domain/obligation-clock.ts';
import type { CommandContext, CommandHandlers, QueryContext, QueryHandlers } from '../context.ts';
import { historyOf } from '../history/history.store.ts';
import { refreshObligations } from '../obligation/obligation.store.ts';
import { found, given, nextRevision, stamp } from '../records.ts';
import {
  calendarOf,
  calendarSetting,
  holidayRegions,
  holidaysOf,
  isHolidayRegion,
  regionName,
  writeCalendarSetting,
} from './calendar.ts';
import { type CommitmentRow, commitmentOf, listCommitments, scopeMembers } from './commitment.store.ts';
import { commitmentKey } from './commitment-key.ts';

type Fields = z.output<typeof commitmentFieldsSchema>;
type Owner = Pick<CommitmentRow, 'contractId' | 'contract' | 'vendorId'>;

/** Days of holidays that are told in advance. */
const MONTHS_AHEAD = 12;

export const commitmentQueries = {
  list: ({ offset, limit, ...filter }, { sql }) => listCommitments(sql, filter, { offset, limit }),

  get: ({ id }, { sql }) => found(commitmentOf(sql, id), 'commitment', id),

  history: async ({ id }, { db, sql }) => {
    const row = found(await db.commitment.findUnique({ where: { id }, select: { importId: true } }), 'commitment', id);
    return historyOf(sql, [id], { noun: 'commitment', id, ...row });
  },

  example: async ({ contractId, startsOn, ...duration }, context) => {
    requireLength(duration);
    const code = contractId === null ? null : await regionOf(context, contractId);
    const calendar = calendarOf(context.sql, code);
    const start = { on: startsOn ?? exampleStart(duration, context.today), at: null };
    const due = dueOf(start, duration, calendar, 0);
    const counted = code ?? calendarSetting(context.sql).code;
    const [first, last] = start.on < due.on ? [start.on, due.on] : [due.on, start.on];
    return {
      startsOn: start.on,
      dueOn: due.on,
      dueAt: due.at,
      dueSoonOn: dueSoonOn(start, duration, due, 0),
      daysOff: duration.unit === 'business_days' ? daysOffBetween(context, code, addDays(first, 1), last) : [],
      calendar: counted,
      calendarName: regionName(counted),
    };
  },

  regions: () => [...holidayRegions()],

  calendar: ({ code }, context) => {
    const setting = calendarSetting(context.sql);
    const shown = code === undefined ? setting.code : code;
    if (shown !== null) requireRegion(shown);
    const last = addDays(addMonths(context.today, MONTHS_AHEAD), -1);
    const holidays = shown === null ? [] : publicHolidays(shown, context.today, last);
    return { ...setting, code: shown, daysOff: [...setting.daysOff], name: regionName(shown), holidays };
  },
} satisfies QueryHandlers<'commitment', 'list' | 'get' | 'history' | 'example' | 'regions' | 'calendar'>;

export const commitmentCommands = {
  create: async ({ contractId, vendorId, fields }, context) => {
    const id = context.newId<'commitment'>();
    const owner = await ownerOf(context, contractId, vendorId);
    const { identityKey, columns } = await checked(context, owner, fields, null);
    await context.db.commitment.create({
      data: { id, identityKey, contractId: owner.contractId, vendorId: owner.vendorId, ...columns, ...stamp(context) },
    });
    writeScope(context, id, fields);
    context.record('commitment', id, null, recorded(found(commitmentOf(context.sql, id), 'commitment', id)));
    await follow(context);
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const before = found(commitmentOf(context.sql, id), 'commitment', id);
    const next = nextRevision(context, 'commitment', before.revision, revision);
    const fields = { ...fieldsOf(before), ...given(changes) };
    const { identityKey, columns } = await checked(context, before, fields, id);
    await context.db.commitment.update({ where: { id }, data: { identityKey, ...columns, ...next } });
    await context.db.commitmentScope.deleteMany({ where: { commitmentId: id } });
    writeScope(context, id, fields);
    const after = found(commitmentOf(context.sql, id), 'commitment', id);
    context.record('commitment', id, recorded(before), recorded(after));
    await follow(context);
    return { id, revision: next.revision };
  },

  remove: async ({ id, revision }, context) => {
    const before = found(commitmentOf(context.sql, id), 'commitment', id);
    nextRevision(context, 'commitment', before.revision, revision);
    await context.db.commitment.delete({ where: { id } });
    context.record('commitment', id, recorded(before), null);
    await follow(context);
    return { removed: true };
  },

  saveCalendar: async ({ revision, code, daysOff }, context) => {
    if (code !== null) requireRegion(code);
    const current = calendarSetting(context.sql);
    const next = nextRevision(context, 'business_calendar', current.revision, revision);
    const days = [...new Map(daysOff.map((day) => [day.on, day])).values()].sort((a, b) => (a.on < b.on ? -1 : 1));
    writeCalendarSetting(context.sql, { code, daysOff: days, revision: next.revision }, context.now);
    const said = (of: { readonly code: string | null; readonly daysOff: typeof days }) => ({
      calendar: of.code === null ? null : regionName(of.code),
      daysOff: of.daysOff.length === 0 ? null : of.daysOff.map(({ on, name }) => `${on} ${name}`).join(', '),
    });
    context.record(
      'commitment',
      'calendar',
      said({ ...current, daysOff: [...current.daysOff] }),
      said({ code, daysOff: days }),
    );
    const counted = statement<[], { id: ContractId }>(
      context.sql,
      `SELECT "id" FROM "Contract" WHERE "noticeUnit" = 'business_days' AND "calendar" IS NULL`,
    ).all();
    context.relist.contracts(counted.map(({ id }) => id));
    context.touch('contract');
    await follow(context);
    return { revision: next.revision };
  },
} satisfies CommandHandlers<'commitment', 'create' | 'update' | 'remove' | 'saveCalendar'>;

/** What is owed follows from what was promised. */
async function follow(context: CommandContext): Promise<void> {
  await refreshObligations(context, 'all');
  context.touch('obligation');
}

/** Whose promise it is: of the contract and its vendor, of a vendor, or the organisation's own. @throws AppError `not_found` */
async function ownerOf(
  { db }: CommandContext,
  contractId: ContractId | null,
  vendorId: VendorId | null,
): Promise<Owner> {
  if (contractId !== null) {
    const select = { vendorId: true, number: true } as const;
    const contract = found(await db.contract.findUnique({ where: { id: contractId }, select }), 'contract', contractId);
    return { contractId, contract: contract.number, vendorId: contract.vendorId as VendorId };
  }
  if (vendorId !== null)
    found(await db.vendor.findUnique({ where: { id: vendorId }, select: { id: true } }), 'vendor', vendorId);
  return { contractId: null, contract: null, vendorId };
}

/** The columns of a promise, once it was seen that it can be one. @throws AppError see the contract of `create` */
async function checked({ db }: CommandContext, owner: Owner, fields: Fields, own: CommitmentId | null) {
  const { scope, remedyAmount, stopClock, ...plain } = fields;
  requireLength(plain);
  if (plain.validFrom !== null && plain.validTo !== null && plain.validTo < plain.validFrom)
    throw new AppError('input_refused', { problem: 'ends_before_start', field: 'validTo' });
  // Nobody can owe what the organisation only decided for itself.
  if (owner.vendorId === null && plain.obligor !== 'hospital')
    throw new AppError('input_refused', { problem: 'policy_of_others', field: 'obligor' });
  const members = scopeMembers(scope);
  if (scope.kind !== 'all' && members.length === 0)
    throw new AppError('input_refused', { problem: 'scope_empty', field: 'scope' });
  if (plain.documentId !== null)
    found(
      await db.document.findUnique({ where: { id: plain.documentId }, select: { id: true } }),
      'document',
      plain.documentId,
    );
  for (const { id } of scope.kind === 'models' ? scope.models : [])
    found(await db.deviceModel.findUnique({ where: { id }, select: { id: true } }), 'model', id);
  for (const { id } of scope.kind === 'versions' ? scope.versions : [])
    found(await db.softwareVersion.findUnique({ where: { id }, select: { id: true } }), 'software_version', id);
  const identityKey = commitmentKey({ ...owner, ...plain, about: { scope: scope.kind, members } });
  const other = await db.commitment.findUnique({ where: { identityKey }, select: { id: true } });
  if (other && other.id !== own)
    throw new AppError('already_exists', { noun: 'commitment', field: 'kind', value: plain.kind });
  const columns = {
    ...plain,
    stopClock: JSON.stringify([...new Set(stopClock)].sort()),
    scope: scope.kind,
    remedyAmount: remedyAmount?.amount ?? null,
    remedyCurrency: remedyAmount?.currency ?? null,
  };
  return { identityKey, columns };
}

function requireLength({ amount, unit }: Pick<Duration, 'amount' | 'unit'>): void {
  if (amount > LONGEST[unit])
    throw new AppError('input_refused', { problem: 'too_long', field: 'amount', limit: LONGEST[unit] });
}

/** The fields that people can change. */
function fieldsOf(row: CommitmentRow): Fields {
  const {
    id,
    revision,
    contractId,
    contract,
    vendorId,
    vendor,
    standing,
    document,
    calendar,
    createdAt,
    createdBy,
    ...fields
  } = row;
  return fields;
}

function writeScope(context: CommandContext, commitmentId: CommitmentId, { scope }: Pick<Fields, 'scope'>): void {
  const insert = statement<unknown[]>(
    context.sql,
    'INSERT INTO "CommitmentScope" ("id", "commitmentId", "modelId", "softwareVersionId", "component") VALUES (?, ?, ?, ?, ?)',
  );
  for (const member of scopeMembers(scope)) {
    const at = (kind: typeof scope.kind) => (scope.kind === kind ? member : null);
    insert.run(context.newId<'commitment_scope'>(), commitmentId, at('models'), at('versions'), at('components'));
  }
}

/** A promise as the history tells it. */
function recorded(row: CommitmentRow): RecordFields {
  const { contractId, vendorId, severity, severityBasis, clockStart, direction, amount, unit, obligor } = row;
  const { clause, page, documentId, validFrom, validTo, remedy, remedyAmount, notes, scope, stopClock } = row;
  const about = [...scope.models, ...scope.versions].map(({ name }) => name);
  return {
    contractId,
    vendorId,
    commitment: row.kind,
    severity,
    severityBasis,
    clockStart,
    direction,
    amount,
    unit,
    obligor,
    stopClock: stopClock.length === 0 ? null : stopClock.join(', '),
    about: scope.kind === 'all' ? null : [...about, ...scope.components].join(', '),
    clause,
    page,
    documentId,
    validFrom,
    validTo,
    remedy,
    remedyAmount: remedyAmount?.amount ?? null,
    currency: remedyAmount?.currency ?? null,
    notes,
  };
}

async function regionOf({ db }: QueryContext, id: ContractId): Promise<string | null> {
  return found(await db.contract.findUnique({ where: { id }, select: { calendar: true } }), 'contract', id).calendar;
}

/** @throws AppError `input_refused` with `unknown_region` */
export function requireRegion(code: string): void {
  if (!isHolidayRegion(code)) throw new AppError('input_refused', { problem: 'unknown_region', field: 'calendar' });
}

/** Today for what is counted on; for what is counted back the day so far ahead that today is the last one. */
function exampleStart({ amount, unit, direction }: Duration, today: Day): Day {
  if (direction === 'after') return today;
  if (unit === 'months') return addMonths(today, amount);
  return addDays(
    today,
    unit === 'hours' ? Math.ceil(amount / 24) : unit === 'business_days' ? Math.ceil(amount * 1.4) : amount,
  );
}

function publicHolidays(code: string, first: Day, last: Day): { on: Day; name: string }[] {
  const found: { on: Day; name: string }[] = [];
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
    for (const [on, name] of holidaysOf(code, year)) if (on >= first && on <= last) found.push({ on: on as Day, name });
  }
  return found.sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** Holidays on working days from `first` to `last`, with their names. */
function daysOffBetween({ sql }: QueryContext, code: string | null, first: Day, last: Day) {
  const setting = code === null ? calendarSetting(sql) : { code, daysOff: [] };
  const weekday = { isHoliday: () => false };
  const own = setting.daysOff.filter(({ on }) => on >= first && on <= last);
  const holidays = setting.code === null ? [] : publicHolidays(setting.code, first, last);
  const all = new Map([...own, ...holidays].map((dayOff) => [dayOff.on, dayOff]));
  return [...all.values()].filter(({ on }) => !isDayOff(on, weekday)).sort((a, b) => (a.on < b.on ? -1 : 1));
}
