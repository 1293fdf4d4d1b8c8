import type { z } from 'zod';
import type { caseRowSchema, moveSchema } from '../../contract/procurement.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { CaseId } from '../../domain/ids.ts';
import {
  type CaseStage,
  DISCLOSURE_ITEMS,
  type GateState,
  nextStep,
  type StepFacts,
} from '../../domain/procurement.ts';
import { moneyOf } from '../contract/contract.store.ts';

export type CaseRow = z.input<typeof caseRowSchema>;
export type MoveView = z.input<typeof moveSchema>;

/** What a list of cases keeps. */
export interface CaseFilter {
  readonly search: string;
  readonly stage: readonly CaseStage[];
  readonly department: readonly string[];
}

/** The case whose candidate is asked by a checklist; null for a checklist of no case. The newest, should there be more. */
export function caseOfAssessment(
  sql: SqlConnection,
  assessmentId: string,
): { readonly id: CaseId; readonly number: string | null; readonly title: string } | null {
  const row = statement<[string], { id: CaseId; number: string | null; title: string }>(
    sql,
    `SELECT c."id", c."number", c."title" FROM "Candidate" n JOIN "ProcurementCase" c ON c."id" = n."caseId"
     WHERE n."assessmentId" = ? ORDER BY c."id" DESC LIMIT 1`,
  ).get(assessmentId);
  return row ?? null;
}

const OVER = `c."stage" IN ('accepted', 'cancelled')`;
const OPEN_CANDIDATE = `n."caseId" = c."id" AND n."withdrawnOn" IS NULL`;
/** What decides the next step of a case `c`. */
const STEP_COLUMNS = `c."stage", c."chosenCandidateId" IS NOT NULL AS "chosen",
   (SELECT count(*) FROM "Candidate" n WHERE ${OPEN_CANDIDATE}) AS "candidates",
   (SELECT count(*) FROM "Candidate" n WHERE ${OPEN_CANDIDATE} AND n."assessmentId" IS NULL) AS "withoutChecklist",
   (SELECT count(*) FROM "Candidate" n JOIN "DisclosureItem" i ON i."candidateId" = n."id"
    WHERE ${OPEN_CANDIDATE} AND i."state" NOT IN ('open', 'requested')) AS "settledItems"`;

interface StepRow {
  readonly stage: CaseStage;
  readonly chosen: 0 | 1;
  readonly candidates: number;
  readonly withoutChecklist: number;
  readonly settledItems: number;
}

function stepFacts({ stage, chosen, candidates, withoutChecklist, settledItems }: StepRow): StepFacts {
  const openItems = candidates * DISCLOSURE_ITEMS.length - settledItems;
  return { stage, chosen: chosen === 1, candidates, withoutChecklist, openItems };
}

/** What a case needs next; null when nothing is left to do, or there is no such case. */
export function stepOf(sql: SqlConnection, id: string): CaseRow['next'] {
  const row = statement<[string], StepRow>(sql, `SELECT ${STEP_COLUMNS} FROM "ProcurementCase" c WHERE c."id" = ?`).get(
    id,
  );
  return row === undefined ? null : nextStep(stepFacts(row));
}

interface ListRow extends StepRow, Omit<CaseRow, 'budget' | 'next' | 'chosen' | 'candidates' | 'stage'> {
  readonly budget: string | null;
  readonly currency: string | null;
  readonly chosenName: string | null;
}

