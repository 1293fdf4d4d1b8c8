import { z } from 'zod';
import { BANDS } from '../domain/band.ts';
import { CONFIDENCES, MILESTONES } from '../domain/model.ts';
import { componentFieldsSchema, componentSchema, milestoneEntrySchema } from './device.ts';
import { historyEntrySchema } from './history.ts';
import { legacyFieldsSchema, legacySchema } from './legacy.ts';
import { letterDatesSchema, letterPreviewSchema, letterSchema, milestoneKindSchema } from './letter.ts';
import { modelFieldsSchema } from './model-fields.ts';
import { modelMany } from './model-many.ts';
import {
  command,
  daySchema,
  idSchema,
  lineSchema,
  nameSchema,
  pageSchema,
  partialDaySchema,
  query,
  revisionSchema,
  tristateSchema,
} from './shared.ts';

const identified = z.object({ id: idSchema('model'), revision: revisionSchema });

export const model = {
  list: query
    .input(
      pageSchema.extend({
        search: z.string().max(200).default(''),
        vendorId: idSchema('vendor').optional(),
        sort: z.enum(['manufacturer', 'name', 'devices']).default('manufacturer'),
        descending: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({
            id: idSchema('model'),
            manufacturer: z.string(),
            vendorId: idSchema('vendor'),
            name: z.string(),
            deviceType: z.string().nullable(),
            devices: z.number().int(),
            /** End of security support or of support, whichever decides; null when unknown. */
            endsOn: partialDaySchema.nullable(),
            endKind: z.enum(MILESTONES).nullable(),
            updatesNeedContract: tristateSchema,
            bands: z.partialRecord(z.enum(BANDS), z.number().int()),
          }),
        ),
      }),
    ),
  get: query.input(z.object({ id: idSchema('model') })).output(
    modelFieldsSchema.extend({
      id: idSchema('model'),
      revision: revisionSchema,
      vendorId: idSchema('vendor'),
      devices: z.number().int(),
      /** Months of lead time: its own, else its category's as the organisation set it. */
      leadMonths: z.number().int(),
      bands: z.partialRecord(z.enum(BANDS), z.number().int()),
      versions: z.array(z.object({ id: idSchema('softwareVersion'), name: z.string(), devices: z.number().int() })),
      components: z.array(componentSchema),
      milestones: z.array(milestoneEntrySchema),
      legacy: legacySchema,
    }),
  ),
  create: command.input(modelFieldsSchema).output(identified),
  update: command.input(identified.extend({ changes: modelFieldsSchema.partial() })).output(identified),
  /**
   * Adds a date to the history. The newest holds; none is overwritten, and `on: null` takes one back (domain.md E6). With a
   * device the date is recorded for it alone and goes before its version's and its model's. @throws input_refused `version_of_device`
   */
  recordMilestone: command
    .input(
      z.object({
        modelId: idSchema('model'),
        softwareVersion: lineSchema(100).nullable(),
        deviceId: idSchema('device').nullable().default(null),
        kind: milestoneKindSchema,
        on: partialDaySchema.nullable(),
        vendorTerm: lineSchema().nullable(),
        source: lineSchema(500).nullable(),
        documentId: idSchema('document').nullable(),
        announcedOn: daySchema.nullable(),
        receivedOn: daySchema.nullable(),
        confidence: z.enum(CONFIDENCES),
      }),
    )
    .output(
      z.object({
        milestoneId: idSchema('milestone'),
        movedDays: z.number().int().nullable(),
        movedFromFirstDays: z.number().int().nullable(),
      }),
    ),
  /** The dates that the organisation follows beside the six named ones. They are shown everywhere and decide nothing. */
  milestoneKinds: query.output(
    z.array(
      z.object({
        id: idSchema('ownMilestone'),
        name: z.string(),
        /** Entries of this kind. */ dates: z.number().int(),
      }),
    ),
  ),
  /** @throws already_exists; input_refused `milestone_word_ambiguous` for a name such as a bare "EOS" */
  addMilestoneKind: command.input(z.object({ name: nameSchema })).output(z.object({ id: idSchema('ownMilestone') })),
  /** What a letter would change, per model; writes nothing. */
  previewLetter: query.input(letterDatesSchema).output(letterPreviewSchema),
  /** Takes a vendor's letter in at once: its dates for several models, and a task that follows from it. */
  recordLetter: command.input(letterSchema).output(
    z.object({
      /** Entries that were added to histories, and those of them that moved a date. */
      dates: z.number().int(),
      movedEarlier: z.number().int(),
      movedLater: z.number().int(),
      taskId: idSchema('task').nullable(),
    }),
  ),
  saveComponent: command
    .input(
      z.object({
        modelId: idSchema('model'),
        softwareVersion: lineSchema(100).nullable(),
        componentId: idSchema('component').nullable(),
        revision: revisionSchema.nullable(),
        fields: componentFieldsSchema,
      }),
    )
    .output(z.object({ componentId: idSchema('component') })),
  removeComponent: command
    .input(z.object({ modelId: idSchema('model'), componentId: idSchema('component'), revision: revisionSchema }))
    .output(z.object({ removed: z.literal(true) })),
  /** Adds a person's judgement of all devices of the model. @throws AppError `input_refused` with `judged_in_future` */
  judgeLegacy: command
    .input(legacyFieldsSchema.extend({ modelId: idSchema('model') }))
    .output(z.object({ recorded: z.literal(true) })),
  history: query.input(z.object({ id: idSchema('model') })).output(z.array(historyEntrySchema)),
  ...modelMany,
};
