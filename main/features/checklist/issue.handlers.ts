import { ISSUE_FACTS } from '../../contract/checklist-issue.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { APPLICABILITIES } from '../../domain/checklist.ts';
import type { Instant } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { AssessmentId } from '../../domain/ids.ts';
import type { ChecklistStatus } from '../../domain/sign-off.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { found, stamp } from '../records.ts';
import { loadAssessment } from './checklist.store.ts';

/** One issue of a checklist as the others name it. */
interface IssueView {
  readonly id: AssessmentId;
  /** Counted from 1. */
  readonly issue: number;
  readonly status: ChecklistStatus;
  /** Why it was made; null for the first. */
  readonly reason: string | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** All issues of the checklist that one of them belongs to, the first first. */
export function issuesOf(sql: SqlConnection, id: string): IssueView[] {
  return statement<[string, string], IssueView>(
    sql,
    `WITH RECURSIVE
       "earlier"("id") AS (SELECT ? UNION SELECT a."previousId" FROM "Assessment" a JOIN "earlier" e ON a."id" = e."id" WHERE a."previousId" IS NOT NULL),
       "later"("id") AS (SELECT ? UNION SELECT a."id" FROM "Assessment" a JOIN "later" l ON a."previousId" = l."id")
     SELECT "id", "issue", "status", "issueReason" AS "reason", "createdAt", "createdBy" FROM "Assessment"
     WHERE "id" IN (SELECT "id" FROM "earlier") OR "id" IN (SELECT "id" FROM "later") ORDER BY "issue"`,
  ).all(id, id);
}

export const issueQueries = {
  differences: async ({ id }, { db, sql }) => {
    const after = await loadAssessment(db, id);
    const previousId = after.assessment.previousId;
    if (previousId === null) return { previous: null, answers: [], facts: [] };
    const before = await loadAssessment(db, previousId);
    const controls = new Map([...before.controls, ...after.controls].map((control) => [control.code, control]));
    const given = (side: typeof after, code: string) => {
      const { value = null, remark = null, evidence = null } = side.answers.get(code) ?? {};
      return { answer: value, remark, evidence };
    };
    const facts = [factTexts(before), factTexts(after)] as const;
    return {
      previous: issuesOf(sql, id).find((one) => one.id === previousId) ?? null,
      answers: [...controls.values()].flatMap(({ code, title, answerType }) => {
        const sides = { before: given(before, code), after: given(after, code) };
        return same(sides.before, sides.after) ? [] : [{ control: code, title, answerType, ...sides }];
      }),
      facts: ISSUE_FACTS.flatMap((field) => {
        const sides = { before: facts[0][field], after: facts[1][field] };
        return sides.before === sides.after ? [] : [{ field, ...sides }];
      }),
    };
  },
} satisfies QueryHandlers<'checklist', 'differences'>;

export const issueCommands = {
  newIssue: async ({ id, revision, reason }, context) => {
    const { db, now, actor } = context;
    const current = found(
      await db.assessment.findUnique({
        where: { id },
        include: { answers: { include: { documents: true } }, next: true },
      }),
      'assessment',
      id,
    );
    if (current.revision !== revision)
      throw new AppError('stale_edit', { noun: 'assessment', current: current.revision, known: revision });
    // What nobody has signed is simply changed.
    if (current.status === 'draft') throw new AppError('input_refused', { problem: 'checklist_open' });
    if (current.next !== null) throw new AppError('input_refused', { problem: 'superseded' });
    const { answers, next: _next, issueReason: _reason, status: _status, ...fields } = current;
    const nextId = context.newId<'assessment'>();
    const issue = current.issue + 1;
    await db.assessment.create({
      data: {
        ...fields,
        id: nextId,
        status: 'draft',
        issue,
        previousId: id,
        issueReason: reason,
        revision: 1,
        ...stamp(context),
        answers: {
          create: answers.map(({ controlId, value, remark, evidence, statementId, formId, documents }) => ({
            id: context.newId<'answer'>(),
            ...{ controlId, value, remark, evidence, statementId, formId, updatedAt: now, updatedBy: actor },
            documents: { create: documents.map(({ documentId }) => ({ documentId })) },
          })),
        },
      },
    });
    // An offer is judged by the newest issue.
    const moved = statement<[string, string]>(
      context.sql,
      'UPDATE "Candidate" SET "assessmentId" = ?, "revision" = "revision" + 1 WHERE "assessmentId" = ?',
    ).run(nextId, id);
    if (moved.changes > 0) context.touch('procurement');
    const { title, vendorId, modelId } = current;
    context.record('checklist', nextId, null, { title, vendorId, modelId, issue, issueReason: reason });
    context.touch('procurement');
    return { id: nextId, revision: 1, issue };
  },
} satisfies CommandHandlers<'checklist', 'newIssue'>;

function factTexts({
  assessment,
  facts,
}: Awaited<ReturnType<typeof loadAssessment>>): Record<(typeof ISSUE_FACTS)[number], string | null> {
  const { title, softwareVersion, department, assessedOn, plannedDeliveryOn, plannedReplacementOn } = assessment;
  const { maxDowntimeHours, reportingDutyHours } = assessment;
  const applies = APPLICABILITIES.filter((kind) => facts.applicability[kind] !== false);
  return {
    title,
    softwareVersion,
    department,
    assessedOn,
    plannedDeliveryOn,
    plannedReplacementOn,
    maxDowntimeHours: maxDowntimeHours === null ? null : String(maxDowntimeHours),
    reportingDutyHours: reportingDutyHours === null ? null : String(reportingDutyHours),
    applicability: applies.join(', '),
  };
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
