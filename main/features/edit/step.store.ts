import { createHash } from 'node:crypto';
import { type SqlConnection, statement } from '../../data/connection.ts';
import { BYTES_KEPT, type EditBar, type EditState, STEP_BYTES, STEPS_KEPT } from '../../domain/edit.ts';
import { AppError } from '../../domain/error.ts';
import { nameIn, namesOf } from '../history/record-titles.ts';
import type { RecordedRow } from './recorder.ts';
import { type Cell, compared, computedColumns, type EditedTable, isComputed, type Row, STAMP } from './tables.ts';

/** A row of a step, as it is kept. */
export interface StepRow {
  readonly table: string;
  readonly key: Row;
  /** The whole row where the step made or removed it, else just the columns that it changed; null where there was none. */
  readonly before: Row | null;
  readonly after: Row | null;
  /** Stands for all columns that the step left alone; null for a row that it made or removed. */
  readonly rest: string | null;
  /** Whether the program made the row by itself, and nobody has decided anything about it. */
  readonly computed: boolean;
}

/** A step without its rows. */
export interface Step {
  readonly seq: number;
  readonly userId: string;
  readonly at: string;
  readonly action: string;
  readonly noun: string | null;
  readonly recordId: string | null;
  readonly title: string | null;
  readonly state: EditState;
  /** Why it holds no rows; null for one that does. */
  readonly bar: EditBar | null;
}

interface Kept {
  /** Number of the last migration: rows of another schema have other columns. */
  readonly schema: number;
  readonly rows: readonly StepRow[];
}

// How long a text is, SQLite knows without reading it.
const STEP = `"seq", "userId", "at", "action", "noun", "recordId", "title", "state",
  CASE WHEN octet_length("rows") < 60 THEN json_extract("rows", '$.bar') END AS "bar"`;

/** What a command did, for its step. */
export interface Done {
  readonly seq: number;
  readonly userId: string;
  readonly at: string;
  readonly action: string;
  readonly changes: readonly {
    readonly noun: string;
    readonly recordId: string;
    readonly before: Readonly<Record<string, Cell | boolean>> | null;
    readonly after: Readonly<Record<string, Cell | boolean>> | null;
  }[];
}

/**
 * Keeps what a command did as a step; one that changed nothing that people edit leaves none. `rows` is null for more than is kept,
 * or the bar itself for what is never taken back. What the person had taken back can no longer be carried out again.
 */
export function writeStep(sql: SqlConnection, done: Done, rows: readonly RecordedRow[] | null | EditBar): boolean {
  const kept = typeof rows === 'string' || rows === null ? null : rows.flatMap(stepRow);
  if (kept !== null && !kept.some(({ computed }) => !computed)) return false;
  const json = kept === null ? barred(typeof rows === 'string' ? rows : 'too_big') : keptJson(sql, kept);
  const own = done.changes.find(({ noun }) => done.action.startsWith(`${noun}.`)) ?? done.changes[0];
  const title =
    own === undefined
      ? null
      : (namesOf(sql, [{ noun: own.noun, id: own.recordId }]).get(own.recordId) ?? nameIn(own.after, own.before));
  statement<[string]>(sql, `DELETE FROM "EditStep" WHERE "userId" = ? AND "state" = 'undone'`).run(done.userId);
  statement<Cell[]>(
    sql,
    `INSERT INTO "EditStep" ("seq", "userId", "at", "action", "noun", "recordId", "title", "rows", "state")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'done')`,
  ).run(done.seq, done.userId, done.at, done.action, own?.noun ?? null, own?.recordId ?? null, title, json);
  trim(sql);
  return true;
}

function barred(bar: EditBar): string {
  return JSON.stringify({ bar });
}

function keptJson(sql: SqlConnection, rows: readonly StepRow[]): string {
  const json = JSON.stringify({ schema: schemaOf(sql), rows } satisfies Kept);
  return json.length > STEP_BYTES ? barred('too_big') : json;
}

/** Forgets the oldest steps, so that neither their number nor their size grows without end. */
function trim(sql: SqlConnection): void {
  statement<[number, number]>(
    sql,
    `DELETE FROM "EditStep" WHERE "seq" IN (
       SELECT "seq" FROM (SELECT "seq", row_number() OVER newest AS "place", sum(octet_length("rows")) OVER newest AS "bytes"
         FROM "EditStep" WINDOW newest AS (ORDER BY "seq" DESC)) WHERE "place" > ? OR "bytes" > ? AND "place" > 1)`,
  ).run(STEPS_KEPT, BYTES_KEPT);
}

