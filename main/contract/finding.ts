import { z } from 'zod';
import {
  CONFIDENCES,
  FINDING_SOURCES,
  FINDING_STATES,
  type FindingReason,
  IDENTIFIER_KINDS,
} from '../domain/finding.ts';
import { NAME_RELATIONS, VENDOR_RELATIONS } from '../domain/product-name.ts';
import { VERSION_FITS } from '../domain/version-range.ts';
import {
  command,
  daySchema,
  idSchema,
  instantSchema,
  nameSchema,
  pageSchema,
  query,
  revisionSchema,
  textSchema,
} from './shared.ts';

/** A vulnerability by its number, as CVE writes it. */
export const cveSchema = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^CVE-\d{4}-\d{4,10}$/, 'cve');

/** Why something was proposed, in the order in which it is told. */
export const findingReasonSchema = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('vendor'),
    relation: z.enum(VENDOR_RELATIONS),
    theirs: z.string().nullable(),
    ours: z.string().nullable(),
  }),
  z.object({ code: z.literal('name'), relation: z.enum(NAME_RELATIONS), theirs: z.string(), ours: z.string() }),
  z.object({
    code: z.literal('version'),
    fit: z.enum(VERSION_FITS),
    range: z.string().nullable(),
    version: z.string().nullable(),
  }),
  z.object({ code: z.literal('identifier'), kind: z.enum(IDENTIFIER_KINDS), value: z.string() }),
  z.object({ code: z.literal('component'), label: z.string() }),
  z.object({
    code: z.literal('stated'),
    status: z.enum(['known_not_affected', 'under_investigation']),
    vulnerabilities: z.number().int(),
  }),
  z.object({
    code: z.literal('exploited'),
    vendor: z.string(),
    product: z.string(),
    entries: z.number().int(),
    newestOn: z.string(),
    cves: z.array(z.string()).readonly(),
  }),
  z.object({ code: z.literal('more_products'), count: z.number().int() }),
  z.object({ code: z.literal('no_longer_named') }),
  z.object({ code: z.literal('linked'), note: z.string().nullable() }),
]) satisfies z.ZodType<FindingReason>;

/** What findings have in common: `advisory:<id>`, `kev:<vendor>|<product>`, `cve:<CVE>` or `model:<id>`. */
const groupKeySchema = z.string().max(500);

export const findingRowSchema = z.object({
  id: idSchema('finding'),
  revision: revisionSchema,
  source: z.enum(FINDING_SOURCES),
  state: z.enum(FINDING_STATES),
  confidence: z.enum(CONFIDENCES),
  versionFit: z.enum(VERSION_FITS),
  reasons: z.array(findingReasonSchema),
  /** Names its source, for taking all of it together. */
  group: groupKeySchema,
  advisory: z
    .object({
      id: idSchema('advisory'),
      trackingId: z.string(),
      title: z.string(),
      publisher: z.string(),
      severity: z.string().nullable(),
    })
    .nullable(),
  /** Of an advisory all of its vulnerabilities, of a link the one, of exploited entries the newest; a few of them. */
  cves: z.array(z.string()),
  vulnerabilities: z.number().int(),
  /** Whether one of them is known to be exploited. */
  exploited: z.boolean(),
  modelId: idSchema('model'),
  model: z.string(),
  vendorId: idSchema('vendor'),
  manufacturer: z.string(),
  softwareVersion: z.string().nullable(),
  component: z.string().nullable(),
  deviceId: idSchema('device').nullable(),
  assetTag: z.string().nullable(),
  /** Devices that it is about, without those that are gone. */
  devices: z.number().int(),
  /** Obligations that run because of it. */
  obligations: z.number().int(),
  decidedOn: daySchema.nullable(),
  decidedBy: z.string().nullable(),
  decidedReason: z.string().nullable(),
  reopenedOn: daySchema.nullable(),
  createdAt: instantSchema,
});

export const findingFilterSchema = z.object({
  /** Occurs in the model, its manufacturer, the advisory or the number of the vulnerability. */
  search: z.string().max(200).optional(),
  state: z.array(z.enum(FINDING_STATES)).optional(),
  confidence: z.array(z.enum(CONFIDENCES)).optional(),
  source: z.array(z.enum(FINDING_SOURCES)).optional(),
  exploited: z.boolean().optional(),
  vendorId: idSchema('vendor').optional(),
  modelId: idSchema('model').optional(),
  advisoryId: idSchema('advisory').optional(),
  /** About this device, by its model, version, parts or itself. */
  deviceId: idSchema('device').optional(),
  group: groupKeySchema.optional(),
});

