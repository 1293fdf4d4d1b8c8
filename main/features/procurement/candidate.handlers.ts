import { AppError } from '../../domain/error.ts';
import type { AssessmentId, CandidateId, CaseId } from '../../domain/ids.ts';
import { versionKey } from '../../domain/name.ts';
import { MAX_CANDIDATES } from '../../domain/procurement.ts';
import type { CommandContext, CommandHandlers } from '../context.ts';
import { newestStatement } from '../mds2/mds2.store.ts';
import { ensureModel } from '../model/model.store.ts';
import { found, given, stamp } from '../records.ts';
import { requireReleased, templateOf } from '../template/template.store.ts';
import { allCandidatesOf, candidatesOf } from './candidate.store.ts';
import { candidateRecord, caseRecord, requireNotOrdered, tellChecklists } from './case.store.ts';

export const candidateCommands = {
  addCandidate: async ({ id: caseId, offer }, context) => {
    const one = await caseRecord(context, caseId);
    requireNotOrdered(one);
    const { vendor, model, ...fields } = offer;
    await requireDocument(context, fields.documentId);
    const modelId = await ensureModel(context, vendor, model);
    requireRoom(context, caseId, { modelId, softwareVersion: fields.softwareVersion });
    const made = found(await context.db.deviceModel.findUnique({ where: { id: modelId } }), 'model', modelId);
    const id = context.newId<'candidate'>();
    const position = Math.max(0, ...allCandidatesOf(context.sql, caseId).map((other) => other.position)) + 1;
    const data = { caseId, position, vendorId: made.vendorId, modelId, ...fields };
    await context.db.candidate.create({ data: { id, ...data, ...stamp(context) } });
    context.record('candidate', id, null, data);
    return { candidateId: id, revision: 1 };
  },

  updateCandidate: async ({ candidateId, revision, changes }, context) => {
    const { candidate, next, one } = await candidateRecord(context, candidateId, revision);
    const fields = given(changes);
    if (fields.documentId) await requireDocument(context, fields.documentId);
    if (fields.softwareVersion !== undefined && fields.softwareVersion !== candidate.softwareVersion) {
      requireNotOrdered(one);
      if (candidate.withdrawnOn === null)
        requireOther(context, one.id, { ...candidate, softwareVersion: fields.softwareVersion });
    }
    const before = Object.fromEntries(
      Object.keys(fields).map((key) => [key, Reflect.get(candidate, key) as string | null]),
    );
    await context.db.candidate.update({ where: { id: candidateId }, data: { ...fields, ...next } });
    context.record('candidate', candidateId, before, fields);
    return { candidateId, revision: next.revision };
  },

  withdrawCandidate: async ({ candidateId, revision, reason }, context) => {
    const { candidate, next, one } = await candidateRecord(context, candidateId, revision);
    requireNotOrdered(one);
    if (reason !== null && one.chosenCandidateId === candidateId)
      throw new AppError('input_refused', { problem: 'candidate_chosen' });
    if (reason === null && candidate.withdrawnOn !== null) requireRoom(context, one.id, candidate);
    const data = { withdrawnOn: reason === null ? null : context.today, withdrawnReason: reason };
    await context.db.candidate.update({ where: { id: candidateId }, data: { ...data, ...next } });
    const { withdrawnOn, withdrawnReason } = candidate;
    context.record('candidate', candidateId, { withdrawnOn, withdrawnReason }, data);
    return { candidateId, revision: next.revision };
  },

  saveCosts: async ({ candidateId, revision, costs }, context) => {
    const { next, one } = await candidateRecord(context, candidateId, revision);
    requireNotOrdered(one);
    if (costs.some(({ firstYear, lastYear }) => lastYear < firstYear))
      throw new AppError('input_refused', { problem: 'years_reversed', field: 'costs' });
    const before = await context.db.candidateCost.findMany({ where: { candidateId }, orderBy: { position: 'asc' } });
    await context.db.candidateCost.deleteMany({ where: { candidateId } });
    await context.db.candidateCost.createMany({
      data: costs.map((line, place) => ({ id: context.newId<'cost'>(), candidateId, position: place + 1, ...line })),
    });
    await context.db.candidate.update({ where: { id: candidateId }, data: next });
    context.record('candidate', candidateId, { costs: costsText(before) }, { costs: costsText(costs) });
    return { candidateId, revision: next.revision };
  },

  setDisclosure: async ({ candidateId, revision, item, state, note, documentId }, context) => {
    const { next } = await candidateRecord(context, candidateId, revision);
    const document = await requireDocument(context, documentId);
    // A tick without a paper or a place is nothing that an auditor could follow; what is missing needs its reason.
    if (state === 'received' && documentId === null && !note)
      throw new AppError('input_refused', { problem: 'evidence_needed', field: 'note' });
    if ((state === 'not_applicable' || state === 'not_available') && !note)
      throw new AppError('input_refused', { problem: 'reason_needed', field: 'note' });
    const key = { candidateId_item: { candidateId, item } };
    const current = await context.db.disclosureItem.findUnique({
      where: key,
      include: { document: { select: { title: true } } },
    });
    const data = { state, note: note || null, documentId, updatedAt: context.now, updatedBy: context.actor };
    await context.db.disclosureItem.upsert({ where: key, create: { candidateId, item, ...data }, update: data });
    await context.db.candidate.update({ where: { id: candidateId }, data: next });
    context.record(
      'candidate',
      candidateId,
      {
        [item]: current?.state ?? 'open',
        disclosureNote: current?.note ?? null,
        disclosureDocument: current?.document?.title ?? null,
      },
      { [item]: state, disclosureNote: data.note, disclosureDocument: document },
    );
    return { candidateId, revision: next.revision };
  },

  startChecklist: async ({ candidateId, revision }, context) => {
    const { candidate, next, one } = await candidateRecord(context, candidateId, revision);
    if (candidate.assessmentId !== null) throw new AppError('input_refused', { problem: 'has_checklist' });
    if (one.templateId === null) throw new AppError('input_refused', { problem: 'no_template', field: 'templateId' });
    requireReleased(await templateOf(context.db, one.templateId));
    const assessmentId = context.newId<'assessment'>();
    const data = {
      templateId: one.templateId,
      title: `${one.title}: ${candidate.vendor.name} ${candidate.model.name}`.slice(0, 200),
      vendorId: candidate.vendorId,
      modelId: candidate.modelId,
      softwareVersion: candidate.softwareVersion,
      department: one.department,
      assessedOn: context.today,
      plannedDeliveryOn: one.plannedDeliveryOn,
      plannedReplacementOn: one.plannedReplacementOn,
      mds2StatementId: newestStatement(context.sql, candidate.modelId)?.id ?? null,
    };
    await context.db.assessment.create({ data: { id: assessmentId, ...data, ...stamp(context) } });
    context.record('checklist', assessmentId, null, data);
    await link(context, candidateId, candidate.assessmentId, assessmentId, next);
    return { candidateId, revision: next.revision, assessmentId };
  },

  linkChecklist: async ({ candidateId, revision, assessmentId }, context) => {
    const { candidate, next, one } = await candidateRecord(context, candidateId, revision);
    requireNotOrdered(one);
    if (assessmentId !== null) {
      const checklist = found(
        await context.db.assessment.findUnique({ where: { id: assessmentId }, include: { candidates: true } }),
        'assessment',
        assessmentId,
      );
      if (checklist.modelId !== candidate.modelId) throw new AppError('input_refused', { problem: 'other_model' });
      if (checklist.candidates.some(({ id }) => id !== candidateId))
        throw new AppError('input_refused', { problem: 'checklist_linked' });
    }
    await link(context, candidateId, candidate.assessmentId, assessmentId, next);
    await tellChecklists(context, one.id as CaseId);
    return { candidateId, revision: next.revision };
  },
} satisfies CommandHandlers<
  'procurement',
  | 'addCandidate'
  | 'updateCandidate'
  | 'withdrawCandidate'
  | 'saveCosts'
  | 'setDisclosure'
  | 'startChecklist'
  | 'linkChecklist'
