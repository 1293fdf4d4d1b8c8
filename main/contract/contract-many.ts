import { z } from 'zod';
import { contractFieldsSchema } from './contract-fields.ts';
import { appendNotesSchema, chosenSchema, manyPreviewSchema, manyResultSchema, previewPageSchema } from './many.ts';
import { command, idSchema, query, revisionSchema } from './shared.ts';
import { jobIdSchema } from './upload.ts';

/**
 * What can be said of many contracts at once: what vendors offer alike, not what stands on one paper alone. A field that is left
 * out stays as it is, null empties it.
 */
export const contractChangesSchema = contractFieldsSchema
  .pick({
    kind: true,
    renewal: true,
    renewalMonths: true,
    noticeAmount: true,
    noticeUnit: true,
    noticeAddress: true,
    notifyDays: true,
    includesSecurityUpdates: true,
    includesOsUpgrades: true,
    notes: true,
  })
  .partial()
  .extend({ appendNotes: appendNotesSchema });

const manyInput = z.object({ chosen: chosenSchema('contract'), changes: contractChangesSchema });

export const contractMany = {
  /** The contracts that a search finds, or those of some identifiers, with the revisions to change them by. */
  chosen: query
    .input(
      z.union([
        z.object({ search: z.string().max(200) }),
        z.object({ ids: z.array(idSchema('contract')).min(1).max(10_000) }),
      ]),
    )
    .output(z.object({ chosen: z.array(z.object({ id: idSchema('contract'), revision: revisionSchema })) })),
  /** What {@link updateMany} would do to each contract; writes nothing. @throws as it */
  previewMany: query.input(manyInput.extend(previewPageSchema.shape)).output(manyPreviewSchema),
  /** Changes many contracts in one step, as `device.updateMany` does. @throws input_refused with `problem` `no_change` */
  updateMany: command.input(manyInput.extend({ jobId: jobIdSchema })).output(manyResultSchema),
};
