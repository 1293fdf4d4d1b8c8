import { z } from 'zod';
import { IMPORT_FILE_ERROR_CODES } from '../domain/import/problems.ts';
import { command, daySchema, idSchema, query } from './shared.ts';
import { uploadIdSchema } from './upload.ts';

/** What becomes of a device of the database; `asked` waits for a person to say which model it is. */
const GUDID_OUTCOMES = ['created', 'updated', 'unchanged', 'asked', 'left_out'] as const;
/** By what its model was found; `choice` is a person's. */
const GUDID_MATCHES = ['identifier', 'device', 'name', 'choice'] as const;
/** What an answer says of a model, as people call the fields. */
const GUDID_FIELDS = ['udiDi', 'catalogNumber', 'gmdnCode', 'gmdnTerm', 'endOfSales', 'alias'] as const;
/** What a person should know: the model has another identifier, or the name is another vendor's. Both stay as they are. */
const GUDID_PROBLEMS = ['other_identifier', 'alias_of_other_vendor'] as const;

const modelSchema = z.object({ id: idSchema('model'), name: z.string(), manufacturer: z.string() });

const gudidInput = z.object({
  files: z
    .array(z.object({ uploadId: uploadIdSchema, fileName: z.string().max(300) }))
    .min(1)
    .max(100),
  /** The model that a single device is about, where its identifier does not say so itself. */
  modelId: idSchema('model').nullable().default(null),
  /** Which model a device is, by its primary identifier; null for a new one. */
  choices: z
    .array(z.object({ di: z.string().max(100), modelId: idSchema('model').nullable() }))
    .max(1000)
    .default([]),
  /** Makes a model of each device that is none of ours; else those are left out. */
  addUnknown: z.boolean().default(false),
});

export const gudidResultSchema = z.object({
  importId: idSchema('import').nullable(),
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  asked: z.number().int(),
  leftOut: z.number().int(),
  /** Files that could not be read; the others were. */
  refused: z.array(
    z.object({
      file: z.string(),
      code: z.enum(IMPORT_FILE_ERROR_CODES),
      details: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  /** The first devices, those that wait for a person before all others. */
  devices: z.array(
    z.object({
      di: z.string(),
      company: z.string().nullable(),
      brand: z.string().nullable(),
      modelNumber: z.string().nullable(),
      distribution: z.string().nullable(),
      salesEndOn: daySchema.nullable(),
      outcome: z.enum(GUDID_OUTCOMES),
      matchedBy: z.enum(GUDID_MATCHES).nullable(),
      model: modelSchema.nullable(),
      /** Models that it may be, where a person has to say. */
      candidates: z.array(modelSchema),
      changes: z.array(
        z.object({ field: z.enum(GUDID_FIELDS), before: z.string().nullable(), after: z.string().nullable() }),
      ),
      problems: z.array(z.object({ code: z.enum(GUDID_PROBLEMS), value: z.string() })),
    }),
  ),
});

export const gudidImports = {
  /** What answers of AccessGUDID would bring to the models; writes nothing. @throws file_refused when none can be read */
  previewGudid: query.input(gudidInput).output(gudidResultSchema),
  /**
   * Takes them in: identifiers, catalogue numbers, GMDN names, and the end of commercial distribution as end of sales, which is
   * never an end of support. Names of models stay. @throws file_refused, not_found
   */
  gudid: command.input(gudidInput).output(gudidResultSchema),
};
