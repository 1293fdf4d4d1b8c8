import { readAnswer } from '../../domain/checklist.ts';
import { addDays, addMonths, type Day } from '../../domain/day.ts';
import type { AssessmentId } from '../../domain/ids.ts';
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
    await writeChecklist(context, controls, {
      templateId: template.id,
      title: 'Bedside monitors',
      vendorId: vendors.get(vendor) ?? null,
      modelId: model?.id ?? null,
      department: 'ICU',
      plannedDeliveryOn: addDays(context.today, 24),
      plannedReplacementOn: addMonths(context.today, 72),
      wrong,
      answered: wrong === null ? 61 : controls.length,
    });
  }
}

/** What a checklist of the made-up hospital is about, and how it was answered. */
interface SampleChecklist {
  readonly templateId: string;
  readonly title: string;
  readonly vendorId: string | null;
  readonly modelId: string | null;
  readonly softwareVersion?: string;
  readonly department: string;
  readonly plannedDeliveryOn: Day;
  readonly plannedReplacementOn: Day;
  /** The control that is answered with no; null for none. */
  readonly wrong: string | null;
  /** How many of the controls are answered, the first ones. */
  readonly answered: number;
}

/** Writes a checklist with its answers. */
export async function writeChecklist(
  context: CommandContext,
  controls: Awaited<ReturnType<typeof controlsOf>>,
  { wrong, answered, ...fields }: SampleChecklist,
): Promise<AssessmentId> {
  const id = context.newId<'assessment'>();
  await context.db.assessment.create({ data: { id, ...fields, assessedOn: context.today, ...stamp(context) } });
  const answers = controls.slice(0, answered).map((control) => {
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
  return id;
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
