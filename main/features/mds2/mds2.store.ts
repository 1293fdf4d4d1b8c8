import type { z } from 'zod';
import type { mds2 } from '../../contract/mds2.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import type { DocumentId, Id, Mds2Id, ModelId } from '../../domain/ids.ts';
import { MDS2_ANSWERS, type Mds2AnswerWord } from '../../domain/mds2/answer.ts';
import { isMds2Identifier, MDS2_IDENTIFIERS } from '../../domain/mds2/form.ts';
import type { Mds2Edition, Mds2Finding, Mds2Line } from '../../domain/mds2/read.ts';
import { found } from '../records.ts';

type Output<Name extends keyof typeof mds2> = (typeof mds2)[Name]['~orpc'] extends { outputSchema?: infer Schema }
  ? z.input<NonNullable<Schema> & z.ZodType>
  : never;
/** A statement as lists show it. */
export type StatementView = Output<'list'>[number];

/** Statements that a list holds at most. */
const LISTED = 1000;

interface Row {
  readonly id: string;
  readonly modelId: string;
  readonly model: string;
  readonly vendor: string;
  readonly edition: string;
  readonly sheet: string | null;
  readonly manufacturer: string | null;
  readonly models: string | null;
  readonly documentNumber: string | null;
  readonly releasedOn: string | null;
  readonly documentId: string;
  readonly fileName: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly counts: string;
  readonly findings: string;
}

const SELECT = `SELECT s."id", s."modelId", m."name" AS "model", v."name" AS "vendor", s."edition", s."sheet", s."manufacturer", s."models",
  s."documentNumber", s."releasedOn", s."documentId", d."fileName", s."createdAt", s."createdBy", s."findings",
  (SELECT json_group_object("answer", "n") FROM (SELECT a."answer", count(*) AS "n" FROM "Mds2Answer" a WHERE a."statementId" = s."id" GROUP BY a."answer")) AS "counts"
  FROM "Mds2Statement" s JOIN "DeviceModel" m ON m."id" = s."modelId" JOIN "Vendor" v ON v."id" = m."vendorId" JOIN "Document" d ON d."id" = s."documentId"`;
/** The latest release first; one without a day counts as older than those with one. */
const ORDER = `ORDER BY s."releasedOn" IS NULL, s."releasedOn" DESC, s."createdAt" DESC, s."id" DESC`;

/** The statements of a model, of a vendor, or all. */
export function statementsOf(
  sql: SqlConnection,
  { modelId, vendorId }: { readonly modelId?: string | undefined; readonly vendorId?: string | undefined },
): StatementView[] {
  const rows = statement<(string | null)[], Row>(
    sql,
    `${SELECT} WHERE (? IS NULL OR s."modelId" = ?) AND (? IS NULL OR m."vendorId" = ?) ${ORDER} LIMIT ${LISTED}`,
  ).all(modelId ?? null, modelId ?? null, vendorId ?? null, vendorId ?? null);
  return rows.map(view);
}

/** One statement with what was found while it was read. @throws AppError `not_found` */
export function statementOf(sql: SqlConnection, id: string): { view: StatementView; findings: Mds2Finding[] } {
  const row = found(statement<[string], Row>(sql, `${SELECT} WHERE s."id" = ?`).get(id), 'mds2', id);
  return { view: view(row), findings: JSON.parse(row.findings) as Mds2Finding[] };
}

/** The newest statement of the form of 2019 that a model has; null for none. */
export function newestStatement(sql: SqlConnection, modelId: string): StatementView | null {
  return statementsOf(sql, { modelId }).find(({ edition }) => edition === 'hn1_2019') ?? null;
}

function view({ counts, findings: _findings, ...row }: Row): StatementView {
  const by = JSON.parse(counts) as Partial<Record<Mds2AnswerWord, number>>;
  const total = MDS2_ANSWERS.reduce((sum, word) => sum + (by[word] ?? 0), 0);
  return {
    ...row,
    id: row.id as Mds2Id,
    modelId: row.modelId as ModelId,
    documentId: row.documentId as DocumentId,
    edition: row.edition as Mds2Edition,
    releasedOn: row.releasedOn as Day | null,
    answers: countsOf(by),
    missing: row.edition === 'hn1_2019' ? Math.max(0, MDS2_IDENTIFIERS.length - total) : 0,
  };
}

/** Figures of a statement by its answers. */
export function countsOf(by: Readonly<Partial<Record<Mds2AnswerWord, number>>>): StatementView['answers'] {
  return {
    yes: by.yes ?? 0,
    no: by.no ?? 0,
    notApplicable: by.not_applicable ?? 0,
    seeNote: by.see_note ?? 0,
    blank: by.blank ?? 0,
    text: by.text ?? 0,
  };
}

interface LineRow extends Omit<Mds2Line, 'noteNumbers'> {
  readonly noteNumbers: string | null;
}

/** The rows of a statement in the order of the form. */
export function linesOf(sql: SqlConnection, statementId: string): Mds2Line[] {
  const rows = statement<[string], LineRow>(
    sql,
    'SELECT "identifier", "question", "raw", "answer", "remark", "noteNumbers", "note" FROM "Mds2Answer" WHERE "statementId" = ? ORDER BY "position"',
  ).all(statementId);
  return rows.map((row) => ({
    ...row,
    noteNumbers: (row.noteNumbers ?? '')
      .split(',')
      .filter((text) => /^\d{1,6}$/.test(text))
      .map(Number),
  }));
}

/** Rows of the form that a statement lacks, and rows of it that the form does not have. */
export function gapsOf(lines: readonly Pick<Mds2Line, 'identifier'>[]): { missing: string[]; extra: string[] } {
  const there = new Set(lines.map(({ identifier }) => identifier));
  return {
    missing: MDS2_IDENTIFIERS.filter((identifier) => !there.has(identifier)),
    extra: [...there].filter((identifier) => !isMds2Identifier(identifier)),
  };
}

/** Writes the rows of a statement. */
export function insertLines(sql: SqlConnection, statementId: Id<'mds2'>, lines: readonly Mds2Line[]): void {
  const insert = statement<unknown[]>(
    sql,
    `INSERT INTO "Mds2Answer" ("statementId", "identifier", "position", "question", "raw", "answer", "remark", "noteNumbers", "note")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  lines.forEach(({ identifier, question, raw, answer, remark, noteNumbers, note }, position) => {
    insert.run(statementId, identifier, position, question, raw, answer, remark, noteNumbers.join(',') || null, note);
  });
}
