import { z } from 'zod';
import { BANDS } from '../domain/band.ts';
import { DEVICE_STATUSES } from '../domain/device.ts';
import { LIMIT_KINDS } from '../domain/support.ts';
import { LEGACY_WORDS } from './legacy.ts';
import { daySchema, idSchema } from './shared.ts';

/** Filters of the register. Values inside one filter are alternatives, filters together must all hold. */
export const deviceFilterSchema = z.object({
  /** Beginnings of words, all of which must occur somewhere. */
  search: z.string().max(200).optional(),
  status: z.array(z.enum(DEVICE_STATUSES)).optional(),
  band: z.array(z.enum(BANDS)).optional(),
  /** `band` is asked as seen from this day, if nothing is done until then; today when it is left out. */
  bandAsOf: daySchema.optional(),
  manufacturer: z.array(z.string()).optional(),
  model: z.array(z.string()).optional(),
  modelId: idSchema('model').optional(),
  vendorId: idSchema('vendor').optional(),
  department: z.array(z.string()).optional(),
  limitKind: z.array(z.enum(LIMIT_KINDS)).optional(),
  limitName: z.string().optional(),
  contractId: idSchema('contract').optional(),
  exceptionId: idSchema('exception').optional(),
  /** What people judged, of the device or else of its model. */
  legacy: z.array(z.enum(LEGACY_WORDS)).optional(),
});
