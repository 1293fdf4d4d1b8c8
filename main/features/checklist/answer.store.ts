import type { ChecklistScore } from '../../domain/checklist.ts';
import { AppError } from '../../domain/error.ts';
import type { AssessmentId, ModelId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';
import { loadAssessment, type StoredControl } from './checklist.store.ts';

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

/** An answer as it is kept. */
type Kept = Said & { readonly id: string; readonly revision: number };

/** @throws AppError `stale_edit` when an answer was changed since its revision was `known`, which is 0 while there was none */
export function requireRevision(current: Pick<Kept, 'revision' | 'value'> | undefined, known: number): void {
  const { revision, value } = current ?? { revision: 0, value: null };
  if (revision !== known) throw new AppError('stale_edit', { noun: 'answer', current: revision, known, value });
}

/** Writes one answer; answers its revision. */
export async function writeAnswer(
  context: CommandContext,
  assessmentId: AssessmentId,
  control: StoredControl,
  current: Kept | undefined,
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

/** Writes what a vendor declared as the answers of questions; says how many, and how the checklist stands then. */
export async function acceptAnswers(
  context: CommandContext,
  { id, modelId }: { readonly id: string; readonly modelId: string | null },
  taken: readonly {
    readonly control: StoredControl;
    readonly current: Kept | undefined;
    readonly answer: AnswerValues;
  }[],
) {
  const assessmentId = id as AssessmentId;
  for (const { control, current, answer } of taken) await writeAnswer(context, assessmentId, control, current, answer);
  await afterAnswers(
    context,
    assessmentId,
    modelId,
    taken.map(({ control }) => control.code),
  );
  const { score } = await loadAssessment(context.db, id);
  return { accepted: taken.length, score: output(score) };
}

/** A score as the contract gives it. */
export function output(score: ChecklistScore) {
  return { ...score, redFlags: [...score.redFlags] };
}