/** A finding as the window knows it. A revision that is no longer the newest is a conflict. */
const chosenSchema = z
  .array(z.object({ id: idSchema('finding'), revision: revisionSchema }))
  .min(1)
  .max(1000);
const decidedSchema = z.object({
  findings: z.array(z.object({ id: idSchema('finding'), revision: revisionSchema })),
  /** Devices that the findings are about. */
  devices: z.number().int(),
  /** Obligations that were made or changed. */
  obligations: z.number().int(),
});
const reasonSchema = textSchema.min(1);

export const finding = {
  /** What may concern us, or does. Exploited first, then the surest. */
  list: query
    .input(pageSchema.extend({ filter: findingFilterSchema.default({}) }))
    .output(z.object({ total: z.number().int(), rows: z.array(findingRowSchema) })),
  /** The same by what they have in common, the most pressing first. */
  groups: query
    .input(
      pageSchema.extend({
        by: z.enum(['source', 'model']).default('source'),
        filter: findingFilterSchema.default({}),
      }),
    )
    .output(
      z.object({
        total: z.number().int(),
        rows: z.array(
          z.object({
            key: groupKeySchema,
            title: z.string(),
            subtitle: z.string(),
            findings: z.number().int(),
            exploited: z.boolean(),
            confidence: z.enum(CONFIDENCES),
          }),
        ),
      }),
    ),
  /** @throws not_found */
  get: query.input(z.object({ id: idSchema('finding') })).output(findingRowSchema),
  /** How much is to be looked at, how much of that is exploited, what was confirmed; and all of them by state, those to be looked at by confidence. */
  counts: query.output(
    z.object({
      proposed: z.number().int(),
      exploited: z.number().int(),
      confirmed: z.number().int(),
      states: z.partialRecord(z.enum(FINDING_STATES), z.number().int()),
      confidences: z.partialRecord(z.enum(CONFIDENCES), z.number().int()),
    }),
  ),
  /** The devices that a finding is about, by tag. @throws not_found */
  devices: query.input(pageSchema.extend({ id: idSchema('finding') })).output(
    z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          deviceId: idSchema('device'),
          assetTag: z.string(),
          serialNumber: z.string(),
          model: z.string(),
          department: z.string(),
        }),
      ),
    }),
  ),
  /** Entries of the catalogue of exploited vulnerabilities that a finding stands for, the newest first. @throws not_found */
  exploited: query.input(pageSchema.extend({ id: idSchema('finding') })).output(
    z.object({
      total: z.number().int(),
      rows: z.array(
        z.object({
          cve: z.string(),
          name: z.string(),
          description: z.string(),
          addedOn: daySchema,
          ransomware: z.boolean(),
        }),
      ),
    }),
  ),
  /**
   * It concerns us. Of exploited entries those that do are named; one alone needs no name. What is remembered is found by itself next time.
   * @throws AppError `stale_edit`, `input_refused` with `choose_vulnerabilities`
   */
  confirm: command
    .input(
      z.object({
        findings: chosenSchema,
        cves: z.array(cveSchema).max(500).default([]),
        /** Also remember the product's name for the model, and the vendor's for ours. */
        remember: z.boolean().default(false),
      }),
    )
    .output(decidedSchema),
  /** It does not, and why. @throws AppError `stale_edit` */
  reject: command.input(z.object({ findings: chosenSchema, reason: reasonSchema })).output(decidedSchema),
  /** To be looked at again. @throws AppError `stale_edit` */
  reopen: command.input(z.object({ findings: chosenSchema })).output(decidedSchema),
  /**
   * Says that a vulnerability concerns a model, one of its versions or one of its parts; confirmed by whoever says so.
   * @throws not_found, AppError `input_refused` with `component_of_other_model`
   */
  link: command
    .input(
      z.object({
        cve: cveSchema,
        modelId: idSchema('model'),
        softwareVersion: nameSchema.nullable().default(null),
        componentId: idSchema('component').nullable().default(null),
        note: textSchema.nullable().default(null),
      }),
    )
    .output(z.object({ id: idSchema('finding'), devices: z.number().int(), obligations: z.number().int() })),
};
