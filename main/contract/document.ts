import { z } from 'zod';
import { DOCUMENT_KINDS } from '../domain/document.ts';
import { command, daySchema, idSchema, instantSchema, nameSchema, pageSchema, query } from './shared.ts';
import { ticketSchema } from './ticket.ts';
import { uploadIdSchema } from './upload.ts';

/** Kinds of records with which documents lie. */
export const DOCUMENT_PLACES = ['device', 'model', 'vendor', 'contract', 'procurement'] as const;

const placeSchema = z.object({ noun: z.enum(DOCUMENT_PLACES), recordId: idSchema('place') });

/** Where a document is needed: as the proof of a date, as evidence of an answer, or because it simply lies with a record. */
const useSchema = z.object({
  /** Table of the row that names it, such as `Milestone`; `DocumentLink` where it lies with a record. */
  what: z.string(),
  /** The record in which people meet that row; null where there is none. */
  noun: z.string().nullable(),
  id: z.string().nullable(),
  title: z.string().nullable(),
});

export const documentSchema = z.object({
  id: idSchema('document'),
  title: z.string(),
  kind: z.enum(DOCUMENT_KINDS),
  fileName: z.string(),
  byteSize: z.number().int(),
  datedOn: daySchema.nullable(),
  receivedOn: daySchema.nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
  uses: z.array(useSchema),
});

export const document = {
  /** All of them by name, for a choice. */
  list: query.output(
    z.array(
      z.object({
        id: idSchema('document'),
        title: z.string(),
        kind: z.enum(DOCUMENT_KINDS),
        fileName: z.string(),
        byteSize: z.number().int(),
        createdAt: instantSchema,
      }),
    ),
  ),
  /** Keeps an uploaded file, encrypted with everything else. The same bytes are kept once. */
  add: command
    .input(
      z.object({
        uploadId: uploadIdSchema,
        fileName: z.string().max(300),
        title: nameSchema,
        kind: z.enum(DOCUMENT_KINDS),
        datedOn: daySchema.nullable(),
        receivedOn: daySchema.nullable(),
        /** The record with which it is to lie. Bytes that are kept already are not kept again, whatever they are called. */
        place: placeSchema.optional(),
      }),
    )
    .output(
      z.object({
        documentId: idSchema('document'),
        title: z.string(),
        /** Whether its bytes were kept already. */
        known: z.boolean(),
      }),
    ),
  /** A page of all documents with where each is needed, the newest first. */
  search: query
    .input(
      pageSchema.extend({
        text: z.string().max(200).default(''),
        kind: z.enum(DOCUMENT_KINDS).optional(),
        /** Only those that nothing needs and that lie with no record. */
        unused: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        /** How many of all documents nothing needs. */
        unused: z.number().int(),
        rows: z.array(documentSchema),
      }),
    ),
  get: query.input(z.object({ id: idSchema('document') })).output(documentSchema),
  /** The documents of a record: those that lie with it, and those that its dates, answers or promises name. */
  of: query.input(placeSchema).output(z.array(documentSchema.extend({ linked: z.boolean() }))),
  /** Lays a document with a record, once. @throws AppError `not_found` */
  link: command
    .input(placeSchema.extend({ documentId: idSchema('document') }))
    .output(z.object({ linked: z.literal(true) })),
  /** Takes a document away from a record; the document stays. */
  unlink: command
    .input(placeSchema.extend({ documentId: idSchema('document') }))
    .output(z.object({ unlinked: z.boolean() })),
  open: query.input(z.object({ id: idSchema('document') })).output(ticketSchema),
};
