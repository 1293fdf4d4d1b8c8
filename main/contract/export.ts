import { z } from 'zod';
import { deviceFilterSchema } from './device.ts';
import { historyFilterSchema } from './history.ts';
import { daySchema, idSchema, query } from './shared.ts';

export const EXPORT_FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;

/** A file that is ready to be fetched from `/files/TICKET`, once. */
export const ticketSchema = z.object({
  ticket: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  byteSize: z.number().int(),
});
const format = z.enum(EXPORT_FORMATS);

export const exports = {
  supportReport: query
    .input(z.object({ format, asOf: daySchema.optional(), within: z.number().int().min(0).max(600).optional() }))
    .output(ticketSchema),
  contractsReport: query.input(z.object({ format, asOf: daySchema.optional() })).output(ticketSchema),
  /** What the register shows, with the filter printed on it. */
  devices: query.input(z.object({ format, filter: deviceFilterSchema.default({}) })).output(ticketSchema),
  /** What the history shows, with the filter printed on it. */
  history: query.input(z.object({ format, filter: historyFilterSchema.default({}) })).output(ticketSchema),
  /** Filled in, or blank when a template is named. */
  checklist: query
    .input(
      z.object({
        format,
        assessmentId: idSchema('assessment').optional(),
        templateId: idSchema('template').optional(),
      }),
    )
    .output(ticketSchema),
};
