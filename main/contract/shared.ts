import { oc } from '@orpc/contract';
import { z } from 'zod';
import { type Day, parseDay } from '../domain/day.ts';
import { ERRORS, type ErrorCode } from '../domain/error.ts';
import type { Id } from '../domain/ids.ts';
import { isAmount, isCurrency } from '../domain/money.ts';

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional();
type ErrorMap = { [Code in ErrorCode]: { status: number; data: typeof details } };

/** Every procedure can fail with every known code; the window needs one place that knows what to say. */
const errorMap = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { status }]) => [code, { status, data: details }]),
) as ErrorMap;

/**
 * What a procedure needs: `nothing` can be asked while locked, `query` reads and `command` writes an open vault. A command
 * runs alone, in one transaction with its audit row.
 */
export type Access = 'nothing' | 'query' | 'command';
export interface ProcedureMeta {
  readonly access?: Access;
}

const base = oc.$meta<ProcedureMeta>({}).errors(errorMap);
/** Can be asked while the vault is locked. */
export const open = base.meta({ access: 'nothing' });
/** Reads. */
export const query = base.meta({ access: 'query' });
/** Writes. */
export const command = base.meta({ access: 'command' });

export const daySchema = z.custom<Day>((value) => typeof value === 'string' && parseDay(value) !== null, 'day');
export const partialDaySchema = z.object({ on: daySchema, precision: z.enum(['day', 'month', 'year']) });
export const instantSchema = z.iso.datetime();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An identifier of a noun; only its form is checked here. */
export function idSchema<Noun extends string>(_noun: Noun) {
  return z.custom<Id<Noun>>((value) => typeof value === 'string' && UUID.test(value), 'id');
}

/** A single line that people type, trimmed; without control characters. */
export const lineSchema = (max = 200) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'control_character');
/** A line that must not be empty. */
export const nameSchema = lineSchema().min(1);
/** Several lines. */
export const textSchema = z.string().trim().max(4000);
export const moneySchema = z.object({
  amount: z.string().refine(isAmount, 'amount'),
  currency: z.string().refine(isCurrency, 'currency'),
});
export const tristateSchema = z.enum(['yes', 'no', 'unknown']);

/** Part of a list: `limit` rows from the row numbered `offset`, the first being 0. */
export const pageSchema = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(100),
});
export const revisionSchema = z.number().int().min(1);
