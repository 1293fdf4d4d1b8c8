import { z } from 'zod';
import { CONFLICT_KINDS } from '../domain/conflict.ts';
import { daySchema, idSchema, moneySchema, query } from './shared.ts';

const conflictSchema = z.object({
  /** Names the same contradiction on another day. */
  key: z.string(),
  kind: z.enum(CONFLICT_KINDS),
  modelId: idSchema('model'),
  model: z.string(),
  vendorId: idSchema('vendor'),
  manufacturer: z.string(),
  contracts: z.array(z.object({ id: idSchema('contract'), number: z.string() })),
  devices: z.number().int(),
  /** What is paid for nothing in a year; empty where nothing is, or no price is recorded. */
  atStake: z.array(moneySchema),
  /** Days from the end of cover to the planned replacement, the most of the devices. */
  gapDays: z.number().int().nullable(),
});

export const conflict = {
  /** Contradictions between contracts, cover and the life of devices; what costs money for nothing comes first. */
  list: query.input(z.object({ asOf: daySchema.optional(), kind: z.array(z.enum(CONFLICT_KINDS)).optional() })).output(
    z.object({
      asOf: daySchema,
      counts: z.partialRecord(z.enum(CONFLICT_KINDS), z.number().int()),
      rows: z.array(conflictSchema),
    }),
  ),
  /** One of them with its devices, by tag. @throws not_found once it is settled */
  get: query.input(z.object({ key: z.string().max(1000), asOf: daySchema.optional() })).output(
    conflictSchema.extend({
      members: z.array(
        z.object({ id: idSchema('device'), assetTag: z.string(), serialNumber: z.string(), department: z.string() }),
      ),
    }),
  ),
  /** All of them with the tags of their devices. */
  report: query.input(z.object({ asOf: daySchema.optional() })).output(
    z.object({
      asOf: daySchema,
      rows: z.array(
        conflictSchema
          .omit({ key: true, modelId: true, vendorId: true, contracts: true })
          .extend({ contracts: z.array(z.string()), assetTags: z.array(z.string()) }),
      ),
    }),
  ),
};
