import type { z } from 'zod';
import { commitmentFieldsSchema } from '../../../main/contract/commitment.ts';
import { LONGEST } from '../../../main/domain/commitment.ts';
import type { ReadRecord } from '../../ui/record-form.tsx';
import type { Commitment } from './types.ts';

/** A promise as the form holds it; the document stands apart. */
export const commitmentFormSchema = commitmentFieldsSchema.omit({ documentId: true }).superRefine((fields, context) => {
  const problem = (path: keyof CommitmentForm, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (fields.amount > LONGEST[fields.unit]) problem('amount', 'number');
  if (fields.validFrom !== null && fields.validTo !== null && fields.validTo < fields.validFrom)
    problem('validTo', 'order');
});

export type CommitmentForm = z.input<typeof commitmentFormSchema>;
export type CommitmentFields = z.output<typeof commitmentFormSchema>;
export type CommitmentScopeValue = Commitment['scope'];

const NEW: CommitmentForm = {
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
  clause: null,
  page: null,
  validFrom: null,
  validTo: null,
  remedy: null,
  remedyAmount: null,
  notes: null,
};

/** What stands in the form at first. */
export function commitmentFormOf(commitment: Commitment | null): ReadRecord<CommitmentForm> {
  if (commitment === null) return { revision: 0, values: NEW };
  const { kind, severity, severityBasis, clockStart, direction, amount, unit, obligor, stopClock, scope } = commitment;
  const { clause, page, validFrom, validTo, remedy, remedyAmount, notes } = commitment;
  const promise = { kind, severity, severityBasis, clockStart, direction, amount, unit, obligor, stopClock, scope };
  const paper = { clause, page, validFrom, validTo, remedy, remedyAmount, notes };
  return { revision: commitment.revision, values: { ...promise, ...paper } };
}
