import { z } from 'zod';
import { CRITICALITIES, DEVICE_STATUSES } from '../domain/device.ts';
import {
  daySchema,
  lineSchema,
  moneySchema,
  nameSchema,
  partialDaySchema,
  textSchema,
  tristateSchema,
} from './shared.ts';

/** A line in which a scanner may send its separator, ASCII 29. */
const scanSchema = z
  .string()
  .trim()
  .max(300)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing all others is the point
  .regex(/^[^\u0000-\u001c\u001e\u001f\u007f]*$/, 'control_character');

/** What a person can enter about a device. Model, department and location are named; new ones are made. */
export const deviceFieldsSchema = z.object({
  assetTag: lineSchema(100).nullable(),
  serialNumber: lineSchema(100).nullable(),
  manufacturer: nameSchema,
  model: nameSchema,
  softwareVersion: lineSchema(100).nullable(),
  udiDi: lineSchema(100).nullable(),
  department: lineSchema().nullable(),
  location: lineSchema().nullable(),
  status: z.enum(DEVICE_STATUSES),
  acquiredOn: daySchema.nullable(),
  inServiceOn: daySchema.nullable(),
  purchasePrice: moneySchema.nullable(),
  warrantyEndsOn: daySchema.nullable(),
  criticality: z.enum(CRITICALITIES).nullable(),
  networkConnected: tristateSchema,
  storesPhi: tristateSchema,
  notTrackedReason: lineSchema(500).nullable(),
  plannedReplacementOn: daySchema.nullable(),
  notes: textSchema.nullable(),
  /** The whole identifier as it was scanned or typed, and what its production part says (domain.md 5.4). */
  udi: scanSchema.nullable().optional(),
  lot: lineSchema(100).nullable().optional(),
  /** Perhaps only the month. */
  manufacturedOn: partialDaySchema.nullable().optional(),
  expiresOn: partialDaySchema.nullable().optional(),
});
