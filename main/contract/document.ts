import { z } from 'zod';
import { ticketSchema } from './export.ts';
import { uploadIdSchema } from './import.ts';
import { command, daySchema, idSchema, instantSchema, nameSchema, query } from './shared.ts';

export const DOCUMENT_KINDS = [
  'vendor_letter',
  'contract',
  'approval',
  'certificate',
  'evidence',
  'advisory',
  'other',
] as const;

export const document = {
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
      }),
    )
    .output(z.object({ documentId: idSchema('document') })),
  open: query.input(z.object({ id: idSchema('document') })).output(ticketSchema),
};
