import type { z } from 'zod';
import type { AppClient } from '../../main/app/create-app.ts';
import type { commitmentFieldsSchema } from '../../main/contract/commitment.ts';
import type { CommitmentId, ContractId, VendorId } from '../../main/domain/ids.ts';

export type PromiseFields = z.output<typeof commitmentFieldsSchema>;

/** A promise to deliver a fix within 30 days of the vendor's knowledge. */
export function promiseFields(fields: Partial<PromiseFields> = {}): PromiseFields {
  return {
    kind: 'REMEDIATE',
    severity: 'any',
    severityBasis: null,
    clockStart: 'VENDOR_AWARE',
    direction: 'after',
    amount: 30,
    unit: 'calendar_days',
    obligor: 'vendor',
    stopClock: [],
    scope: { kind: 'all', models: [], versions: [], components: [] },
    clause: '7.2',
    page: '12',
    documentId: null,
    validFrom: null,
    validTo: null,
    remedy: null,
    remedyAmount: null,
    notes: null,
    ...fields,
  };
}

/** Records a promise of a contract, of a vendor, or of the organisation itself. */
export async function addPromise(
  client: AppClient,
  of: { readonly contractId?: ContractId; readonly vendorId?: VendorId },
  fields: Partial<PromiseFields> = {},
): Promise<CommitmentId> {
  const { contractId = null, vendorId = null } = of;
  const { id } = await client.commitment.create({ contractId, vendorId, fields: promiseFields(fields) });
  return id;
}

/** A notice of the end of support so many months ahead. */
export const EOS_NOTICE = {
  kind: 'EOS_NOTICE',
  clockStart: 'MILESTONE_DATE',
  direction: 'before',
  amount: 36,
  unit: 'months',
} as const satisfies Partial<PromiseFields>;