/** A page of the cases that a filter keeps: those under way by the day of delivery, then those that are over, newest first. */
export function listCases(
  sql: SqlConnection,
  filter: CaseFilter,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly total: number; readonly rows: CaseRow[] } {
  const { where, parameters } = whereOf(filter);
  const ids = statement<string[], { id: string }>(
    sql,
    `SELECT c."id" FROM "ProcurementCase" c ${where}
     ORDER BY ${OVER}, CASE WHEN ${OVER} THEN '' ELSE coalesce(c."plannedDeliveryOn", '9999') END, c."id" DESC`,
  ).all(...parameters);
  const page = JSON.stringify(ids.slice(offset, offset + limit).map(({ id }) => id));
  const rows = statement<[string], ListRow>(
    sql,
    `SELECT c."id", c."number", c."title", c."department", c."quantity", c."budget", c."currency", c."requestedOn", c."plannedDeliveryOn", c."owner",
       ${STEP_COLUMNS}, (SELECT v."name" || ' ' || m."name" FROM "Candidate" n JOIN "Vendor" v ON v."id" = n."vendorId"
         JOIN "DeviceModel" m ON m."id" = n."modelId" WHERE n."id" = c."chosenCandidateId") AS "chosenName"
     FROM json_each(?) p JOIN "ProcurementCase" c ON c."id" = p.value ORDER BY p.key`,
  ).all(page);
  return {
    total: ids.length,
    rows: rows.map(({ budget, currency, chosenName, chosen, withoutChecklist, settledItems, ...row }) => ({
      ...row,
      budget: moneyOf(budget, currency),
      chosen: chosenName,
      next: nextStep(stepFacts({ ...row, chosen, withoutChecklist, settledItems })),
    })),
  };
}

function whereOf({ search, stage, department }: CaseFilter): { where: string; parameters: string[] } {
  const conditions: string[] = [];
  const parameters: string[] = [];
  const words = search.trim();
  if (words !== '') {
    const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(
      `(c."title" LIKE ? ESCAPE '\\' OR c."number" LIKE ? ESCAPE '\\' OR c."department" LIKE ? ESCAPE '\\' OR EXISTS (SELECT 1 FROM "Candidate" n
         JOIN "Vendor" v ON v."id" = n."vendorId" JOIN "DeviceModel" m ON m."id" = n."modelId"
         WHERE n."caseId" = c."id" AND v."name" || ' ' || m."name" LIKE ? ESCAPE '\\'))`,
    );
    parameters.push(like, like, like, like);
  }
  if (stage.length > 0) {
    conditions.push('c."stage" IN (SELECT value FROM json_each(?))');
    parameters.push(JSON.stringify(stage));
  }
  if (department.length > 0) {
    conditions.push('c."department" IN (SELECT value FROM json_each(?))');
    parameters.push(JSON.stringify(department));
  }
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, parameters };
}

/** How many cases are in each stage, and whose they are. */
export function caseFacets(sql: SqlConnection): {
  readonly stages: Partial<Record<CaseStage, number>>;
  readonly departments: { name: string; cases: number }[];
} {
  const stages = statement<[], { stage: CaseStage; n: number }>(
    sql,
    'SELECT "stage", count(*) AS n FROM "ProcurementCase" GROUP BY "stage"',
  ).all();
  const departments = statement<[], { name: string; cases: number }>(
    sql,
    'SELECT "department" AS "name", count(*) AS "cases" FROM "ProcurementCase" WHERE "department" IS NOT NULL GROUP BY 1 ORDER BY 1',
  ).all();
  return {
    stages: Object.fromEntries(stages.map(({ stage, n }) => [stage, n])),
    departments,
  };
}

/** How many cases are under way. */
export function openCases(sql: SqlConnection): number {
  const row = statement<[], { n: number }>(
    sql,
    `SELECT count(*) AS n FROM "ProcurementCase" c WHERE NOT ${OVER}`,
  ).get();
  return row?.n ?? 0;
}

/** The moves of a case, newest first. */
export function movesOf(sql: SqlConnection, caseId: string): MoveView[] {
  const rows = statement<[string], Omit<MoveView, 'gates'> & { gates: string }>(
    sql,
    `SELECT "fromStage" AS "from", "toStage" AS "to", "movedOn" AS "on", "reason", "createdBy" AS "by", "gates"
     FROM "ProcurementMove" WHERE "caseId" = ? ORDER BY "id" DESC`,
  ).all(caseId);
  return rows.map(({ gates, ...move }) => ({ ...move, gates: JSON.parse(gates) as MoveView['gates'] }));
}

/** The stage in which a case was cancelled that is cancelled now; null for all others. */
export function cancelledFrom(stage: string, moves: readonly MoveView[]): CaseStage | null {
  return stage === 'cancelled' ? (moves[0]?.from ?? null) : null;
}

/** The record of a candidate's gates that a move keeps. */
export function gatesText(gates: readonly GateState[] | null): string {
  return JSON.stringify(gates ?? []);
}