>;

async function link(
  context: CommandContext,
  id: CandidateId,
  before: string | null,
  assessmentId: AssessmentId | null,
  next: { readonly revision: number; readonly updatedAt: string; readonly updatedBy: string },
): Promise<void> {
  await context.db.candidate.update({ where: { id }, data: { assessmentId, ...next } });
  context.record('candidate', id, { assessmentId: before }, { assessmentId });
  context.touch('checklist');
}

interface Offered {
  readonly modelId: string;
  readonly softwareVersion: string | null;
}

/** @throws AppError `input_refused` with `too_many_candidates` or `candidate_twice` */
function requireRoom(context: CommandContext, caseId: string, offer: Offered & { readonly id?: string }): void {
  const open = candidatesOf(context.sql, caseId);
  if (open.length >= MAX_CANDIDATES)
    throw new AppError('input_refused', { problem: 'too_many_candidates', limit: MAX_CANDIDATES });
  requireOther(context, caseId, offer);
}

/** One product is one candidate: the same model in the same version is offered once. */
function requireOther(context: CommandContext, caseId: string, offer: Offered & { readonly id?: string }): void {
  const same = (other: Offered & { readonly id: string }) =>
    other.id !== offer.id &&
    other.modelId === offer.modelId &&
    versionKey(other.softwareVersion ?? '') === versionKey(offer.softwareVersion ?? '');
  if (candidatesOf(context.sql, caseId).some(same)) throw new AppError('input_refused', { problem: 'candidate_twice' });
}

/** The title of a document; null for none. @throws AppError `not_found` */
async function requireDocument({ db }: CommandContext, id: string | null): Promise<string | null> {
  if (id === null) return null;
  return found(await db.document.findUnique({ where: { id }, select: { title: true } }), 'document', id).title;
}

/** The costs as one value of the history: a line for each. */
function costsText(
  lines: readonly {
    kind: string;
    label: string | null;
    amount: string;
    currency: string;
    firstYear: number;
    lastYear: number;
  }[],
): string | null {
  if (lines.length === 0) return null;
  return lines
    .map(({ kind, label, amount, currency, firstYear, lastYear }) =>
      [label ?? kind, amount, currency, firstYear === lastYear ? firstYear : `${firstYear}-${lastYear}`].join(' '),
    )
    .join('\n');
}
