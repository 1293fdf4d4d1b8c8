import { createHash } from 'node:crypto';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { applies } from '../../domain/checklist.ts';
import type { SignedNoun } from '../../domain/sign-off.ts';
import { scoredChecklists } from '../checklist/scored.store.ts';
import { type Former, PRESENT } from '../duplicate/merged.store.ts';

/** What a signature covers: plain values only. */
type Content = Readonly<Record<string, unknown>>;

/** How the content is put together; another way gets another number, so that older signatures can still be checked. */
const FORMAT = 1;

/**
 * SHA-256 in hex of a record as it stands; null where there is no such record. `former` gives it as it was signed: with the vendors and
 * models that have gone up in others since (docs/decisions/0040).
 */
export function contentHash(
  sql: SqlConnection,
  noun: SignedNoun,
  recordId: string,
  former: Former = PRESENT,
): string | null {
  const content = CONTENTS[noun](sql, recordId, former);
  if (content === null) return null;
  return createHash('sha256')
    .update(canonical({ format: FORMAT, noun, id: recordId, ...content }))
    .digest('hex');
}

/** JSON with sorted keys and no blanks: equal values give equal bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

const CONTENTS: Readonly<Record<SignedNoun, (sql: SqlConnection, id: string, former: Former) => Content | null>> = {
  checklist: checklistContent,
  exception: exceptionContent,
  procurement: procurementContent,
};

/** Questions, answers, remarks, evidence, what is known of the purchase, and the result that follows. */
function checklistContent(sql: SqlConnection, id: string, former: Former): Content | null {
  const [checklist] = scoredChecklists(sql, [id]);
  if (checklist === undefined) return null;
  const { title, vendorId, modelId, edition, controls, answers, facts, score } = checklist;
  const head = statement<[string], Record<string, string | number | null>>(
    sql,
    `SELECT t."key" AS "template", a."issue", a."softwareVersion", a."department"
     FROM "Assessment" a JOIN "ChecklistTemplate" t ON t."id" = a."templateId" WHERE a."id" = ?`,
  ).get(id);
  const sources = statement<[string], Record<string, string | null>>(
    sql,
    `SELECT c."code", a."statementId", a."formId",
       (SELECT group_concat(e."documentId", ' ' ORDER BY e."documentId") FROM "AnswerEvidence" e WHERE e."answerId" = a."id") AS "documents"
     FROM "Answer" a JOIN "ChecklistControl" c ON c."id" = a."controlId" WHERE a."assessmentId" = ? ORDER BY c."code"`,
  ).all(id);
  const { points, possible, percentage, redFlags } = score;
  return {
    ...head,
    title,
    vendorId: former(id, 'vendorId', vendorId),
    modelId: former(id, 'modelId', modelId),
    edition,
    facts,
    questions: controls.map((control) => {
      const { code, question, answerType, unit, weight, redFlag } = control;
      const { value = null, remark = null, evidence = null } = answers.get(code) ?? {};
      const asked = { code, question, answerType, unit, weight, rule: redFlag.rule, applies: applies(control, facts) };
      return { ...asked, value, remark, evidence };
    }),
    sources,
    result: { points, possible, percentage, redFlags: redFlags.map(({ control }) => control) },
  };
}

/** Everything that is said of an exception. That it is withdrawn later takes nothing from what was signed. */
function exceptionContent(sql: SqlConnection, id: string): Content | null {
  const row = statement<[string], Record<string, string | null>>(
    sql,
    `SELECT "kind", "title", "reason", "owner", "decidedOn", "endsOn", "documentId", "obligationId", "candidateId", "gate", "controls"
     FROM "RiskException" WHERE "id" = ?`,
  ).get(id);
  if (row === undefined) return null;
  const devices = statement<[string], { deviceId: string }>(
    sql,
    'SELECT "deviceId" FROM "ExceptionDevice" WHERE "exceptionId" = ? ORDER BY 1',
  ).all(id);
  return { ...row, devices: devices.map(({ deviceId }) => deviceId) };
}

/** The need, every offer with its price, and the decision. Stages that follow take nothing from it. */
function procurementContent(sql: SqlConnection, id: string, former: Former): Content | null {
  const row = statement<[string], Record<string, string | number | null>>(
    sql,
    `SELECT "number", "title", "need", "department", "quantity", "budget", "currency", "requestedOn", "plannedDeliveryOn", "plannedReplacementOn",
       "owner", "templateId", "weights", "chosenCandidateId", "decidedOn", "decisionReason" FROM "ProcurementCase" WHERE "id" = ?`,
  ).get(id);
  if (row === undefined) return null;
  const offers = statement<[string], Record<string, string | number | null> & { readonly id: string }>(
    sql,
    `SELECT "id", "position", "vendorId", "modelId", "softwareVersion", "quoteNumber", "quotedOn", "quoteValidUntil", "documentId", "assessmentId", "withdrawnOn"
     FROM "Candidate" WHERE "caseId" = ? ORDER BY "position", "id"`,
  ).all(id);
  const candidates = offers.map(({ id: offer, vendorId = null, modelId = null, ...rest }) => ({
    ...rest,
    id: offer,
    vendorId: former(offer, 'vendorId', vendorId),
    modelId: former(offer, 'modelId', modelId),
  }));
  const costs = statement<[string], Record<string, string | number | null>>(
    sql,
    `SELECT k."candidateId", k."position", k."kind", k."label", k."amount", k."currency", k."perDevice", k."firstYear", k."lastYear", k."escalatorPercent"
     FROM "CandidateCost" k JOIN "Candidate" c ON c."id" = k."candidateId" WHERE c."caseId" = ? ORDER BY k."candidateId", k."position", k."id"`,
  ).all(id);
  return { ...row, candidates, costs };
}