/** What a step keeps of a row; nothing where only the time of writing changed. */
function stepRow({ table, before, after }: RecordedRow): StepRow[] {
  const present = [before, after].filter((row) => row !== null);
  const computed = present.every((row) => isComputed(table.name, row));
  const key = picked((before ?? after) as Row, table.key);
  if (before === null || after === null) return [{ table: table.name, key, before, after, rest: null, computed }];
  const changed = table.columns.filter((column) => !STAMP.has(column) && before[column] !== after[column]);
  if (changed.length === 0) return [];
  const typed = changed.some(
    (column) =>
      !computedColumns(table.name).has(column) &&
      compared(table.name, column, before[column]) !== compared(table.name, column, after[column]),
  );
  return [
    {
      table: table.name,
      key,
      before: picked(before, changed),
      after: picked(after, changed),
      rest: restOf(table, after, changed),
      computed: computed || !typed,
    },
  ];
}

function picked(row: Row, columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
}

/** Stands for all columns of a row that people type, but those that are named. */
export function restOf(table: EditedTable, row: Row, without: readonly string[]): string {
  const computed = computedColumns(table.name);
  const left = new Set(without);
  const values = table.columns.flatMap((column) =>
    STAMP.has(column) || computed.has(column) || left.has(column) ? [] : [compared(table.name, column, row[column])],
  );
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 22);
}

/** The step of an entry of the history. @throws AppError `not_found` */
export function stepOf(sql: SqlConnection, seq: number): Step {
  const step = statement<[number], Step>(sql, `SELECT ${STEP} FROM "EditStep" WHERE "seq" = ?`).get(seq);
  if (step === undefined) throw new AppError('not_found', { noun: 'edit', id: String(seq) });
  return step;
}

/** The rows of a step; null where another schema of the database wrote them. */
export function rowsOf(sql: SqlConnection, seq: number): readonly StepRow[] | null {
  const row = statement<[number], { rows: string }>(sql, 'SELECT "rows" FROM "EditStep" WHERE "seq" = ?').get(seq);
  const kept = JSON.parse(row?.rows ?? '{}') as Partial<Kept>;
  return kept.schema === schemaOf(sql) ? (kept.rows ?? null) : null;
}

export function setState(sql: SqlConnection, seq: number, state: EditState): void {
  statement<[string, number]>(sql, 'UPDATE "EditStep" SET "state" = ? WHERE "seq" = ?').run(state, seq);
}

/** The step that a person would take back next, and the one that would be carried out again; undefined where there is none. */
export function nextSteps(sql: SqlConnection, userId: string): { undo: Step | undefined; redo: Step | undefined } {
  const next = (state: EditState, order: 'ASC' | 'DESC') =>
    statement<[string], Step>(
      sql,
      `SELECT ${STEP} FROM "EditStep" WHERE "userId" = ? AND "state" = '${state}' ORDER BY "seq" ${order} LIMIT 1`,
    ).get(userId);
  // What was taken back last comes first: the oldest of those that were.
  return { undo: next('done', 'DESC'), redo: next('undone', 'ASC') };
}

/** A page of steps, newest first; of one person, or of everybody. */
export function listSteps(
  sql: SqlConnection,
  userId: string | null,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { total: number; rows: (Step & { readonly by: string | null })[] } {
  const where = '(? IS NULL OR s."userId" = ?)';
  const total = statement<Cell[], { n: number }>(sql, `SELECT count(*) AS n FROM "EditStep" s WHERE ${where}`).get(
    userId,
    userId,
  );
  const rows = statement<Cell[], Step & { by: string | null }>(
    sql,
    `SELECT s.*, (SELECT "name" FROM "User" u WHERE u."id" = s."userId") AS "by"
     FROM (SELECT ${STEP} FROM "EditStep" s WHERE ${where} ORDER BY "seq" DESC LIMIT ? OFFSET ?) s ORDER BY s."seq" DESC`,
  ).all(userId, userId, limit, offset);
  return { total: total?.n ?? 0, rows };
}

function schemaOf(sql: SqlConnection): number {
  return statement<[], { n: number }>(sql, 'SELECT max("number") AS n FROM "Migration"').get()?.n ?? 0;
}
