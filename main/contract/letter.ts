import { z } from 'zod';
import { BANDS } from '../domain/band.ts';
import { CONFIDENCES, MILESTONES } from '../domain/model.ts';
import { daySchema, idSchema, lineSchema, nameSchema, partialDaySchema } from './shared.ts';

/** Entries that one letter may add: models or devices times dates. */
export const LETTER_ENTRIES = 20_000;

/** One of the six named dates, or one of the organisation's own. */
export const milestoneKindSchema = z.union([z.enum(MILESTONES), idSchema('ownMilestone')]);

/** What a letter says of dates. */
export const letterDatesSchema = z.object({
  vendorId: idSchema('vendor'),
  dates: z
    .array(
      z.object({
        modelIds: z.array(idSchema('model')).min(1).max(2000),
        softwareVersion: lineSchema(100).nullable(),
        kind: milestoneKindSchema,
        /** Null when the letter says that the date is not known yet, or takes it back. */
        on: partialDaySchema.nullable(),
        /** The vendor's own word for it. */
        vendorTerm: lineSchema().nullable(),
      }),
    )
    .min(1)
    .max(50),
  /** The devices that the letter is about; empty for all of the models. */
  deviceIds: z.array(idSchema('device')).max(5000).default([]),
});

/** A letter as it is taken in. All models belong to the vendor, all devices to the models. */
export const letterSchema = letterDatesSchema.extend({
  documentId: idSchema('document').nullable(),
  announcedOn: daySchema.nullable(),
  receivedOn: daySchema.nullable(),
  confidence: z.enum(CONFIDENCES),
  source: lineSchema(500).nullable(),
  /** What somebody has to do about it. */
  task: z.object({ title: nameSchema, dueOn: daySchema.nullable(), assignee: lineSchema().nullable() }).nullable(),
});

const bandCounts = z.partialRecord(z.enum(BANDS), z.number().int());

export const letterPreviewSchema = z.object({
  /** Entries that would be added. */
  entries: z.number().int(),
  models: z.array(
    z.object({
      modelId: idSchema('model'),
      model: z.string(),
      /** Devices that the dates are for. */
      devices: z.number().int(),
      changes: z.array(
        z.object({
          kind: z.string(),
          ownName: z.string().nullable(),
          softwareVersion: z.string().nullable(),
          /** The date that holds now for the model or version; null for none, and where each device has its own. */
          before: partialDaySchema.nullable(),
          after: partialDaySchema.nullable(),
          movedDays: z.number().int().nullable(),
          movedFromFirstDays: z.number().int().nullable(),
        }),
      ),
      bandsBefore: bandCounts,
      bandsAfter: bandCounts,
    }),
  ),
});
