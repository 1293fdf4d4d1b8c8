import { z } from 'zod';
import { DEVICE_STATUSES } from '../domain/device.ts';
import { UDI_MATCHES, UDI_PROPOSALS } from '../domain/udi/proposal.ts';
import { UDI_AGENCIES, UDI_CHECKS, UDI_LENGTH, UDI_PROBLEMS, UDI_WARNINGS } from '../domain/udi/udi.ts';
import { labelInput, labelPreviewSchema } from './label.ts';
import { idSchema, partialDaySchema, query, revisionSchema } from './shared.ts';

/** A device identifier that was read (domain.md 5.4). */
export const udiSchema = z.object({
  agency: z.enum(UDI_AGENCIES),
  /** As it is printed under a code, and kept. */
  written: z.string(),
  /** Which model it is: 14 digits of GS1, others without flags and check character. Null where only the production part was read. */
  di: z.string().nullable(),
  serial: z.string().nullable(),
  lot: z.string().nullable(),
  manufacturedOn: partialDaySchema.nullable(),
  expiresOn: partialDaySchema.nullable(),
  donationNumber: z.string().nullable(),
  softwareVersion: z.string().nullable(),
  quantity: z.number().int().nullable(),
  check: z.enum(UDI_CHECKS),
  warnings: z.array(z.enum(UDI_WARNINGS)),
  elements: z.array(z.object({ code: z.string(), value: z.string() })),
});

export const udi = {
  /** What labels will look like, before they are printed. @throws AppError as `exports.labels` */
  labels: query.input(labelInput).output(labelPreviewSchema),
  /** What a scanned or typed text says, what of it is known here, and what could be done with it. Every text has an answer. */
  read: query.input(z.object({ text: z.string().max(UDI_LENGTH) })).output(
    z.object({
      udi: udiSchema.nullable(),
      /** Why the text is no identifier; null when it is one. */
      problem: z.enum(UDI_PROBLEMS).nullable(),
      /** Models with this device identifier, their own or that of a device of theirs. */
      models: z.array(
        z.object({
          id: idSchema('model'),
          revision: revisionSchema,
          manufacturer: z.string(),
          name: z.string(),
          /** The device identifier of the model itself. */
          di: z.string().nullable(),
        }),
      ),
      /** The first devices that it can be, and by what they are known. */
      devices: z.array(
        z.object({
          id: idSchema('device'),
          assetTag: z.string().nullable(),
          serialNumber: z.string().nullable(),
          modelId: idSchema('model'),
          modelRevision: revisionSchema,
          manufacturer: z.string(),
          model: z.string(),
          department: z.string().nullable(),
          status: z.enum(DEVICE_STATUSES),
          by: z.enum(UDI_MATCHES),
        }),
      ),
      proposal: z.enum(UDI_PROPOSALS),
    }),
  ),
};
