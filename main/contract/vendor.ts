import { z } from 'zod';
import { VENDOR_ROLES } from '../domain/model.ts';
import { historyEntrySchema } from './history.ts';
import { command, idSchema, lineSchema, nameSchema, pageSchema, query, revisionSchema, textSchema } from './shared.ts';

export const vendorFieldsSchema = z.object({
  name: nameSchema,
  aliases: z.array(nameSchema).max(50),
  roles: z.array(z.enum(VENDOR_ROLES)).max(VENDOR_ROLES.length),
  website: lineSchema(500).nullable(),
  securityContact: lineSchema().nullable(),
  contacts: z
    .array(
      z.object({
        name: nameSchema,
        role: lineSchema().nullable(),
        email: lineSchema().nullable(),
        phone: lineSchema().nullable(),
      }),
    )
    .max(50),
  notes: textSchema.nullable(),
});

const identified = z.object({ id: idSchema('vendor'), revision: revisionSchema });

export const vendor = {
  list: query
    .input(
      pageSchema.extend({
        search: z.string().max(200).default(''),
        sort: z.enum(['name', 'devices']).default('name'),
        descending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({
            id: idSchema('vendor'),
            name: z.string(),
            aliases: z.array(z.string()),
            roles: z.array(z.enum(VENDOR_ROLES)),
            securityContact: z.string().nullable(),
            models: z.number().int(),
            devices: z.number().int(),
            contracts: z.number().int(),
          }),
        ),
      }),
    ),
  get: query.input(z.object({ id: idSchema('vendor') })).output(
    vendorFieldsSchema.extend({
      id: idSchema('vendor'),
      revision: revisionSchema,
      models: z.number().int(),
      devices: z.number().int(),
      contracts: z.number().int(),
    }),
  ),
  create: command.input(vendorFieldsSchema).output(identified),
  update: command.input(identified.extend({ changes: vendorFieldsSchema.partial() })).output(identified),
  history: query.input(z.object({ id: idSchema('vendor') })).output(z.array(historyEntrySchema)),
};
