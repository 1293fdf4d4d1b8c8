import { createHash } from 'node:crypto';
import type { DOCUMENT_KINDS } from '../../contract/document.ts';
import type { Day } from '../../domain/day.ts';
import { AppError } from '../../domain/error.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandContext } from '../context.ts';
import { madeBy, plainFileName } from '../records.ts';

/** Largest document in bytes; a letter or a contract is far smaller. */
export const DOCUMENT_BYTES = 50_000_000;

/** What is said of a file that is kept. */
export interface DocumentFields {
  readonly fileName: string;
  readonly title: string;
  readonly kind: (typeof DOCUMENT_KINDS)[number];
  readonly datedOn: Day | null;
  readonly receivedOn: Day | null;
}

/** Keeps a file; the same bytes under the same title are kept once. @throws AppError `file_refused` */
export async function keepDocument(
  context: CommandContext,
  bytes: Uint8Array,
  { fileName, ...fields }: DocumentFields,
): Promise<DocumentId> {
  if (bytes.length > DOCUMENT_BYTES)
    throw new AppError('file_refused', { problem: 'file_too_large', limit: DOCUMENT_BYTES });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
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
