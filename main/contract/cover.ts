import { z } from 'zod';
import { deviceRowSchema } from './device.ts';
import {
  command,
  daySchema,
  idSchema,
  lineSchema,
  moneySchema,
  pageSchema,
  query,
  revisionSchema,
  tristateSchema,
} from './shared.ts';

/** Days without cover; without a first day there never was any before, without a last none follows. */
const gapSchema = z.object({
  from: daySchema.nullable(),
  until: daySchema.nullable(),
  days: z.number().int().nullable(),
});

const chainFacts = {
  coveredToday: z.boolean(),
  /** Last day of the unbroken cover that runs today; null without an end, or without cover. */
  coveredUntil: daySchema.nullable(),
};

/** A part of a price: decimal text, not below nothing. */
const shareSchema = moneySchema.shape.amount.refine((amount) => !amount.startsWith('-'), 'amount');

/** What is a line's own; null where what the contract says holds. */
export const coverLineFieldsSchema = z.object({
  startsOn: daySchema.nullable(),
  endsOn: daySchema.nullable(),
  includesSecurityUpdates: tristateSchema.nullable(),
  /** What the device costs in a year, in the currency of the contract. */
  priceShare: shareSchema.nullable(),
});

const coverPieceSchema = z.object({
  /** Null for the warranty. */
  contractId: idSchema('contract').nullable(),
  contract: z.string().nullable(),
  vendor: z.string().nullable(),
  startsOn: daySchema.nullable(),
  /** Null where it has no end or renews by itself. */
  endsOn: daySchema.nullable(),
  renews: z.boolean(),
  /** Whether its last day is its own and not the contract's. */
  ownEnd: z.boolean(),
  includesSecurityUpdates: tristateSchema,
});

export const cover = {
  /** The devices of a contract with what is their own on it, a page at a time. */
  lines: query
    .input(
      pageSchema.extend({
        contractId: idSchema('contract'),
        search: lineSchema().default(''),
        sort: z
          .object({
            by: z.enum(['assetTag', 'manufacturer', 'model', 'department', 'status', 'support']),
            descending: z.boolean(),
          })
          .default({ by: 'assetTag', descending: false }),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          coverLineFieldsSchema.extend({
            device: deviceRowSchema,
            revision: revisionSchema,
            /** What the device costs in a year: its own share, else its part of the rest; null where nothing is known. */
            yearly: moneySchema.nullable(),
            ...chainFacts,
            /** The next days without cover, today included, where cover begins again after them. */
            gap: gapSchema.nullable(),
          }),
        ),
      }),
    ),
  /** How the price of a contract is shared, and how its devices stand today. */
  summary: query.input(z.object({ contractId: idSchema('contract') })).output(
    z.object({
      devices: z.number().int(),
      /** Devices with an own share. */
      ownShares: z.number().int(),
      /** Devices with an own first or last day. */
      ownDates: z.number().int(),
      price: moneySchema.nullable(),
      /** By how much the shares are more than the price; null where they fit. */
      over: moneySchema.nullable(),
      /** What no device carries; null where all of it is shared. */
      unshared: moneySchema.nullable(),
      covered: z.number().int(),
      /** Devices with a gap ahead between two lines within two years. */
      gaps: z.number().int(),
    }),
  ),
  /**
   * Changes what is a line's own, of one device or of many. Only what is given changes.
   * @throws input_refused `ends_before_start` when a line would end before it begins, not_found for a device that is not on it
   */
  saveLines: command
    .input(
      z.object({
        contractId: idSchema('contract'),
        lines: z
          .array(z.object({ deviceId: idSchema('device'), revision: revisionSchema }))
          .min(1)
          .max(10_000),
        changes: coverLineFieldsSchema.partial(),
      }),
    )
    .output(z.object({ changed: z.number().int() })),
  /** The chain of warranty and contracts of a device. */
  ofDevice: query.input(z.object({ deviceId: idSchema('device') })).output(
    z.object({
      ...chainFacts,
      lines: z.array(coverPieceSchema),
      /** What begins next after today. */
      next: coverPieceSchema.nullable(),
      gaps: z.array(gapSchema),
      overlaps: z.array(gapSchema.extend({ names: z.array(z.string().nullable()) })),
    }),
  ),
  /** Days without cover of devices in use that have a day in the window; without `contractId` of all devices. */
  gaps: query
    .input(
      z.object({
        asOf: daySchema.optional(),
        months: z.number().int().min(1).max(120).default(24),
        contractId: idSchema('contract').optional(),
      }),
    )
    .output(
      z.object({
        asOf: daySchema,
        until: daySchema,
        rows: z.array(
          gapSchema.extend({
            assetTag: z.string(),
            serialNumber: z.string(),
            manufacturer: z.string(),
            model: z.string(),
            department: z.string(),
            /** What covers before and after it: the number of a contract, empty for the warranty; null for nothing. */
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
      }),
    ),
};
