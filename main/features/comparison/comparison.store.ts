import type { z } from 'zod';
import type { comparison } from '../../contract/comparison.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import {
  byCriterion,
  type Criterion,
  type CriterionValue,
  checklistValue,
  mds2Value,
  patchValue,
  priceValues,
  readWeights,
  supportValue,
  type Weights,
} from '../../domain/comparison.ts';
import { placings, turningPoints, weightShares } from '../../domain/comparison-rank.ts';
import type { Day } from '../../domain/day.ts';
import type { CandidateId, CaseId, ExceptionId, VendorId } from '../../domain/ids.ts';
import { type CaseStage, deliveryDay, gateStates } from '../../domain/procurement.ts';
import { costTotals } from '../../domain/procurement-cost.ts';
import { score } from '../../domain/scorecard.ts';
import { type ScoredChecklist, scoredChecklists } from '../checklist/scored.store.ts';
import type { Source } from '../context.ts';
import { offeredSupport } from '../device/offered-support.ts';
import { gateExceptions } from '../exception/gate-exceptions.store.ts';
import { linesOf, newestStatement, statementOf } from '../mds2/mds2.store.ts';
import { type CandidateView, candidatesOf } from '../procurement/candidate.store.ts';
import { found } from '../records.ts';
import { scoredObligations } from '../scorecard/scorecard.store.ts';
import { MDS2_POLARITY } from './polarity.ts';

type Output<Name extends keyof typeof comparison> = z.input<
  NonNullable<(typeof comparison)[Name]['~orpc']['outputSchema']>
>;
/** The candidates of a case by weights. */
export type Comparison = Output<'get'>;
type ComparedCandidate = Comparison['candidates'][number];

interface CaseRow {
  readonly id: CaseId;
  readonly number: string | null;
  readonly title: string;
  readonly stage: CaseStage;
  readonly quantity: number;
  readonly plannedDeliveryOn: Day | null;
  readonly plannedReplacementOn: Day | null;
  readonly weights: string;
  readonly revision: number;
}

function caseOf(sql: SqlConnection, id: CaseId): CaseRow {
  const row = statement<[string], CaseRow>(
    sql,
    `SELECT "id", "number", "title", "stage", "quantity", "plannedDeliveryOn", "plannedReplacementOn", "weights", "revision"
     FROM "ProcurementCase" WHERE "id" = ?`,
  ).get(id);
  return found(row, 'procurement', id);
}

/** A candidate with its checklist, where it has one. */
export interface Compared extends CandidateView {
  readonly checklist: ScoredChecklist | null;
}

/** The open candidates of a case in their order, each with its checklist. @throws AppError `not_found` */
export function comparedCandidates(sql: SqlConnection, caseId: CaseId): readonly Compared[] {
  const candidates = candidatesOf(sql, caseOf(sql, caseId).id);
  const asked = candidates.flatMap(({ assessmentId }) => assessmentId ?? []);
  const checklists = new Map(scoredChecklists(sql, asked).map((one) => [one.id, one]));
  return candidates.map((candidate) => ({
    ...candidate,
    checklist: (candidate.assessmentId && checklists.get(candidate.assessmentId)) || null,
  }));
}

/** The statement that speaks for a candidate: the one of its checklist, else the newest of its model. Null for none. */
export function statementFor(sql: SqlConnection, { checklist, modelId }: Compared) {
  return checklist?.statementId ? statementOf(sql, checklist.statementId).view : newestStatement(sql, modelId);
}

/**
 * The open candidates of a case side by side.
 * @param tried weights instead of those that the case keeps
 * @throws AppError `not_found`
 */
