import { z } from 'zod';
import { ENTITLEMENT_KINDS, ENTITLEMENT_PERIODS } from '../domain/entitlement.ts';
import { command, daySchema, idSchema, lineSchema, query, revisionSchema, textSchema } from './shared.ts';

export const entitlementFieldsSchema = z.object({
  kind: z.enum(ENTITLEMENT_KINDS),
  /** What it is in the words of the contract; null where the kind says it. */
  name: lineSchema(200).min(1).nullable(),
  amount: z.number().int().min(1).max(100_000),
  per: z.enum(ENTITLEMENT_PERIODS),
  notes: textSchema.nullable(),
});

const standSchema = z.object({
  from: daySchema.nullable(),
  until: daySchema.nullable(),
  used: z.number().int(),
  left: z.number().int(),
  /** Used beyond what was agreed. */
  beyond: z.number().int(),
});

const identified = z.object({ id: idSchema('entitlement'), revision: revisionSchema });

export const entitlement = {
  /** What a contract gives beside repair, with what was used and what is left. */
  ofContract: query.input(z.object({ contractId: idSchema('contract') })).output(
    z.array(
      entitlementFieldsSchema.extend({
        id: idSchema('entitlement'),
        revision: revisionSchema,
        /** The period in which today lies; the last one once the contract is over. */
        now: standSchema.extend({ daysLeft: z.number().int().nullable() }),
        /** Periods before it, newest first: what was left in them has lapsed. */
        before: z.array(standSchema),
        /** Newest first. */
        uses: z.array(
          z.object({
            id: idSchema('entitlementUse'),
            usedOn: daySchema,
            amount: z.number().int(),
            deviceId: idSchema('device').nullable(),
            device: z.string().nullable(),
            documentId: idSchema('document').nullable(),
            document: z.string().nullable(),
            note: z.string().nullable(),
            recordedBy: z.string(),
          }),
        ),
      }),
    ),
  ),
  create: command.input(entitlementFieldsSchema.extend({ contractId: idSchema('contract') })).output(identified),
  update: command.input(identified.extend({ changes: entitlementFieldsSchema.partial() })).output(identified),
  /** Takes an entitlement off its contract, with its uses. */
  remove: command.input(identified).output(z.object({ removed: z.literal(true) })),
  /** @throws input_refused `used_in_future` for a day after today, not_found for a device or document that is not there */
  recordUse: command
    .input(
      z.object({
        id: idSchema('entitlement'),
        usedOn: daySchema,
        amount: z.number().int().min(1).max(100_000).default(1),
        /** Asset tag of the device that it was used for. */
        assetTag: lineSchema(100).nullable(),
        documentId: idSchema('document').nullable(),
        note: lineSchema(500).nullable(),
      }),
    )
    .output(z.object({ useId: idSchema('entitlementUse') })),
  /** Takes a use back that was recorded by mistake. */
  takeBackUse: command
    .input(z.object({ useId: idSchema('entitlementUse') }))
    .output(z.object({ takenBack: z.literal(true) })),
};
