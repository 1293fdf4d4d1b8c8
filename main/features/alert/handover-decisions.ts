import type { SqlConnection } from '../../data/connection.ts';
import { addMonths, type Day } from '../../domain/day.ts';
import { HANDOVER_DUE_MONTHS } from '../../domain/handover.ts';
import { endingModels } from '../handover/handover.store.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/**
 * Models whose support ends within {@link HANDOVER_DUE_MONTHS} and whose hand-over nobody began, and hand-overs that have to be
 * complete by a day within the horizon. What ended without one is no line of its own: its devices are on the list already.
 */
export function handoverDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  const lastEnd = addMonths(today, HANDOVER_DUE_MONTHS);
  return endingModels(sql, { from: today, until: lastEnd }).flatMap((model): Decision[] => {
    const { modelId, vendorId, vendor, endsOn, devices, handoverId, owner, dueOn, completedOn } = model;
    const begun = handoverId !== null;
    const by = begun ? (dueOn ?? endsOn?.on ?? null) : (endsOn?.on ?? null);
    if (devices === 0 || completedOn !== null || by === null || (begun && by > until)) return [];
    return [
      {
        ...NO_CONTRACT,
        key: `handover_due|${modelId}`,
        kind: 'handover_due',
        by,
        ...distance(by, today),
        band: null,
        devices,
        deviceId: null,
        assetTag: null,
        modelId,
        model: model.model,
        vendorId,
        vendor,
        limitedBy: null,
        endsOn,
        leadMonths: null,
        owner,
      },
    ];
  });
}
