import type { ChecklistScore } from '../../domain/checklist.ts';
import type { AssessmentId, ModelId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';
import type { StoredControl } from './checklist.store.ts';

/** The control whose answer says whether security updates need a contract (domain.md 1.4). */
const UPDATES_CONTROL = 'PM-07';

/** An answer as it is written. */
export interface AnswerValues {
  readonly value: string | null;
  readonly remark: string | null;
  readonly evidence: string | null;
  /** The statement in which the vendor declared it, where a person accepted it as it was. */
  readonly statementId: string | null;
  /** The form in which the vendor declared it, likewise. */
  readonly formId: string | null;
}

type Said = Pick<AnswerValues, 'value' | 'remark' | 'evidence'>;

/** Writes one answer; answers its revision. */
export async function writeAnswer(
  context: CommandContext,
  assessmentId: AssessmentId,
  control: StoredControl,
  current: (Said & { readonly id: string; readonly revision: number }) | undefined,
  answer: AnswerValues,
): Promise<number> {
  const { now, actor } = context;
  if (current === undefined) {
    const id = context.newId<'answer'>();
    await context.db.answer.create({
      data: { id, assessmentId, controlId: control.id, ...answer, updatedAt: now, updatedBy: actor },
    });
  } else {
    await context.db.answer.update({
      where: { id: current.id },
      data: { ...answer, revision: current.revision + 1, updatedAt: now, updatedBy: actor },
    });
  }
  const named = (values: Said) => ({
    [control.code]: values.value,
    [`${control.code} remark`]: values.remark,
    [`${control.code} evidence`]: values.evidence,
  });
  context.record(
    'checklist',
    assessmentId,
    current ? named(current) : named({ value: null, remark: null, evidence: null }),
    named(answer),
  );
  return (current?.revision ?? 0) + 1;
}

/** What follows from answers: the checklist is newer, and the support of the model may be another. */
export async function afterAnswers(
  context: CommandContext,
  id: AssessmentId,
  modelId: string | null,
  codes: readonly string[],
): Promise<void> {
  await context.db.assessment.update({ where: { id }, data: { updatedAt: context.now, updatedBy: context.actor } });
  if (modelId !== null && codes.includes(UPDATES_CONTROL)) {
    context.relist.models([modelId as ModelId]);
    context.touch('device', 'model');
  }
}

/** A score as the contract gives it. */
export function output(score: ChecklistScore) {
  return { ...score, redFlags: [...score.redFlags] };
}
