import { z } from 'zod';
import { CONTRACT_KINDS, LAST_DAYS, NOTICE_UNITS, RENEWALS } from '../domain/contract.ts';
import { regionCodeSchema } from './commitment.ts';
import { daySchema, lineSchema, moneySchema, nameSchema, textSchema, tristateSchema } from './shared.ts';

/** What people say of a contract. */
export const contractFieldsSchema = z.object({
  number: nameSchema,
  vendor: nameSchema,
  kind: z.enum(CONTRACT_KINDS),
  startsOn: daySchema.nullable(),
  /** Last day of the first term; null where the paper names a length. */
  endsOn: daySchema.nullable(),
  /** Length of the first term from `startsOn`; null where the paper names a day. */
  firstTermMonths: z.number().int().min(1).max(600).nullable(),
  /** Where a length of months ends. */
  lastDay: z.enum(LAST_DAYS),
  renewal: z.enum(RENEWALS),
  renewalMonths: z.number().int().min(1).max(600).nullable(),
  noticeAmount: z.number().int().min(0).max(3650).nullable(),
  noticeUnit: z.enum(NOTICE_UNITS).nullable(),
  noticeAddress: lineSchema(500).nullable(),
  /** Country or region whose public holidays hold where business days are counted; null for the organisation's own. */
  calendar: regionCodeSchema.nullable(),
  /** Days before the last day of notice on which the first reminder comes; null for the program's own. */
  notifyDays: z.number().int().min(0).max(1000).nullable(),
  yearlyPrice: moneySchema.nullable(),
  /** Per cent by which the yearly price rises every year; null for not at all. */
  escalatorPercent: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, 'percent')
    .nullable(),
  /** Day on which it rises for the first time; null for the first day of the second year. */
  escalatesFrom: daySchema.nullable(),
  includesSecurityUpdates: tristateSchema,
  includesOsUpgrades: tristateSchema,
  notes: textSchema.nullable(),
});
