import { createHash } from 'node:crypto';
import type { DOCUMENT_PLACES } from '../../contract/document.ts';
import { statement } from '../../data/connection.ts';
import type { Day } from '../../domain/day.ts';
import { DOCUMENT_BYTES, type DocumentKind } from '../../domain/document.ts';
import { AppError } from '../../domain/error.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';
import { namesOf } from '../history/record-titles.ts';
import { found, madeBy, plainFileName } from '../records.ts';
import { TRASH_TABLES } from '../trash/ownership.ts';

/** What is said of a file that is kept. */
export interface DocumentFields {
  readonly fileName: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly datedOn: Day | null;
  readonly receivedOn: Day | null;
}

/** A record with which documents lie. */
export interface DocumentPlace {
  readonly noun: (typeof DOCUMENT_PLACES)[number];
  readonly recordId: string;
}

/** The document that has these bytes, whatever it is called; null where none has. */
export async function keptAlready(
  { db }: Pick<CommandContext, 'db'>,
  bytes: Uint8Array,
): Promise<{ readonly id: DocumentId; readonly title: string } | null> {
  const same = await db.document.findFirst({
    where: { sha256: hashOf(bytes) },
    orderBy: { id: 'asc' },
    select: { id: true, title: true },
  });
  return same && { id: same.id as DocumentId, title: same.title };
}

/** Lays a document with a record, once. @throws AppError `not_found` */
export async function linkDocument(
  context: CommandContext,
  documentId: DocumentId,
  place: DocumentPlace,
): Promise<void> {
  const { db, sql } = context;
  const { noun, recordId } = place;
  const document = found(
    await db.document.findUnique({ where: { id: documentId }, select: { title: true } }),
    'document',
    documentId,
  );
  const record = statement<[string]>(sql, `SELECT 1 FROM "${TRASH_TABLES[noun]}" WHERE "id" = ?`).get(recordId);
  found(record, noun, recordId);
  const link = { documentId, noun, recordId };
  if (await db.documentLink.findUnique({ where: { documentId_noun_recordId: link }, select: { id: true } })) return;
  await db.documentLink.create({ data: { id: context.newId<'documentLink'>(), ...link, ...madeBy(context) } });
  tell(context, documentId, document.title, place, true);
}

/** Takes a document away from a record; answers whether it lay there. */
export async function unlinkDocument(
  context: CommandContext,
  documentId: DocumentId,
  place: DocumentPlace,
): Promise<boolean> {
  const link = { documentId, noun: place.noun, recordId: place.recordId };
  const { count } = await context.db.documentLink.deleteMany({ where: link });
  if (count === 0) return false;
  const document = await context.db.document.findUnique({ where: { id: documentId }, select: { title: true } });
  tell(context, documentId, document?.title ?? '', place, false);
  return true;
}

/** Tells the history of the document and of the record. */
function tell(context: CommandContext, id: DocumentId, title: string, place: DocumentPlace, laid: boolean): void {
  const name = namesOf(context.sql, [{ noun: place.noun, id: place.recordId }]).get(place.recordId) ?? null;
  const note = (noun: 'document' | DocumentPlace['noun'], recordId: string, field: string, value: string | null) => {
    const [before, after] = laid ? [null, value] : [value, null];
    context.record(noun, recordId, { [field]: before }, { [field]: after });
  };
  note('document', id, 'liesWith', name);
  note(place.noun, place.recordId, 'document', title);
  context.touch(place.noun);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Keeps a file; the same bytes under the same title are kept once. @throws AppError `file_refused` */
export async function keepDocument(
  context: CommandContext,
  bytes: Uint8Array,
  { fileName, ...fields }: DocumentFields,
): Promise<DocumentId> {
  if (bytes.length > DOCUMENT_BYTES)
    throw new AppError('file_refused', { problem: 'file_too_large', limit: DOCUMENT_BYTES });
  const sha256 = hashOf(bytes);
  const same = await context.db.document.findFirst({ where: { sha256, title: fields.title }, select: { id: true } });
  if (same) return same.id as DocumentId;
  const id = context.newId<'document'>();
  // The name is shown and offered again on download; it never becomes a path.
  const data = {
    ...fields,
    fileName: plainFileName(fileName) || 'document',
    mediaType: 'application/octet-stream',
    byteSize: bytes.length,
    sha256,
  };
  await context.db.document.create({
    data: { id, ...data, ...madeBy(context), content: { create: { bytes: Uint8Array.from(bytes) } } },
  });
  context.record('document', id, null, data);
  return id;
}
