import { z } from 'zod';
import { HANDOVER_ITEM_STATES, HANDOVER_ITEMS } from '../domain/handover.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  nameSchema,
  pageSchema,
  partialDaySchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

const identified = z.object({ id: idSchema('handover'), revision: revisionSchema });

export const handoverFieldsSchema = z.object({
  /** Who collects the items. */
  owner: nameSchema,
  /** By when they have to be there; without a day it is the end of support. */
  dueOn: daySchema.nullable(),
  notes: textSchema.nullable(),
});

const itemSchema = z.object({
  item: z.enum(HANDOVER_ITEMS),
  state: z.enum(HANDOVER_ITEM_STATES),
  note: z.string().nullable(),
  documentId: idSchema('document').nullable(),
  document: z.string().nullable(),
  updatedAt: instantSchema,
  updatedBy: z.string(),
});

/** The transfer of responsibility at the end of a model's support (domain.md 1.1). A model has one. */
export const handover = {
  /** What there is to say of a model: whether to begin, and what was begun. */
  ofModel: query.input(z.object({ modelId: idSchema('model') })).output(
    z.object({
      /** End of support of the model, else that of its security support. */
      endsOn: partialDaySchema.nullable(),
      /** How pressing it is to begin; `none` also without devices in use. */
      need: z.enum(['none', 'proposed', 'due', 'late']),
      handover: handoverFieldsSchema
        .extend({
          id: idSchema('handover'),
          revision: revisionSchema,
          startedOn: daySchema,
          completedOn: daySchema.nullable(),
          items: z.array(itemSchema),
        })
        .nullable(),
    }),
  ),
  /** All of them, those that are open first, by the day on which they are due. */
  list: query.input(pageSchema).output(
    z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          id: idSchema('handover'),
          modelId: idSchema('model'),
          model: z.string(),
          vendor: z.string(),
          owner: z.string(),
          startedOn: daySchema,
          dueOn: daySchema.nullable(),
          completedOn: daySchema.nullable(),
          /** Items that are no longer open, of all. */
          settled: z.number().int(),
          items: z.number().int(),
        }),
      ),
    }),
  ),
  /** @throws AppError `already_exists` when the model has one */
  start: command.input(handoverFieldsSchema.extend({ modelId: idSchema('model') })).output(identified),
  update: command.input(identified.extend({ changes: handoverFieldsSchema.partial() })).output(identified),
  /** What became of an item. @throws AppError `input_refused` with `note_needed`, or `handover_complete` */
  setItem: command
    .input(
      identified.extend({
        item: z.enum(HANDOVER_ITEMS),
        state: z.enum(HANDOVER_ITEM_STATES),
        note: textSchema.nullable(),
        documentId: idSchema('document').nullable(),
      }),
    )
    .output(identified),
  /** @throws AppError `input_refused` with `handover_incomplete` and the missing items */
  complete: command.input(identified.extend({ on: daySchema })).output(identified),
  reopen: command.input(identified.extend({ reason: textSchema.min(1) })).output(identified),
};
