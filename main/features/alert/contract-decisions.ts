import type { SqlConnection } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { decideBy, listContracts } from '../contract/contract.store.ts';
import { type Decision, distance, NO_CONTRACT } from './decision.ts';

/** Contracts whose notice or end comes within the horizon, and those whose notice was missed. */
export function contractDecisions(sql: SqlConnection, today: Day, until: Day): Decision[] {
  return listContracts(sql, today).flatMap((contract): Decision[] => {
    const by = contract.status === 'notice_missed' ? contract.lastNoticeOn : decideBy(contract);
    if (contract.status === 'ended' || contract.status === 'upcoming' || by === null || by > until) return [];
    // A contract that was cancelled ends as decided; nothing is left to decide.
    if (contract.renewal === 'tacit' && !contract.renewsByItself) return [];
    // What was decided needs nobody; a notice that was decided on has still to be given.
    if (contract.decision === 'renew' || contract.decision === 'let_end') return [];
    return [
      {
        ...NO_CONTRACT,
        // A notice that was missed is another question than one that is ahead.
        key: `${contract.status === 'notice_missed' ? 'contract_missed' : contract.renewsByItself ? 'contract_notice' : 'contract_ends'}|${contract.id}`,
        kind: contract.renewsByItself ? 'contract_notice' : 'contract_ends',
        by,
        ...distance(by, today),
        band: null,
        devices: contract.coveredDevices,
        deviceId: null,
        assetTag: null,
        modelId: null,
        model: null,
        vendorId: contract.vendorId,
        vendor: contract.vendor,
        contractId: contract.id,
        contract: contract.number,
        limitedBy: null,
        endsOn: contract.termEndsOn && { on: contract.termEndsOn, precision: 'day' },
        leadMonths: null,
        yearlyPrice: contract.yearlyPrice,
        renewsTo: contract.nextTermEndsOn,
      },
    ];
  });
}
