import { createHash } from 'node:crypto';
import type { DOCUMENT_KINDS } from '../../contract/document.ts';
import { AppError } from '../../domain/error.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { found, madeBy, plainFileName } from '../records.ts';

/** Largest document in bytes; a letter or a contract is far smaller. */
export const DOCUMENT_BYTES = 50_000_000;

export const documentQueries = {
  list: async (_input, { db }) => {
    const documents = await db.document.findMany({ orderBy: { id: 'desc' } });
    return documents.map(({ id, title, kind, fileName, byteSize, createdAt }) => ({
      id: id as DocumentId,
      title,
      kind: kind as (typeof DOCUMENT_KINDS)[number],
      fileName,
      byteSize,
      createdAt,
    }));
  },

  open: async ({ id }, { db, files }) => {
    const document = found(await db.document.findUnique({ where: { id }, include: { content: true } }), 'document', id);
    return files.offer({
      name: document.fileName,
      mediaType: 'application/octet-stream',
      bytes: document.content?.bytes ?? new Uint8Array(0),
    });
  },
} satisfies QueryHandlers<'document', 'list' | 'open'>;

export const documentCommands = {
  add: async ({ uploadId, fileName, ...fields }, context) => {
    const bytes = context.files.upload(uploadId);
    if (bytes.length > DOCUMENT_BYTES)
      throw new AppError('file_refused', { problem: 'file_too_large', limit: DOCUMENT_BYTES });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const same = await context.db.document.findFirst({ where: { sha256, title: fields.title }, select: { id: true } });
    if (same) return { documentId: same.id as DocumentId };
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
    return { documentId: id };
  },
} satisfies CommandHandlers<'document', 'add'>;
