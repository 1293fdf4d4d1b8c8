import { z } from 'zod';
import { COST_STANDINGS } from '../domain/contract-cost.ts';
import { daySchema, idSchema, moneySchema, pageSchema, query } from './shared.ts';

/** What the lines of the cost stand for. */
export const COST_GROUPS = ['contract', 'department', 'device'] as const;

/** Amounts by how firm they are, as decimal text in the currency of the answer. */
const amountsSchema = z.record(z.enum(COST_STANDINGS), moneySchema.shape.amount);

const yearsSchema = z.array(amountsSchema);

export const costInput = z.object({
  by: z.enum(COST_GROUPS).default('contract'),
  /** The first fiscal year, the one of today where it is left out. */
  fromYear: z.number().int().min(1901).max(2190).optional(),
  years: z.number().int().min(1).max(10).default(5),
  /** Amounts in one currency are never added to those in another: the one that is asked for, else the most frequent. */
  currency: moneySchema.shape.currency.optional(),
  contractId: idSchema('contract').optional(),
});

export const cost = {
  /** What contracts cost in the coming fiscal years as they stand, by days. */
  get: query.input(costInput.extend(pageSchema.shape)).output(
    z.object({
      asOf: daySchema,
      years: z.array(z.object({ year: z.number().int(), from: daySchema, until: daySchema })),
      currency: z.string(),
      /** All currencies in which contracts have a price, the most frequent first. */
      currencies: z.array(z.object({ currency: z.string(), contracts: z.number().int() })),
      /** By year. */
      totals: yearsSchema,
      /** Contracts that run in these years and have no price. */
      unpriced: z.array(z.object({ id: idSchema('contract'), number: z.string() })),
      total: z.number().int(),
      rows: z.array(
        z.object({
          key: z.string(),
          /** Number of the contract, tag of the device or name of the department; null for what no device carries. */
          name: z.string().nullable(),
          /** Vendor of the contract, or maker and model of the device. */
          detail: z.string(),
          contractId: idSchema('contract').nullable(),
          deviceId: idSchema('device').nullable(),
          years: yearsSchema,
          sum: moneySchema.shape.amount,
        }),
      ),
    }),
  ),
};
