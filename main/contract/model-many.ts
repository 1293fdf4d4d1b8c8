import { z } from 'zod';
import { appendNotesSchema, chosenSchema, manyPreviewSchema, manyResultSchema, previewPageSchema } from './many.ts';
import { modelFieldsSchema } from './model-fields.ts';
import { command, idSchema, query, revisionSchema } from './shared.ts';
import { jobIdSchema } from './upload.ts';

/** What can be said of many models at once. A field that is left out stays as it is, null empties it. */
export const modelChangesSchema = modelFieldsSchema
  .pick({
    deviceType: true,
    category: true,
    stage: true,
    updatesNeedContract: true,
    whoInstalls: true,
    leadTimeMonths: true,
    replacementPrice: true,
    notes: true,
  })
  .partial()
  .extend({ appendNotes: appendNotesSchema });

const manyInput = z.object({ chosen: chosenSchema('model'), changes: modelChangesSchema });

export const modelMany = {
  /** The models that a search finds, or those of some identifiers, with the revisions to change them by. */
  chosen: query
    .input(
      z.union([
        z.object({ search: z.string().max(200) }),
        z.object({ ids: z.array(idSchema('model')).min(1).max(10_000) }),
      ]),
    )
    .output(z.object({ chosen: z.array(z.object({ id: idSchema('model'), revision: revisionSchema })) })),
  /** What {@link updateMany} would do to each model; writes nothing. @throws as it */
  previewMany: query.input(manyInput.extend(previewPageSchema.shape)).output(manyPreviewSchema),
  /** Changes many models in one step, as `device.updateMany` does. @throws input_refused with `problem` `no_change` */
  updateMany: command.input(manyInput.extend({ jobId: jobIdSchema })).output(manyResultSchema),
};
