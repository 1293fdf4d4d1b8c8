import type { DOCUMENT_KINDS } from '../../contract/document.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { found } from '../records.ts';
import { keepDocument } from './document.store.ts';

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
  add: async ({ uploadId, ...fields }, context) => ({
    documentId: await keepDocument(context, context.files.upload(uploadId), fields),
  }),
} satisfies CommandHandlers<'document', 'add'>;
