import { z } from 'zod';

/** A file that is ready to be fetched from `/files/TICKET`, once. */
export const ticketSchema = z.object({
  ticket: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  byteSize: z.number().int(),
});
/** An export. One that cannot hold its signature has it in a file of its own, `fileName.sig`. */
export const exportTicketSchema = ticketSchema.extend({ signatureTicket: z.string().nullable() });