export function comparisonOf(source: Source, caseId: CaseId, tried: Weights | undefined): Comparison {
  const { sql, today } = source;
  const one = caseOf(sql, caseId);
  const keptWeights = readWeights(one.weights);
  const weights = tried ?? keptWeights;
  const candidates = comparedCandidates(sql, caseId);
  const deliveryOn = deliveryDay(one, today);
  const values = valuesOf(source, candidates, { ...one, deliveryOn });
  const weighed = candidates.map(({ id }, place) => ({ id, values: values[place] ?? NO_VALUES }));
  const placed = placings(weighed, weights);
  return {
    caseId,
    revision: one.revision,
    number: one.number,
    title: one.title,
    asOf: today,
    quantity: one.quantity,
    deliveryOn,
    replacementOn: one.plannedReplacementOn,
    weights,
    keptWeights,
    shares: weightShares(weighed, weights),
    candidates: candidates.map((candidate, place) => {
      const { vendorId, vendor, modelId, model, softwareVersion, assessmentId } = candidate;
      const { parts, points, atMost, rank } = placed[place] ?? NOT_PLACED;
      return {
        id: candidate.id,
        vendorId,
        vendor,
        modelId,
        model,
        softwareVersion,
        assessmentId,
        ...flagsOf(sql, candidate, today),
        values: values[place] ?? NO_VALUES,
        parts,
        points,
        atMost,
        rank,
      };
    }),
    turningPoints: turningPoints(weighed, weights).map(({ up, down, leads, ...point }) => ({
      ...point,
      up: up && { ...up, leaders: up.leaders as CandidateId[] },
      down: down && { ...down, leaders: down.leaders as CandidateId[] },
      leads: leads.map((lead) => ({ ...lead, leaders: lead.leaders as CandidateId[] })),
    })),
  };
}

const NO_VALUES: Readonly<Record<Criterion, CriterionValue>> = byCriterion(() => ({
  value: null,
  reason: { code: 'no_checklist' },
}));
const NOT_PLACED = { parts: byCriterion(() => 0), points: null, atMost: null, rank: null };

/** The values of all candidates, in their order. */
function valuesOf(
  source: Source,
  candidates: readonly Compared[],
  {
    quantity,
    deliveryOn,
    plannedReplacementOn,
  }: Pick<CaseRow, 'quantity' | 'plannedReplacementOn'> & { readonly deliveryOn: Day | null },
): readonly Readonly<Record<Criterion, CriterionValue>>[] {
  const { sql } = source;
  const support = deliveryOn === null ? [] : offeredSupport(sql, candidates, deliveryOn);
  const prices = priceValues(candidates.map(({ costs }) => costTotals(costs, quantity)));
  const records = new Map<VendorId, CriterionValue>();
  return candidates.map((candidate, place) => {
    const { vendorId, checklist } = candidate;
    const record = records.get(vendorId) ?? patchRecord(source, vendorId);
    records.set(vendorId, record);
    return {
      checklist: checklistValue(checklist?.score ?? null),
      support: supportValue(support[place] ?? null, plannedReplacementOn),
      price: prices[place] ?? NO_VALUES.price,
      patch_record: record,
      mds2: statementValue(sql, candidate),
    };
  });
}

function patchRecord(source: Source, vendorId: VendorId): CriterionValue {
  const { onTime, met, metLate, breached } = score(scoredObligations(source, { vendorId }, { contractual: false }));
  return patchValue({ onTime, decided: met + metLate + breached });
}

function statementValue(sql: SqlConnection, candidate: Compared): CriterionValue {
  const view = statementFor(sql, candidate);
  if (view === null) return mds2Value(MDS2_POLARITY, null);
  const answers = new Map(linesOf(sql, view.id).map(({ identifier, answer }) => [identifier, answer]));
  return mds2Value(MDS2_POLARITY, { answers, releasedOn: view.releasedOn });
}

/** The red flags of a candidate, beside its figures, by the rule of the gate. */
function flagsOf(
  sql: SqlConnection,
  { id, checklist }: Compared,
  today: Day,
): Pick<ComparedCandidate, 'standing' | 'criticalFlags' | 'otherFlags'> {
  if (checklist === null) return { standing: 'no_checklist', criticalFlags: [], otherFlags: 0 };
  const { redFlags } = checklist.score;
  const exceptions = gateExceptions(sql, id, today);
  const gate = gateStates({ disclosure: [], redFlags, support: null, exceptions }).find(
    (state) => state.gate === 'red_flags',
  );
  const answers = new Map(
    (gate?.reasons ?? []).flatMap((reason) => ('control' in reason ? [[reason.control, reason.exceptionId]] : [])),
  );
  const titles = new Map(checklist.controls.map(({ code, title }) => [code, title]));
  const critical = redFlags.filter(({ weight }) => weight === 'critical');
  return {
    standing: critical.length === 0 ? 'none' : gate?.holds ? 'exception_signed' : 'exception_needed',
    criticalFlags: critical.map(({ control }) => ({
      control,
      title: titles.get(control) ?? '',
      exceptionId: (answers.get(control) ?? null) as ExceptionId | null,
    })),
    otherFlags: redFlags.length - critical.length,
  };
}
