import type { z } from 'zod';
import {
  type publicationFieldsSchema,
  publicationOptionsSchema,
  type publicationSchema,
} from '../../contract/publication.ts';
import type { RecordFields } from '../../data/audit.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { Instant } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { PublicationId } from '../../domain/ids.ts';
import { fileKey, MOST_PUBLICATIONS, type PublicationProblem } from '../../domain/publication.ts';
import type { CommandContext } from '../context.ts';
import { found, nextRevision, stamp } from '../records.ts';

export type PublicationFields = z.output<typeof publicationFieldsSchema>;

/** A file that is kept up to date. */
export interface Publication extends z.output<typeof publicationSchema> {
  /** Over what the file said and what lay in the folder when it was written last; null before it was. */
  readonly lastHash: string | null;
}

interface Row extends Omit<Publication, 'options' | 'enabled'> {
  readonly options: string;
  readonly enabled: number;
}

const COLUMNS = `"id", "title", "what", "format", "folder", "fileName", "options", "enabled", "lastAt", "lastHash", "problem", "revision", "createdBy", "createdAt"`;

/** All of them by title. */
export function publications(sql: SqlConnection): Publication[] {
  return statement<[], Row>(sql, `SELECT ${COLUMNS} FROM "Publication" ORDER BY "title" COLLATE NOCASE, "id"`)
    .all()
    .map(publicationOf);
}

/** @throws AppError `not_found` */
export function publication(sql: SqlConnection, id: PublicationId): Publication {
  const row = statement<[string], Row>(sql, `SELECT ${COLUMNS} FROM "Publication" WHERE "id" = ?`).get(id);
  return publicationOf(found(row, 'publication', id));
}

function publicationOf(row: Row): Publication {
  return { ...row, options: optionsOf(row.options), enabled: row.enabled === 1 };
}

/** Choices of another version of the program that this one cannot read are none. */
function optionsOf(text: string): Publication['options'] {
  const none = { within: null, groupBy: null, filter: null };
  try {
    return publicationOptionsSchema.safeParse(JSON.parse(text)).data ?? none;
  } catch {
    return none;
  }
}

type Writing = Pick<CommandContext, 'sql' | 'now' | 'actor' | 'newId' | 'record'>;

/** @throws AppError `already_exists`, `input_refused` with `too_many` */
export function addPublication(context: Writing, fields: PublicationFields): { id: PublicationId; revision: number } {
  const { sql } = context;
  const known = publications(sql);
  if (known.length >= MOST_PUBLICATIONS)
    throw new AppError('input_refused', { problem: 'too_many', limit: MOST_PUBLICATIONS });
  requireOwnFile(known, fields, null);
  const id = context.newId<'publication'>();
  const made = stamp(context);
  statement<unknown[]>(
    sql,
    `INSERT INTO "Publication" ("id", "title", "what", "format", "folder", "fileName", "options", "enabled", "createdAt", "createdBy", "updatedAt", "updatedBy")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, ...values(fields), made.createdAt, made.createdBy, made.updatedAt, made.updatedBy);
  context.record('publication', id, null, recorded(fields));
  return { id, revision: 1 };
}

/** @throws AppError `not_found`, `stale_edit`, `already_exists` */
export function changePublication(
  context: Writing,
  {
    id,
    revision: known,
    fields,
  }: { readonly id: PublicationId; readonly revision: number; readonly fields: PublicationFields },
): { revision: number } {
  const { sql } = context;
  const before = publication(sql, id);
  const { revision, updatedAt, updatedBy } = nextRevision(context, 'publication', before.revision, known);
  requireOwnFile(publications(sql), fields, id);
  // What was found out about another file says nothing about this one.
  const same = before.folder === fields.folder && before.fileName === fields.fileName;
  statement<unknown[]>(
    sql,
    `UPDATE "Publication" SET "title" = ?, "what" = ?, "format" = ?, "folder" = ?, "fileName" = ?, "options" = ?, "enabled" = ?,
       "lastAt" = ?, "lastHash" = ?, "problem" = ?, "revision" = ?, "updatedAt" = ?, "updatedBy" = ? WHERE "id" = ?`,
  ).run(
    ...values(fields),
    same ? before.lastAt : null,
    same ? before.lastHash : null,
    same && fields.enabled ? before.problem : null,
    revision,
    updatedAt,
    updatedBy,
    id,
  );
  context.record('publication', id, recorded(before), recorded(fields));
  return { revision };
}

/** @throws AppError `not_found`, `stale_edit` */
export function removePublication(context: Writing, id: PublicationId, known: number): void {
  const { sql } = context;
  const before = publication(sql, id);
  nextRevision(context, 'publication', before.revision, known);
  statement<[string]>(sql, 'DELETE FROM "Publication" WHERE "id" = ?').run(id);
  context.record('publication', id, recorded(before), null);
}

/**
 * Keeps what came of writing a file. Nobody's edit grows stale by it. False when it is no longer there, or is another file by now.
 */
export function savePublished(
  { sql, record }: Writing,
  { id, folder, fileName }: Pick<Publication, 'id' | 'folder' | 'fileName'>,
  outcome: { readonly at: Instant; readonly hash: string } | { readonly problem: PublicationProblem | null },
): boolean {
  const now = statement<[string], Row>(sql, `SELECT ${COLUMNS} FROM "Publication" WHERE "id" = ?`).get(id);
  if (now?.folder !== folder || now.fileName !== fileName) return false;
  const after =
    'hash' in outcome ? { lastAt: outcome.at, problem: null } : { lastAt: now.lastAt, problem: outcome.problem };
  statement<unknown[]>(sql, 'UPDATE "Publication" SET "lastAt" = ?, "lastHash" = ?, "problem" = ? WHERE "id" = ?').run(
    after.lastAt,
    'hash' in outcome ? outcome.hash : now.lastHash,
    after.problem,
    id,
  );
  record('publication', id, { lastAt: now.lastAt, problem: now.problem }, after);
  return true;
}

function values({ title, what, format, folder, fileName, options, enabled }: PublicationFields) {
  return [title, what, format, folder, fileName, JSON.stringify(options), enabled ? 1 : 0] as const;
}

/** What the history keeps of it: all that decides what lies where. */
function recorded({ title, what, format, folder, fileName, options, enabled }: PublicationFields): RecordFields {
  const { within, groupBy, filter } = options;
  return { title, what, format, folder, fileName, within, groupBy, filter: filter && JSON.stringify(filter), enabled };
}

/** Two that write one file would take turns at it; so would one and the signature of the other. */
function requireOwnFile(
  known: readonly Publication[],
  { folder, fileName }: PublicationFields,
  own: string | null,
): void {
  const key = fileKey(folder, fileName);
  if (known.some((one) => one.id !== own && fileKey(one.folder, one.fileName) === key))
    throw new AppError('already_exists', { field: 'fileName', value: fileName });
}
