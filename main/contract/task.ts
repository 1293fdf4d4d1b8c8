import { z } from 'zod';
import { TASK_STATES } from '../domain/task.ts';
import { historyEntrySchema } from './history.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

/** What a person can say of a task. At most one of vendor, model and device needs to be given; the others follow from it. */
export const taskFieldsSchema = z.object({
  title: nameSchema,
  dueOn: daySchema.nullable(),
  assignee: lineSchema().nullable(),
  vendorId: idSchema('vendor').nullable(),
  modelId: idSchema('model').nullable(),
  deviceId: idSchema('device').nullable(),
  documentId: idSchema('document').nullable(),
  notes: textSchema.nullable(),
});

export const taskSchema = taskFieldsSchema.extend({
  id: idSchema('task'),
  revision: revisionSchema,
  state: z.enum(TASK_STATES),
  closedOn: daySchema.nullable(),
  closedReason: z.string().nullable(),
  /** Days past the day by which it was due; 0 while there is time, and for a closed one. */
  daysLate: z.number().int(),
  daysLeft: z.number().int().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  assetTag: z.string().nullable(),
  document: z.string().nullable(),
  createdAt: instantSchema,
  createdBy: z.string(),
  updatedBy: z.string(),
});

const identified = z.object({ id: idSchema('task'), revision: revisionSchema });

export const task = {
  /** Open ones by the day by which they are due, closed ones with the last closed first. */
  list: query
    .input(
      pageSchema.extend({
        state: z.enum(['open', 'closed']).default('open'),
        search: z.string().max(200).default(''),
        /** Of a vendor: also those of its models and their devices. Of a model: also those of its devices. */
        vendorId: idSchema('vendor').optional(),
        modelId: idSchema('model').optional(),
        deviceId: idSchema('device').optional(),
      }),
    )
    .output(z.object({ total: z.number().int(), rows: z.array(taskSchema) })),
  get: query.input(z.object({ id: idSchema('task') })).output(taskSchema),
  create: command.input(taskFieldsSchema).output(identified),
  /** Fields that are left out stay as they are. */
  update: command.input(identified.extend({ changes: taskFieldsSchema.partial() })).output(identified),
  /** Done, or dropped with the reason why it is not done. @throws input_refused `reason_needed`, `already_closed` */
  close: command
    .input(identified.extend({ as: z.enum(['done', 'dropped']), reason: lineSchema(500).nullable() }))
    .output(identified),
  reopen: command.input(identified).output(identified),
  history: query.input(z.object({ id: idSchema('task') })).output(z.array(historyEntrySchema)),
};
