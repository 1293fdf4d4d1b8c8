import { z } from 'zod';
import { deviceFieldsSchema } from './device-fields.ts';
import { deviceFilterSchema } from './device-filter.ts';
import { appendNotesSchema, chosenSchema, manyPreviewSchema, manyResultSchema, previewPageSchema } from './many.ts';
import { command, daySchema, idSchema, query, revisionSchema } from './shared.ts';
import { jobIdSchema } from './upload.ts';

/** What can be said of many devices at once. A field that is left out stays as it is, null empties it. */
export const deviceChangesSchema = deviceFieldsSchema
  .pick({
    softwareVersion: true,
    department: true,
    location: true,
    status: true,
    acquiredOn: true,
    inServiceOn: true,
    purchasePrice: true,
    warrantyEndsOn: true,
    criticality: true,
    networkConnected: true,
    storesPhi: true,
    notTrackedReason: true,
    plannedReplacementOn: true,
    notes: true,
  })
  .partial()
  .extend({
    retiredOn: daySchema.nullable().optional(),
    appendNotes: appendNotesSchema,
    /** A contract that covers them from then on, for its whole term or for a part of it. */
    contract: z
      .object({ id: idSchema('contract'), startsOn: daySchema.nullable(), endsOn: daySchema.nullable() })
      .optional(),
  });

const manyInput = z.object({ chosen: chosenSchema('device'), changes: deviceChangesSchema });

export const deviceMany = {
  /** The devices that a filter keeps, or those of some tags, with the revisions to change them by. */
  chosen: query
    .input(
      z.union([
        z.object({ filter: deviceFilterSchema }),
        z.object({ ids: z.array(idSchema('device')).min(1).max(10_000) }),
        z.object({ assetTags: z.array(z.string().max(100)).min(1).max(10_000) }),
      ]),
    )
    .output(
      z.object({
        chosen: z.array(z.object({ id: idSchema('device'), revision: revisionSchema })),
        /** Tags that no device has. */
        missing: z.array(z.string()),
      }),
    ),
  /** What {@link updateMany} would do to each device; writes nothing. @throws as it */
  previewMany: query.input(manyInput.extend(previewPageSchema.shape)).output(manyPreviewSchema),
  /**
   * Changes many devices in one step. One that cannot be changed, such as after somebody else did, is named and keeps no other
   * one back. @throws input_refused with `problem` `no_change`; not_permitted where the role may not change a field;
   * not_found for the contract
   */
  updateMany: command.input(manyInput.extend({ jobId: jobIdSchema })).output(manyResultSchema),
};
