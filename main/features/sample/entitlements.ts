import { statement } from '../../data/connection.ts';
import { addDays } from '../../domain/day.ts';
import type { CommandContext } from '../context.ts';
import { madeBy, stamp } from '../records.ts';
import type { MadeContract } from './contracts.ts';

/** What two contracts of the made-up hospital give beside repair, how their prices rise, and devices with a share of their own. */
export async function makeEntitlements(context: CommandContext, contracts: readonly MadeContract[]): Promise<void> {
  for (const { vendor, escalatorPercent, ownShare, entitlements } of SAMPLES) {
    const contract = contracts.find((one) => one.vendor === vendor);
    if (contract === undefined) continue;
    await context.db.contract.update({ where: { id: contract.id }, data: { escalatorPercent } });
    statement<[string, string]>(
      context.sql,
      `UPDATE "ContractLine" SET "priceShare" = ? WHERE "id" IN (SELECT "id" FROM "ContractLine" WHERE "contractId" = ? ORDER BY "id" LIMIT 2)`,
    ).run(ownShare, contract.id);
    for (const { uses, ...fields } of entitlements) {
      const id = context.newId<'entitlement'>();
      await context.db.entitlement.create({
        data: { id, contractId: contract.id, ...fields, notes: null, ...stamp(context) },
      });
      for (const { daysAgo, note } of uses) {
        await context.db.entitlementUse.create({
          data: {
            id: context.newId<'entitlementUse'>(),
            entitlementId: id,
            usedOn: addDays(context.today, -daysAgo),
            note,
            ...madeBy(context),
          },
        });
      }
    }
  }
}

const SAMPLES = [
  {
    vendor: 'Norvia Medical',
    escalatorPercent: '3',
    ownShare: '240.00',
    entitlements: [
      {
        kind: 'maintenance_visit',
        name: null,
        amount: 2,
        per: 'year',
        uses: [
          { daysAgo: 64, note: 'Safety checks, all pumps of the intensive care units' },
          { daysAgo: 251, note: 'Safety checks, other wards' },
        ],
      },
      {
        kind: 'training',
        name: 'Training of users, half a day',
        amount: 3,
        per: 'term',
        uses: [{ daysAgo: 410, note: 'Intensive care, 14 people' }],
      },
    ],
  },
  {
    vendor: 'Acme Imaging',
    escalatorPercent: '2.5',
    ownShare: '38000.00',
    entitlements: [
      { kind: 'upgrade', name: 'Major software release', amount: 1, per: 'term', uses: [] },
      {
        kind: 'loan_device',
        name: null,
        amount: 2,
        per: 'year',
        uses: [{ daysAgo: 33, note: 'Ultrasound, three weeks' }],
      },
    ],
  },
] as const;
