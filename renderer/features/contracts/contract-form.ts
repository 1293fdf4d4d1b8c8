import type { z } from 'zod';
import { contractFieldsSchema } from '../../../main/contract/contract-fields.ts';
import type { ReadRecord } from '../../ui/record-form.tsx';
import type { ContractDetail } from './types.ts';

/** The terms as the form holds them; the promise of the program decides what fits, and these rules between fields do. */
export const contractFormSchema = contractFieldsSchema.superRefine((fields, context) => {
  const problem = (path: keyof ContractForm, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (fields.startsOn !== null && fields.endsOn !== null && fields.endsOn < fields.startsOn) problem('endsOn', 'order');
  if (fields.endsOn !== null && fields.firstTermMonths !== null) problem('endsOn', 'either');
  if (fields.firstTermMonths !== null && fields.startsOn === null) problem('startsOn', 'start');
  if (fields.renewal === 'tacit' && fields.renewalMonths === null) problem('renewalMonths', 'required');
  if (fields.noticeAmount !== null && fields.noticeUnit === null) problem('noticeUnit', 'required');
});

export type ContractForm = z.input<typeof contractFormSchema>;
export type ContractFields = z.output<typeof contractFormSchema>;

const NEW: ContractForm = {
  number: '',
  vendor: '',
  kind: 'service',
  startsOn: null,
  endsOn: null,
  firstTermMonths: null,
  lastDay: 'day_before',
  renewal: 'tacit',
  renewalMonths: 12,
  noticeAmount: null,
  noticeUnit: 'days',
  noticeAddress: null,
  calendar: null,
  notifyDays: null,
  yearlyPrice: null,
  escalatorPercent: null,
  escalatesFrom: null,
  includesSecurityUpdates: 'unknown',
  includesOsUpgrades: 'unknown',
  notes: null,
};

/** What stands in the form at first. */
export function contractFormOf(contract: ContractDetail | null): ReadRecord<ContractForm> {
  if (contract === null) return { revision: 0, values: NEW };
  return {
    revision: contract.revision,
    values: {
      number: contract.number,
      vendor: contract.vendor,
      kind: contract.kind,
      startsOn: contract.startsOn,
      endsOn: contract.endsOn,
      firstTermMonths: contract.firstTermMonths,
      lastDay: contract.lastDay,
      renewal: contract.renewal,
      renewalMonths: contract.renewalMonths,
      noticeAmount: contract.noticeAmount,
      noticeUnit: contract.noticeUnit,
      noticeAddress: contract.noticeAddress,
      calendar: contract.calendar,
      notifyDays: contract.notifyDays,
      yearlyPrice: contract.yearlyPrice,
      escalatorPercent: contract.escalatorPercent,
      escalatesFrom: contract.escalatesFrom,
      includesSecurityUpdates: contract.includesSecurityUpdates,
      includesOsUpgrades: contract.includesOsUpgrades,
      notes: contract.notes,
    },
  };
}
