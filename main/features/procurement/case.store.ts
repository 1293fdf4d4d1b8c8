import type { ProcurementCaseModel as CaseRecord } from '../../data/prisma/models.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { CandidateId, CaseId } from '../../domain/ids.ts';
import { type CaseStage, type GateState, isOrdered, subjectOf } from '../../domain/procurement.ts';
import type { CommandContext } from '../context.ts';
import { found, nextRevision } from '../records.ts';

/** A case with its rules' words. */
export type StoredCase = Omit<CaseRecord, 'stage' | 'plannedDeliveryOn'> & {
  readonly stage: CaseStage;
  readonly plannedDeliveryOn: Day | null;
};

/** A case as it is stored. @throws AppError `not_found` */
export async function caseRecord({ db }: Pick<CommandContext, 'db'>, id: string): Promise<StoredCase> {
  const record = found(await db.procurementCase.findUnique({ where: { id } }), 'procurement', id);
  return {
    ...record,
    stage: record.stage as CaseStage,
    plannedDeliveryOn: record.plannedDeliveryOn as Day | null,
  };
}

/** A candidate with its case, as a command of the candidate needs them. @throws AppError `not_found`, `stale_edit` */
export async function candidateRecord(context: CommandContext, id: CandidateId, revision: number) {
  const candidate = found(
    await context.db.candidate.findUnique({
      where: { id },
      include: { vendor: { select: { name: true } }, model: { select: { name: true } } },
    }),
    'candidate',
    id,
  );
  const next = nextRevision(context, 'candidate', candidate.revision, revision);
  return { candidate, next, one: await caseRecord(context, candidate.caseId) };
}

/** Lets what is offered be changed only until it is ordered. @throws AppError `input_refused` with `ordered_already` */
export function requireNotOrdered({ stage }: Pick<StoredCase, 'stage'>): void {
  if (isOrdered(stage)) throw new AppError('input_refused', { problem: 'ordered_already' });
}

/** @throws AppError `gate_closed`, naming the gates and what stands in their way, unless all of them hold */
export function requireGates(gates: readonly GateState[] | null): void {
  const closed = (gates ?? []).filter(({ holds }) => !holds);
  if (closed.length === 0) return;
  const subjects = closed.flatMap(({ reasons }) =>
    reasons.flatMap((reason) => (reason.exceptionId === null ? (subjectOf(reason) ?? reason.code) : [])),
  );
  throw new AppError('gate_closed', {
    gates: closed.map(({ gate }) => gate).join(' '),
    controls: subjects.join(' '),
  });
}

/** What a case tells the checklists of its candidates. */
const SHARED = ['department', 'plannedDeliveryOn', 'plannedReplacementOn'] as const;

/**
 * Gives the days and the department of a case to the open checklists of its candidates, so that red flags are counted to the
 * planned delivery and replacement. A checklist that is signed stays as it was signed.
 */
export async function tellChecklists(context: CommandContext, caseId: CaseId): Promise<void> {
  const one = await caseRecord(context, caseId);
  const wanted = {
    department: one.department,
    plannedDeliveryOn: one.plannedDeliveryOn,
    plannedReplacementOn: one.plannedReplacementOn,
  };
  const checklists = await context.db.assessment.findMany({
    where: { status: 'draft', candidates: { some: { caseId } } },
  });
  for (const checklist of checklists) {
    if (SHARED.every((field) => checklist[field] === wanted[field])) continue;
    const { id, revision, department, plannedDeliveryOn, plannedReplacementOn } = checklist;
    await context.db.assessment.update({
      where: { id },
      data: { ...wanted, ...nextRevision(context, 'assessment', revision, revision) },
    });
    context.record('checklist', id, { department, plannedDeliveryOn, plannedReplacementOn }, wanted);
    context.touch('checklist');
  }
}
