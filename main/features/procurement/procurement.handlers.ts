import type { z } from 'zod';
import type { caseFieldsSchema } from '../../contract/procurement.ts';
import { CRITERIA, readWeights, type Weights } from '../../domain/comparison.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { CandidateId, CaseId, ContractId, TemplateId } from '../../domain/ids.ts';
import { moveProblem, PATH, stagesFrom } from '../../domain/procurement.ts';
import type { CommandContext, CommandHandlers, QueryHandlers } from '../context.ts';
import { moneyOf } from '../contract/contract.store.ts';
import { historyOf } from '../history/history.store.ts';
import { found, given, madeBy, nextRevision, stamp } from '../records.ts';
import { requireReleased, templateOf } from '../template/template.store.ts';
import { candidateCommands } from './candidate.handlers.ts';
import { caseRecord, requireGates, type StoredCase, tellChecklists } from './case.store.ts';
import { candidateViews, gatesOf } from './case-view.store.ts';
import { cancelledFrom, caseFacets, gatesText, listCases, movesOf, stepOf } from './procurement.store.ts';

type Fields = z.output<typeof caseFieldsSchema>;

export const procurementQueries = {
  list: ({ offset, limit, ...filter }, { sql }) => ({
    ...listCases(sql, filter, { offset, limit }),
    ...caseFacets(sql),
  }),

  get: async ({ id }, { db, sql, today }) => {
    const one = await caseRecord({ db }, id);
    const moves = movesOf(sql, id);
    const template =
      one.templateId === null ? null : await db.checklistTemplate.findUnique({ where: { id: one.templateId } });
    const contract = one.contractId === null ? null : await db.contract.findUnique({ where: { id: one.contractId } });
    return {
      ...caseFields(one),
      id,
      revision: one.revision,
      stage: one.stage,
      canMoveTo: [...stagesFrom({ stage: one.stage, cancelledFrom: cancelledFrom(one.stage, moves) })],
      next: stepOf(sql, id),
      template: template?.title ?? null,
      contract: contract?.number ?? null,
      chosenCandidateId: one.chosenCandidateId as CandidateId | null,
      decidedOn: one.decidedOn as Day | null,
      decisionReason: one.decisionReason,
      candidates: candidateViews(sql, one, today),
      moves,
    };
  },

  history: async ({ id }, { db, sql }) => {
    const { candidates } = found(
      await db.procurementCase.findUnique({ where: { id }, select: { candidates: { select: { id: true } } } }),
      'procurement',
      id,
    );
    const records = [id, ...candidates.map((candidate) => candidate.id)];
    return historyOf(sql, records, { noun: 'procurement', id, importId: null });
  },
} satisfies QueryHandlers<'procurement', 'list' | 'get' | 'history'>;

export const procurementCommands = {
  create: async (fields, context) => {
    await requireFits(context, fields, null, null);
    const id = context.newId<'case'>();
    const data = columns(fields);
    await context.db.procurementCase.create({ data: { id, ...data, ...stamp(context) } });
    context.record('procurement', id, null, data);
    return { id, revision: 1 };
  },

  update: async ({ id, revision, changes }, context) => {
    const current = await caseRecord(context, id);
    const next = nextRevision(context, 'procurement', current.revision, revision);
    const before = caseFields(current);
    const after = { ...before, ...given(changes) };
    await requireFits(context, after, id, current.templateId);
    const data = columns(after);
    await context.db.procurementCase.update({ where: { id }, data: { ...data, ...next } });
    context.record('procurement', id, columns(before), data);
    await tellChecklists(context, id);
    return { id, revision: next.revision };
  },

  move: async ({ id, revision, to, on, reason }, context) => {
    const current = await caseRecord(context, id);
    const next = nextRevision(context, 'procurement', current.revision, revision);
    const moves = movesOf(context.sql, id);
    const chosen = gatesOf(context.sql, current, current.chosenCandidateId, context.today);
    const place = {
      stage: current.stage,
      cancelledFrom: cancelledFrom(current.stage, moves),
      lastMoveOn: moves[0]?.on ?? null,
      chosen,
    };
    const problem = moveProblem(place, to, { on, reason, today: context.today });
    if (problem === 'gate_closed') requireGates(chosen);
    if (problem !== null) throw new AppError('input_refused', { problem, field: fieldOf(problem) });
    await context.db.procurementMove.create({
      data: {
        id: context.newId<'move'>(),
        caseId: id,
        fromStage: current.stage,
        toStage: to,
        movedOn: on,
        reason: reason || null,
        gates: gatesText(chosen),
        ...madeBy(context),
      },
    });
    const undone = goesBeforeDecision(current.stage, to) ? NOT_DECIDED : {};
    await context.db.procurementCase.update({ where: { id }, data: { stage: to, ...undone, ...next } });
    context.record(
      'procurement',
      id,
      { stage: current.stage, movedOn: null, moveReason: null, ...decisionFields(current) },
      { stage: to, movedOn: on, moveReason: reason || null, ...decisionFields({ ...current, ...undone }) },
    );
    return { id, revision: next.revision };
  },

  choose: async ({ id, revision, candidateId, reason }, context) => {
    const current = await caseRecord(context, id);
    const next = nextRevision(context, 'procurement', current.revision, revision);
    if (current.stage !== 'decision') throw new AppError('input_refused', { problem: 'not_in_decision' });
    if (candidateId !== null) {
      const candidate = found(
        await context.db.candidate.findFirst({ where: { id: candidateId, caseId: id } }),
        'candidate',
        candidateId,
      );
      if (candidate.withdrawnOn !== null) throw new AppError('input_refused', { problem: 'candidate_withdrawn' });
      requireGates(gatesOf(context.sql, current, candidateId, context.today));
    }
    const decision = {
      chosenCandidateId: candidateId,
      decidedOn: candidateId === null ? null : context.today,
      decisionReason: reason,
    };
    await context.db.procurementCase.update({ where: { id }, data: { ...decision, ...next } });
    context.record('procurement', id, decisionFields(current), decision);
    return { id, revision: next.revision };
  },

  saveWeights: async ({ id, revision, weights }, context) => {
    const current = await caseRecord(context, id);
    const next = nextRevision(context, 'procurement', current.revision, revision);
    if (CRITERIA.every((criterion) => weights[criterion] === 0))
      throw new AppError('input_refused', { problem: 'no_weight', field: 'weights' });
    await context.db.procurementCase.update({ where: { id }, data: { weights: JSON.stringify(weights), ...next } });
    context.record('procurement', id, weightFields(readWeights(current.weights)), weightFields(weights));
    return { id, revision: next.revision };
  },
  ...candidateCommands,
} satisfies CommandHandlers<
  'procurement',
  | 'create'
  | 'update'
  | 'move'
  | 'choose'
  | 'saveWeights'
  | 'addCandidate'
  | 'updateCandidate'
  | 'withdrawCandidate'
  | 'saveCosts'
  | 'setDisclosure'
  | 'startChecklist'
  | 'linkChecklist'
