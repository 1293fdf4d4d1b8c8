import { z } from 'zod';
import { IMPORT_PROBLEM_CODES } from '../domain/import/problems.ts';
import { COMPONENT_KINDS, MILESTONES } from '../domain/model.ts';
import { SBOM_FORMATS, SBOM_SKIPS } from '../domain/sbom.ts';
import { command, idSchema, lineSchema, nameSchema, partialDaySchema, query } from './shared.ts';
import { jobIdSchema, uploadIdSchema } from './upload.ts';

const sbomInput = z.object({
  uploadId: uploadIdSchema,
  fileName: z.string().max(300),
  /** The model by its identifier, or by a name that only one has; its manufacturer tells namesakes apart. */
  model: z.union([
    z.object({ id: idSchema('model') }),
    z.object({ name: nameSchema, manufacturer: nameSchema.nullable().default(null) }),
  ]),
  /** Null for the model as a whole; a version that is not known yet is made. */
  softwareVersion: lineSchema(100).nullable().default(null),
  /** Record the dates of the product, of the model or of the version, as well. */
  productDates: z.boolean().default(false),
});

export const sbomResultSchema = z.object({
  importId: idSchema('import').nullable(),
  modelId: idSchema('model'),
  format: z.enum(SBOM_FORMATS),
  /** Of the standard. */
  version: z.string(),
  /** When the bill was made and what it is about, as it says itself. */
  madeAt: z.string().nullable(),
  product: z.object({ name: z.string(), version: z.string().nullable() }).nullable(),
  /** Dates of the product as a whole, in the bill's own words. They are recorded only where that was asked for. */
  productDates: z.array(
    z.object({
      kind: z.enum(MILESTONES),
      term: z.string(),
      on: partialDaySchema,
      /** What is recorded so far; null for nothing. */
      before: partialDaySchema.nullable(),
      outcome: z.enum(['created', 'updated', 'unchanged']),
    }),
  ),
  read: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** Entries that are no components, by why. */
  skipped: z.array(z.object({ code: z.enum(SBOM_SKIPS), count: z.number().int() })),
  /** Components that limit support: operating systems, releases of the catalogue, and those with a date. */
  limiting: z.number().int(),
  withEnd: z.number().int(),
  /** The first components as they will be written, those that limit support before the others. */
  components: z.array(
    z.object({
      kind: z.enum(COMPONENT_KINDS),
      label: z.string(),
      version: z.string().nullable(),
      supplier: z.string().nullable(),
      purl: z.string().nullable(),
      cpe: z.string().nullable(),
      /** The release in the catalogue. */
      release: z.string().nullable(),
      /** The bill's own date, or else the catalogue's. */
      endsOn: partialDaySchema.nullable(),
      endSource: z.string().nullable(),
      limits: z.boolean(),
      outcome: z.enum(['created', 'updated', 'unchanged']),
    }),
  ),
  problems: z.array(z.object({ component: z.string(), code: z.enum(IMPORT_PROBLEM_CODES), value: z.string() })),
});

/** Bills of materials; part of the noun `imports`. */
export const sbomImports = {
  /** What a bill of materials (CycloneDX, SPDX) would bring to a model; writes nothing. */
  previewSbom: query.input(sbomInput).output(sbomResultSchema),
  /** Attaches the parts of a bill with their own ends of support to a model or one software version of it. Removes nothing. */
  sbom: command.input(sbomInput.extend({ jobId: jobIdSchema })).output(sbomResultSchema),
};
