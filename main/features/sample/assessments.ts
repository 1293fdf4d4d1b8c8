import { readAnswer } from '../../domain/checklist.ts';
import { addDays, addMonths, type Day } from '../../domain/day.ts';
import { controlsOf } from '../checklist/checklist.store.ts';
import type { CommandContext } from '../context.ts';
import { stamp } from '../records.ts';
import type { MadeModel } from './sample.ts';

/** Two bidders for the same need: one complete, one that keeps its tunnel always on (domain.md story 19). */
export async function makeAssessments(
  context: CommandContext,
  vendors: ReadonlyMap<string, string>,
  models: readonly MadeModel[],
): Promise<void> {
  const template = await context.db.checklistTemplate.findFirst({ orderBy: { edition: 'desc' } });
  if (!template) return;
  const controls = await controlsOf(context.db, template.id);
  for (const [vendor, wrong] of [
    ['PulseLine', 'AM-02'],
    ['Norvia Medical', null],
  ] as const) {
    const model =
      models.find((one) => one.vendor === vendor && one.sample.type === 'Patient monitor') ??
      models.find((one) => one.vendor === vendor);
    const id = context.newId<'assessment'>();
    await context.db.assessment.create({
      data: {
        id,
        templateId: template.id,
        title: 'Bedside monitors',
        vendorId: vendors.get(vendor) ?? null,
        modelId: model?.id ?? null,
        department: 'ICU',
        assessedOn: context.today,
        plannedDeliveryOn: addDays(context.today, 24),
        plannedReplacementOn: addMonths(context.today, 72),
        ...stamp(context),
      },
    });
    const answers = controls.slice(0, wrong === null ? 61 : controls.length).map((control) => {
      const text = control.code === wrong ? 'no' : sampleAnswer(control.answerType, control.code, context.today);
      const read = readAnswer(control, text, null);
      return {
        id: context.newId<'answer'>(),
        assessmentId: id,
        controlId: control.id,
        value: 'value' in read ? read.value : null,
        remark: control.code === wrong ? 'Always-on tunnel to the service centre.' : null,
        evidence: control.code.endsWith('-01') ? 'Security white paper, chapter 3' : null,
        updatedAt: context.now,
        updatedBy: context.actor,
      };
    });
    await context.db.answer.createMany({ data: answers });
  }
}

function sampleAnswer(type: string, code: string, today: Day): string {
  if (type === 'yes_no_partial_na') return 'yes';
  if (type === 'number') return code === 'LC-02' ? '36' : code === 'BR-02' ? '4' : '20';
  if (type === 'date')
    return code === 'CA-03'
      ? '2029-12-31'
      : code === 'SC-02' || code === 'TP-01'
        ? addMonths(today, -4)
        : addMonths(today, 96);
  return 'Described in the annex to the offer.';
}