>;

/** Each criterion's weight as a field of its own. */
function weightFields(weights: Weights): Readonly<Record<string, number>> {
  return Object.fromEntries(CRITERIA.map((criterion) => [`weight_of_${criterion}`, weights[criterion]]));
}

const NOT_DECIDED = { chosenCandidateId: null, decidedOn: null, decisionReason: null } as const;

function decisionFields({
  chosenCandidateId,
  decidedOn,
  decisionReason,
}: Pick<StoredCase, 'chosenCandidateId' | 'decidedOn' | 'decisionReason'>) {
  return { chosenCandidateId, decidedOn, decisionReason };
}

/** Whether a move leads back to where nothing is decided yet. */
function goesBeforeDecision(from: StoredCase['stage'], to: StoredCase['stage']): boolean {
  if (from === 'cancelled' || to === 'cancelled') return false;
  return PATH.indexOf(to) < PATH.indexOf('decision') && PATH.indexOf(to) < PATH.indexOf(from);
}

function fieldOf(problem: string): string | null {
  if (problem === 'reason_needed') return 'reason';
  return problem === 'in_future' || problem === 'before_last_move' ? 'on' : null;
}

function caseFields(one: StoredCase): Fields {
  return {
    number: one.number,
    title: one.title,
    need: one.need,
    department: one.department,
    quantity: one.quantity,
    budget: moneyOf(one.budget, one.currency),
    requestedOn: one.requestedOn as Day,
    plannedDeliveryOn: one.plannedDeliveryOn,
    plannedReplacementOn: one.plannedReplacementOn as Day | null,
    owner: one.owner,
    templateId: one.templateId as TemplateId | null,
    contractId: one.contractId as ContractId | null,
    notes: one.notes,
  };
}

function columns({ budget, ...fields }: Fields) {
  return { ...fields, budget: budget?.amount ?? null, currency: budget?.currency ?? null };
}

/** @throws AppError `already_exists`, `not_found`, `input_refused` with `replaced_before_delivery`, `in_future` or `template_not_released` */
async function requireFits(
  { db, today }: CommandContext,
  fields: Fields,
  own: CaseId | null,
  knownTemplate: string | null,
): Promise<void> {
  const { number, templateId, contractId, plannedDeliveryOn, plannedReplacementOn } = fields;
  const other =
    number === null ? null : await db.procurementCase.findUnique({ where: { number }, select: { id: true } });
  if (other && other.id !== own)
    throw new AppError('already_exists', { noun: 'procurement', field: 'number', value: number });
  // A case keeps an edition that was retired since.
  if (templateId !== null && templateId !== knownTemplate) requireReleased(await templateOf(db, templateId));
  if (contractId !== null)
    found(await db.contract.findUnique({ where: { id: contractId }, select: { id: true } }), 'contract', contractId);
  if (fields.requestedOn > today) throw new AppError('input_refused', { problem: 'in_future', field: 'requestedOn' });
  if (plannedDeliveryOn !== null && plannedReplacementOn !== null && plannedReplacementOn <= plannedDeliveryOn)
    throw new AppError('input_refused', { problem: 'replaced_before_delivery', field: 'plannedReplacementOn' });
}
