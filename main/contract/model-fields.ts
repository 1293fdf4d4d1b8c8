import { z } from 'zod';
import { DEVICE_CATEGORIES } from '../domain/device.ts';
import { INSTALLERS, STAGES } from '../domain/model.ts';
import { lineSchema, moneySchema, nameSchema, textSchema, tristateSchema } from './shared.ts';

/** What a person can enter about a model. A new manufacturer is made. */
export const modelFieldsSchema = z.object({
  manufacturer: nameSchema,
  name: nameSchema,
  deviceType: lineSchema().nullable(),
  category: z.enum(DEVICE_CATEGORIES).nullable(),
  udiDi: lineSchema(100).nullable(),
  /** The manufacturer's own number in its catalogue. */
  catalogNumber: lineSchema().nullable(),
  /** Code and preferred name of the device in the GMDN (domain.md 5.5). */
  gmdnCode: lineSchema(20).nullable(),
  gmdnTerm: lineSchema().nullable(),
  stage: z.enum(STAGES).nullable(),
  updatesNeedContract: tristateSchema,
  whoInstalls: z.enum(INSTALLERS).nullable(),
  leadTimeMonths: z.number().int().min(0).max(240).nullable(),
  /** What a new one costs, for the replacement plan. */
  replacementPrice: moneySchema.nullable(),
  notes: textSchema.nullable(),
});
