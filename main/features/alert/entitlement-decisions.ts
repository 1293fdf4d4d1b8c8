import type { SqlConnection } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { lapsesSoon } from '../../domain/entitlement.ts';
import { entitlementStands } from '../entitlement/entitlement.store.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** Entitlements of which something is left shortly before it lapses. */
export function entitlementDecisions(sql: SqlConnection, today: Day): Decision[] {
  return entitlementStands(sql, today).flatMap(({ entitlement, stand }): Decision[] => {
    const { until } = stand.period;
    if (until === null || !lapsesSoon(stand, today)) return [];
    return [
      {
        ...NO_CONTRACT,
        key: `entitlement_left|${entitlement.id}`,
        kind: 'entitlement_left',
        by: until,
        ...distance(until, today),
        band: null,
        devices: 0,
        deviceId: null,
        assetTag: null,
        modelId: null,
        model: null,
        vendorId: entitlement.vendorId,
        vendor: entitlement.vendor,
        contractId: entitlement.contractId,
        contract: entitlement.contract,
        limitedBy: null,
        endsOn: { on: until, precision: 'day' },
        leadMonths: null,
        title: entitlement.name,
        entitlement: { kind: entitlement.kind, left: stand.left, amount: entitlement.amount },
      },
    ];
  });
}
