import type { z } from 'zod';
import { caseFieldsSchema } from '../../../main/contract/procurement.ts';
import type { Day } from '../../../main/domain/day.ts';
import type { TemplateId } from '../../../main/domain/ids.ts';
import type { ReadRecord } from '../../ui/record-form.tsx';
import type { CaseDetail } from './types.ts';

/** A case as the form holds it; the promise of the program decides what fits. */
export const caseFormSchema = caseFieldsSchema.superRefine(({ plannedDeliveryOn, plannedReplacementOn }, context) => {
  if (plannedDeliveryOn !== null && plannedReplacementOn !== null && plannedReplacementOn <= plannedDeliveryOn)
    context.addIssue({ code: 'custom', path: ['plannedReplacementOn'], message: 'replacement' });
});

export type CaseForm = z.input<typeof caseFormSchema>;
export type CaseFields = z.output<typeof caseFormSchema>;

/** What stands in the form at first. A new case is asked the template that is there. */
export function caseFormOf(
  one: CaseDetail | null,
  fresh: { readonly today: Day; readonly templateId: TemplateId | null },
): ReadRecord<CaseForm> {
  if (one === null)
    return {
      revision: 0,
      values: {
        number: null,
        title: '',
        need: null,
        department: null,
        quantity: 1,
        budget: null,
        requestedOn: fresh.today,
        plannedDeliveryOn: null,
        plannedReplacementOn: null,
        owner: null,
        templateId: fresh.templateId,
        contractId: null,
        notes: null,
      },
    };
  return {
    revision: one.revision,
    values: {
      number: one.number,
      title: one.title,
      need: one.need,
      department: one.department,
      quantity: one.quantity,
      budget: one.budget,
      requestedOn: one.requestedOn,
      plannedDeliveryOn: one.plannedDeliveryOn,
      plannedReplacementOn: one.plannedReplacementOn,
      owner: one.owner,
      templateId: one.templateId,
      contractId: one.contractId,
      notes: one.notes,
    },
  };
}
