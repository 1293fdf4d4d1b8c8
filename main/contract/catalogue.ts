import { z } from 'zod';
import { CATALOGUE_STANDINGS } from '../domain/catalogue/age.ts';
import { CHANNELS, EDITIONS } from '../domain/catalogue/release.ts';
import type { Day } from '../domain/day.ts';
import { parseDay } from '../domain/day.ts';
import { COMPONENT_KINDS } from '../domain/model.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  lineSchema,
  pageSchema,
  query,
  revisionSchema,
} from './shared.ts';
import { jobIdSchema, uploadIdSchema } from './upload.ts';

/** Identity of a release, `windows/10-21h2-iot-lts`. */
export const releaseKeySchema = z.string().min(1).max(201);

/** The last day, inclusive; `ended`: on a day that nobody knows; `open`: no end was announced. */
export const releaseEndSchema = z.custom<Day | 'ended' | 'open'>(
  (value) => value === 'ended' || value === 'open' || (typeof value === 'string' && parseDay(value) !== null),
  'day',
);

const shippedSchema = z.object({ day: daySchema, source: z.string(), releases: z.number().int() });

/** A date of the organisation's own in place of the catalogue's; null leaves the catalogue's. */
export const catalogueOverrideSchema = z.object({
  revision: revisionSchema,
  securityEndOn: daySchema.nullable(),
  paidExtensionEndOn: daySchema.nullable(),
  reason: z.string(),
  documentId: idSchema('document').nullable(),
  by: z.string(),
  at: instantSchema,
  /** What the catalogue itself says; null for a release that it does not have. */
  catalogue: z.object({ securityEnd: releaseEndSchema, paidExtensionEndOn: daySchema.nullable() }).nullable(),
});

const fileSchema = z.object({ uploadId: uploadIdSchema, fileName: z.string().max(300) });

export const catalogueChangesSchema = z.object({
  day: daySchema,
  source: z.string(),
  products: z.number().int(),
  releases: z.number().int(),
  /** Against the catalogue in use. */
  age: z.enum(['newer', 'same', 'older']),
  /** Of the catalogue in use. */
  known: daySchema,
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  /** The first changed releases, those that devices of this register run before others. */
  changes: z.array(
    z.object({
      key: releaseKeySchema,
      label: z.string(),
      used: z.boolean(),
      securityEnd: z.object({ from: releaseEndSchema, to: releaseEndSchema }),
      paidExtensionEndOn: z.object({ from: daySchema.nullable(), to: daySchema.nullable() }),
    }),
  ),
  /** Own dates that would have nothing to hold for, because the release is gone. */
  overridesWithoutRelease: z.number().int(),
  /** Devices whose end of support would be another; `earlier` and `later` are those with a known end before and after. */
  devices: z.object({ changed: z.number().int(), earlier: z.number().int(), later: z.number().int() }),
});

export const catalogue = {
  /** How old the catalogue is and where it is from. */
  info: query.output(
    z.object({
      day: daySchema,
      ageDays: z.number().int(),
      ageMonths: z.number().int(),
      standing: z.enum(CATALOGUE_STANDINGS),
      source: z.string(),
      products: z.number().int(),
      releases: z.number().int(),
      /** The file that stands in place of the shipped catalogue; null while that one holds. */
      replacedBy: z.object({ fileName: z.string(), by: z.string(), at: instantSchema }).nullable(),
      shipped: shippedSchema,
      overrides: z.number().int(),
      /** Own dates of releases that the catalogue does not have; they hold for nothing. */
      withoutRelease: z.array(catalogueOverrideSchema.extend({ key: releaseKeySchema })),
    }),
  ),
  /** Releases of the catalogue by product, newest name last. */
  search: query
    .input(
      pageSchema.extend({
        /** Words, all of which must occur in the label or the key. */
        search: z.string().max(200).default(''),
        /** `used`: what components of the register name; `overridden`: what has a date of the organisation's own. */
        only: z.enum(['all', 'used', 'overridden']).default('all'),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({
            key: releaseKeySchema,
            product: z.string(),
            label: z.string(),
            kind: z.enum(COMPONENT_KINDS),
            version: z.string().nullable(),
            edition: z.enum(EDITIONS).nullable(),
            channel: z.enum(CHANNELS).nullable(),
            activeSupportEndOn: daySchema.nullable(),
            securityEnd: releaseEndSchema,
            paidExtensionEndOn: daySchema.nullable(),
            /** Devices in use that run it. */
            devices: z.number().int(),
            override: catalogueOverrideSchema.nullable(),
          }),
        ),
      }),
    ),
  /** What a file would change; writes nothing. @throws file_refused */
  preview: query.input(fileSchema).output(catalogueChangesSchema),
  /**
   * Puts a file in place of the catalogue. One that is older than the one in use needs `force`. @throws file_refused
   * `catalogue_older`, `catalogue_from_future` and what readCatalogue throws
   */
  replace: command
    .input(fileSchema.extend({ force: z.boolean().default(false), jobId: jobIdSchema }))
    .output(catalogueChangesSchema),
  /** Takes the shipped catalogue again. */
  backToShipped: command.output(z.object({ day: daySchema })),
  /**
   * Records a date of the organisation's own for a release, or changes it; `revision` is null for a new one.
   * @throws not_found, stale_edit, input_refused `override_without_date`, `extension_before_end`
   */
  override: command
    .input(
      z.object({
        releaseKey: releaseKeySchema,
        revision: revisionSchema.nullable(),
        securityEndOn: daySchema.nullable(),
        paidExtensionEndOn: daySchema.nullable(),
        reason: lineSchema(500).min(1),
        documentId: idSchema('document').nullable(),
      }),
    )
    .output(z.object({ revision: revisionSchema })),
  /** Lets the catalogue's own dates hold again. @throws not_found, stale_edit */
  removeOverride: command
    .input(z.object({ releaseKey: releaseKeySchema, revision: revisionSchema }))
    .output(z.object({ removed: z.literal(true) })),
};
