import type { z } from 'zod';
import type { candidateSchema } from '../../contract/procurement.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { DocumentId } from '../../domain/ids.ts';
import {
  type CaseStage,
  DISCLOSURE_ITEMS,
  type DisclosureItem,
  type DisclosureState,
  deliveryDay,
  type GateState,
  gateStates,
} from '../../domain/procurement.ts';
import { costTotals } from '../../domain/procurement-cost.ts';
import { scoredChecklists } from '../checklist/scored.store.ts';
import { offeredSupport } from '../device/offered-support.ts';
import { gateExceptions } from '../exception/gate-exceptions.store.ts';
import { allCandidatesOf } from './candidate.store.ts';

type Candidate = z.input<typeof candidateSchema>;

/** What the candidates of a case depend on. */
export interface CaseFacts {
  readonly id: string;
  readonly stage: CaseStage;
  readonly quantity: number;
  readonly plannedDeliveryOn: Day | null;
}

interface DisclosureRow {
  readonly candidateId: string;
  readonly item: DisclosureItem;
  readonly state: DisclosureState;
  readonly note: string | null;
  readonly documentId: DocumentId | null;
  readonly document: string | null;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** The candidates of a case with all that decides about them, those that were withdrawn too. */
export function candidateViews(sql: SqlConnection, one: CaseFacts, today: Day): Candidate[] {
  const candidates = allCandidatesOf(sql, one.id);
  const on = deliveryDay(one, today);
  const support = on === null ? [] : offeredSupport(sql, candidates, on);
  const asked = candidates.flatMap(({ assessmentId }) => assessmentId ?? []);
  const checklists = new Map(scoredChecklists(sql, asked).map((checklist) => [checklist.id, checklist]));
  const disclosure = Map.groupBy(disclosureOf(sql, one.id), ({ candidateId }) => candidateId);
  const documents = documentTitles(sql, one.id);
  return candidates.map(({ caseId, position, assessmentId, costs, ...candidate }, place) => {
    const checklist = (assessmentId && checklists.get(assessmentId)) || null;
    const delivered = support[place] ?? null;
    const items = packOf(disclosure.get(candidate.id) ?? []);
    const gates = gateStates({
      disclosure: items,
      redFlags: checklist?.score.redFlags ?? null,
      support: delivered,
      exceptions: gateExceptions(sql, candidate.id, today),
    });
    return {
      ...candidate,
      document: (candidate.documentId && documents.get(candidate.documentId)) || null,
      costs: [...costs],
      totals: costTotals(costs, one.quantity).map((total) => ({ ...total, years: [...total.years] })),
      checklist: checklist && {
        id: checklist.id,
        title: checklist.title,
        percentage: checklist.score.percentage,
        answered: checklist.score.answered,
        applicable: checklist.score.applicable,
        criticalFlags: checklist.score.redFlags
          .filter(({ weight }) => weight === 'critical')
          .map(({ control }) => control),
      },
      support: delivered && { ...delivered, reasons: [...delivered.reasons] },
      disclosure: items,
      gates: gates.map(gateOutput),
    };
  });
}

/** The gates of a candidate of a case; null when the case has no such candidate. */
export function gatesOf(
  sql: SqlConnection,
  one: CaseFacts,
  candidateId: string | null,
  today: Day,
): readonly GateState[] | null {
  if (candidateId === null) return null;
  return candidateViews(sql, one, today).find(({ id }) => id === candidateId)?.gates ?? null;
}

function gateOutput({ reasons, exceptionIds, ...state }: GateState): Candidate['gates'][number] {
  return { ...state, reasons: [...reasons], exceptionIds: [...exceptionIds] };
}

/** Every item of the pack in its order, also those that nobody touched. */
function packOf(rows: readonly DisclosureRow[]): Candidate['disclosure'] {
  const touched = new Map(rows.map(({ candidateId, ...row }) => [row.item, row]));
  return DISCLOSURE_ITEMS.map(
    (item) =>
      touched.get(item) ?? {
        item,
        state: 'open',
        note: null,
        documentId: null,
        document: null,
        updatedAt: null,
        updatedBy: null,
      },
  );
}

function disclosureOf(sql: SqlConnection, caseId: string): DisclosureRow[] {
  return statement<[string], DisclosureRow>(
    sql,
    `SELECT i."candidateId", i."item", i."state", i."note", i."documentId", d."title" AS "document", i."updatedAt", i."updatedBy"
     FROM "DisclosureItem" i JOIN "Candidate" n ON n."id" = i."candidateId" LEFT JOIN "Document" d ON d."id" = i."documentId"
     WHERE n."caseId" = ?`,
  ).all(caseId);
}

function documentTitles(sql: SqlConnection, caseId: string): ReadonlyMap<string, string> {
  const rows = statement<[string], { id: string; title: string }>(
    sql,
    'SELECT d."id", d."title" FROM "Candidate" n JOIN "Document" d ON d."id" = n."documentId" WHERE n."caseId" = ?',
  ).all(caseId);
  return new Map(rows.map(({ id, title }) => [id, title]));
}
