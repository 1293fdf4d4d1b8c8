import type { z } from 'zod';
import type { document, documentSchema } from '../../contract/document.ts';
import { type SqlConnection, statement } from '../../data/connection.ts';
import type { DocumentKind } from '../../domain/document.ts';
import type { DocumentId } from '../../domain/ids.ts';
import type { CommandHandlers, QueryHandlers } from '../context.ts';
import { found } from '../records.ts';
import { keepDocument, keptAlready, linkDocument, unlinkDocument } from './document.store.ts';
import { documentsOf, usedSelect, usesOf } from './uses.ts';

type DocumentView = z.input<typeof documentSchema>;
type Search = z.output<NonNullable<(typeof document.search)['~orpc']['inputSchema']>>;

const COLUMNS = '"id", "title", "kind", "fileName", "byteSize", "datedOn", "receivedOn", "createdAt", "createdBy"';

export const documentQueries = {
  list: async (_input, { db }) => {
    const documents = await db.document.findMany({ orderBy: { id: 'desc' } });
    return documents.map(({ id, title, kind, fileName, byteSize, createdAt }) => ({
      id: id as DocumentId,
      title,
      kind: kind as DocumentKind,
      fileName,
      byteSize,
      createdAt,
    }));
  },

  search: (input, { sql }) => searchDocuments(sql, input),

  get: ({ id }, { sql }) => found(documentsNamed(sql, [id])[0], 'document', id),

  of: ({ noun, recordId }, { sql }) =>
    documentsNamed(sql, documentsOf(sql, noun, recordId)).map((one) => ({
      ...one,
      linked: one.uses.some(({ what, id }) => what === 'DocumentLink' && id === recordId),
    })),

  open: async ({ id }, { db, files }) => {
    const document = found(await db.document.findUnique({ where: { id }, include: { content: true } }), 'document', id);
    return files.offer({
      name: document.fileName,
      mediaType: 'application/octet-stream',
      bytes: document.content?.bytes ?? new Uint8Array(0),
    });
  },
} satisfies QueryHandlers<'document', 'list' | 'search' | 'get' | 'of' | 'open'>;

export const documentCommands = {
  add: async ({ uploadId, place, ...fields }, context) => {
    const bytes = context.files.upload(uploadId);
    const known = place === undefined ? null : await keptAlready(context, bytes);
    const documentId = known?.id ?? (await keepDocument(context, bytes, fields));
    if (place !== undefined) await linkDocument(context, documentId, place);
    return { documentId, title: known?.title ?? fields.title, known: known !== null };
  },

  link: async ({ documentId, ...place }, context) => {
    await linkDocument(context, documentId, place);
    return { linked: true };
  },

  unlink: async ({ documentId, ...place }, context) => ({
    unlinked: await unlinkDocument(context, documentId, place),
  }),
} satisfies CommandHandlers<'document', 'add' | 'link' | 'unlink'>;

/** A page of all documents, the newest first. */
function searchDocuments(sql: SqlConnection, { text, kind, unused, offset, limit }: Search) {
  const used = usedSelect(sql);
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const where = `WHERE ("title" LIKE @like ESCAPE '\\' OR "fileName" LIKE @like ESCAPE '\\')
    AND (@kind IS NULL OR "kind" = @kind) ${unused ? `AND "id" NOT IN (${used})` : ''}`;
  const asked = { like, kind: kind ?? null };
  const count = `SELECT count(*) AS n FROM "Document"`;
  const ids = statement<[typeof asked & { offset: number; limit: number }], { id: string }>(
    sql,
    `SELECT "id" FROM "Document" ${where} ORDER BY "createdAt" DESC, "id" DESC LIMIT @limit OFFSET @offset`,
  ).all({ ...asked, offset, limit });
  return {
    total: statement<[typeof asked], { n: number }>(sql, `${count} ${where}`).get(asked)?.n ?? 0,
    unused: statement<[], { n: number }>(sql, `${count} WHERE "id" NOT IN (${used})`).get()?.n ?? 0,
    rows: documentsNamed(
      sql,
      ids.map(({ id }) => id),
    ),
  };
}

/** Documents with where each is needed, the newest first. */
function documentsNamed(sql: SqlConnection, ids: readonly string[]): DocumentView[] {
  const uses = usesOf(sql, ids);
  return statement<[string], Omit<DocumentView, 'uses'>>(
    sql,
    `SELECT ${COLUMNS} FROM "Document" WHERE "id" IN (SELECT value FROM json_each(?)) ORDER BY "createdAt" DESC, "id" DESC`,
  )
    .all(JSON.stringify(ids))
    .map((row) => ({ ...row, uses: [...(uses.get(row.id) ?? [])] }));
}
