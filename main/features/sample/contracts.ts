import { addDays, addMonths, type Day, day } from '../../domain/day.ts';
import { writeCalendarSetting } from '../commitment/calendar.ts';
import { commitmentKey } from '../commitment/commitment-key.ts';
import type { CommandContext } from '../context.ts';
import { stamp } from '../records.ts';

/** A contract of the made-up hospital as it was written. */
export interface MadeContract {
  readonly id: string;
  readonly vendor: string;
  readonly startsOn: Day;
}

/** Contracts that wait for a decision, run, were missed or are over. */
export async function makeContracts(
  context: CommandContext,
  vendors: ReadonlyMap<string, string>,
): Promise<MadeContract[]> {
  const made: MadeContract[] = [];
  const year = context.today.slice(0, 4);
  const daysOff = [
    { on: day(`${year}-12-24`), name: 'Christmas Eve' },
    { on: day(`${year}-12-31`), name: "New Year's Eve" },
  ];
  writeCalendarSetting(context.sql, { code: 'DE-BY', daysOff, revision: 1 }, context.now);
  for (const [index, plan] of CONTRACTS.entries()) {
    const id = context.newId<'contract'>();
    const vendorId = vendors.get(plan.vendor) ?? '';
    const endsOn = addDays(context.today, plan.endsInDays);
    const startsOn = addDays(addMonths(endsOn, -36), 1);
    const number = `C-${101 + index}`;
    await context.db.contract.create({
      data: {
        id,
        number,
        vendorId,
        kind: 'service',
        startsOn,
        endsOn,
        renewal: plan.renewal,
        renewalMonths: plan.renewal === 'none' ? null : 12,
        noticeAmount: plan.noticeDays,
        noticeUnit: 'days',
        yearlyPrice: plan.price,
        currency: 'EUR',
        includesSecurityUpdates: plan.updates,
        ...stamp(context),
      },
    });
    for (const promise of plan.promises) {
      const commitment = {
        kind: promise.kind,
        severity: promise.severity,
        clockStart: promise.clockStart,
        direction: promise.direction,
      };
      await context.db.commitment.create({
        data: {
          id: context.newId<'commitment'>(),
          identityKey: commitmentKey({ contract: number, vendorId, ...commitment }),
          contractId: id,
          vendorId,
          ...commitment,
          amount: promise.amount,
          unit: promise.unit,
          clause: promise.clause,
          page: promise.page,
          remedy: promise.remedy,
          stopClock: promise.stopClock,
          ...stamp(context),
        },
      });
    }
    made.push({ id, vendor: plan.vendor, startsOn });
  }
  return made;
}

const PATCH_PROMISES = [
  {
    kind: 'REMEDIATE',
    severity: 'critical',
    clockStart: 'VENDOR_AWARE',
    direction: 'after',
    amount: 30,
    unit: 'calendar_days',
    clause: '7.2',
    page: '12',
    remedy: 'A credit of 2 % of the yearly price for each week',
    stopClock: '["hospital_window"]',
  },
  {
    kind: 'NOTIFY_EXPLOITED',
    severity: 'exploited',
    clockStart: 'KEV_ADDED',
    direction: 'after',
    amount: 3,
    unit: 'business_days',
    clause: '7.1',
    page: '11',
    remedy: null,
    stopClock: '[]',
  },
  {
    kind: 'EOS_NOTICE',
    severity: 'any',
    clockStart: 'MILESTONE_DATE',
    direction: 'before',
    amount: 36,
    unit: 'months',
    clause: '9.4',
    // Nobody has looked the page up yet.
    page: null,
    remedy: null,
    stopClock: '[]',
  },
] as const;

const CONTRACTS = [
  {
    vendor: 'Norvia Medical',
    endsInDays: 71,
    renewal: 'tacit',
    noticeDays: 60,
    price: '61300.00',
    updates: 'yes',
    promises: PATCH_PROMISES,
  },
  {
    vendor: 'Acme Imaging',
    endsInDays: 130,
    renewal: 'tacit',
    noticeDays: 90,
    price: '128000.00',
    updates: 'yes',
    promises: PATCH_PROMISES.slice(0, 1),
  },
  {
    vendor: 'PulseLine',
    endsInDays: 420,
    renewal: 'express',
    noticeDays: 90,
    price: '44800.00',
    updates: 'yes',
    promises: [],
  },
  {
    vendor: 'Labtron',
    endsInDays: 55,
    renewal: 'none',
    noticeDays: 30,
    price: '23900.00',
    updates: 'unknown',
    promises: [],
  },
  {
    vendor: 'Helion Radiotherapy',
    endsInDays: 760,
    renewal: 'express',
    noticeDays: 180,
    price: '342000.00',
    updates: 'yes',
    promises: PATCH_PROMISES,
  },
  {
    vendor: 'Ostara Surgical',
    endsInDays: -40,
    renewal: 'none',
    noticeDays: 60,
    price: '18600.00',
    updates: 'no',
    promises: [],
  },
  {
    vendor: 'Vetria Respiratory',
    endsInDays: 25,
    renewal: 'tacit',
    noticeDays: 60,
    price: '52400.00',
    updates: 'yes',
    promises: [],
  },
] as const;
